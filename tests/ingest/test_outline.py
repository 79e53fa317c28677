"""Each layout that the outline understands, on documents of our own wording."""

from knowledge.criteria import Framework
from tests.ingest.reading import outline, outline_of


def questions(framework: Framework) -> dict[str, str]:
    return {question.code: question.text for question in framework.questions}


def test_an_item_with_small_caps_bullets_and_an_area_without_numbers() -> None:
    framework = outline("booklet.txt").framework
    (item,) = framework.items
    assert (item.code, item.title, item.points) == ("5.2", "Workforce Engagement", 45)
    assert item.question == "How do you win the hearts of your teachers and staff?"
    assert [(area.code, area.title) for area in item.areas] == [
        ("5.2a", "Workforce Culture"),
        ("5.2b", "Use of Voice-of-the-Student Data"),
    ]
    assert [(part.code, part.title) for part in item.parts] == [
        ("5.2a(1)", "What Moves People"),
        ("5.2a(2)", "Open Talk"),
        ("5.2b", "Use of Voice-of-the-Student Data"),
    ]
    assert questions(framework) == {
        "5.2a(1).1": "How do you learn what your workforce cares for?",
        "5.2a(1).2": "What are your key findings?",
        "5.2a(1).3": "How do you tell apart teachers, NGO partners and office staff?",
        "5.2a(1).4": "How do you deploy what you learn to every campus?",
        "5.2a(1).5": "How do you act on it before the next term?",
        "5.2a(2).1": "How do senior leaders invite plain words?",
        "5.2b.1": "How do you bring what students say into staff meetings?",
        "5.2b.2": "In doing so, how do you protect their names?",
    }
    assert [question.sentence for question in framework.questions] == [1, 2, 3, 3, 3, 1, 1, 2]
    assert [category.title for category in framework.categories] == ["Workforce"]


def test_notes_are_tied_to_each_code_they_name() -> None:
    framework = outline("booklet.txt").framework
    assert [note.about for note in framework.notes] == [("5.2",), ("5.2a(1)", "5.2b")]
    assert framework.notes[1].text == "A survey is one way among many. Corridor talk counts as well."


def test_a_text_broken_into_lines_with_bullets_and_wide_spaces() -> None:
    framework = outline("clinics.txt").framework
    assert questions(framework) == {
        "4.2a(1).1": "How do you keep what nurses know about patients when they leave?",
        "4.2a(1).2": "How do you pass it on between shifts?",
        "4.2a(1).3": "How do you check that no patient’s story is lost, even where two wards or an outside clinic"
        " care for the same person?",
        "4.2a(1).4": "How do you bring long-term conditions to the doctor’s notice?",
        "4.2a(1).5": "How do you know that it works for patients and their families?",
        "4.2a(2).1": "How do you share good practice?",
        "4.2a(2).2": "How long-lasting is the effect, and what do other hospitals take from you?",
    }
    assert [question.sentence for question in framework.questions] == [1, 2, 2, 2, 3, 1, 2]
    assert (framework.sector, framework.items[0].points) == ("health care", 30)


def test_a_beginning_and_an_end_in_mid_sentence_are_incomplete_notes_and_reported() -> None:
    read = outline("clinics.txt")
    cut = [note for note in read.framework.notes if not note.complete]
    assert [(note.about, note.text.split()[0]) for note in cut] == [((), "ward"), (("4.2",), "A")]
    assert [warning.split(";")[0] for warning in read.warnings] == [
        "Line 1 begins in the middle of a sentence",
        "The note at line 35 stops in the middle of a sentence.",
    ]


def test_a_note_on_another_item_is_kept_and_the_code_stands_elsewhere() -> None:
    framework = outline("clinics.txt").framework
    note = next(note for note in framework.notes if note.about == ("4.1a(2)",))
    assert "other clinics in the region" in note.text
    assert "https://clinics.example/data/comparisons for" in note.text
    assert framework.elsewhere == ("4.1a(2)",)


def test_groups_of_questions_under_headings_with_numbered_notes() -> None:
    framework = outline("groups.txt").framework
    assert (framework.id, framework.title) == (
        "framework-9-supplier-dialogue-model",
        "Framework 9 Supplier Dialogue Model",
    )
    assert [category.title for category in framework.categories] == ["Supplier Systems"]
    assert [(item.code, item.title, item.points) for item in framework.items] == [
        ("1", "Choice of suppliers", None),
        ("2", "Supplier Relations (everyday dealings)", None),
    ]
    assert [part.code for part in framework.parts] == ["1", "2"]
    assert [question.code for question in framework.questions] == ["1.1", "1.2", "2.1", "2.2", "2.3"]
    assert [(note.about, note.complete) for note in framework.notes] == [(("1", "2"), True), (("2",), True)]


def test_components_of_statements_and_steps_with_sub_points() -> None:
    framework = outline("culture.txt").framework
    assert framework.instrument == "agreement"
    assert [category.title for category in framework.categories] == ["Pillars of a learning library"]
    assert [(item.code, item.title) for item in framework.items] == [
        ("1", "Rooms and rules"),
        ("2", "Staff at the desk"),
    ]
    assert [statement.code for statement in framework.statements] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert [(step.code, step.text, step.points) for step in framework.steps] == [
        ("S1", "Ask the readers.", ()),
        ("S2", "Look at what you lend. (Which shelves gather dust?)", ()),
        ("S3", "Change one room at a time", ("Empty it", "Let readers furnish it.")),
    ]


def test_numbered_statements_where_the_document_speaks_of_agreeing() -> None:
    framework = outline("survey.md").framework
    assert framework.instrument == "agreement"
    assert [statement.code for statement in framework.statements] == ["1.1", "1.2", "2.1", "2.2"]


def test_a_glossary_in_its_spellings() -> None:
    framework = outline("glossary-colon.txt").framework
    assert [(term.name, term.also) for term in framework.terms] == [
        ("Cycle time", ()),
        ("Stakeholder", ("SH",)),
        ("Blind spot", ()),
        ("Cohort", ()),
        ("Segment", ()),
    ]
    assert framework.terms[1].text.endswith("including those who never buy from us.")
    assert framework.edition == "2023–2024"


def test_a_glossary_of_headings_ends_where_the_next_chapter_begins() -> None:
    terms = "### Bench\n\nA place to sit.\n\n### Pitch\n\nA place to play."
    read = outline_of(f"# Book\n\n## Glossary\n\n{terms}\n\n## Annex\n\nMore words.", "a.md")
    assert [(term.name, term.text) for term in read.framework.terms] == [
        ("Bench", "A place to sit."),
        ("Pitch", "A place to play."),
    ]
    assert [guidance.heading for guidance in read.guidance] == [("Book", "Annex")]


def test_a_results_item_with_bracketed_letters_and_a_request() -> None:
    framework = outline("results.md").framework
    assert (framework.items[0].points, framework.items[0].areas[0].title) == (
        80,
        "Results for Students and Other Customers",
    )
    asked = questions(framework)
    assert asked["7.2a(1).2"] == "How do these compare with schools in the same district?"
    assert asked["7.2a(1).4"] == "How do these compare with national averages?"
    assert asked["7.2a(2).1"] == "Summarize your results for building relationships with students."
    assert [note.about for note in framework.notes] == [("7.2a(1)", "7.2a(2)"), ("7.2a",), ("7.2",)]


def test_a_builder_with_bare_headings_and_questions_right_below_them() -> None:
    framework = outline("builder.txt").framework
    assert [(item.code, item.points, item.question) for item in framework.items] == [
        ("1.1", 70, "How do your senior leaders lead the organization?"),
        ("1.2", 50, "How do you govern and give back?"),
    ]
    assert framework.points == 120
    assert [part.code for part in framework.parts] == ["1.1a", "1.1b", "1.2(1)", "1.2(2)"]
    assert questions(framework)["1.1a.2"].endswith("that they hold to them, even when it costs something?")
    assert [note.about for note in framework.notes] == [("1.1", "1.2"), ("1.1a",)]


def test_markdown_groups_with_numbered_questions_and_a_lead_in() -> None:
    framework = outline("questions.md").framework
    assert [(item.title, len(item.parts[0].questions)) for item in framework.items] == [
        ("Choosing", 3),
        ("Working together", 4),
    ]
    assert questions(framework)["2.2"] == "How do you learn from their mistakes?"
    assert questions(framework)["2.3"] == "How do you keep KPIs in common?"
    assert [note.about for note in framework.notes] == [("1",), ("2",)]


def test_a_guide_is_guidance_along_its_headings() -> None:
    read = outline("guide.md")
    assert read.framework.questions == ()
    assert [step.code for step in read.framework.steps] == ["S1", "S2", "S3"]
    assert [guidance.heading[-1] for guidance in read.guidance] == [
        "Writing good responses",
        "What to look for",
        "What is a process?",
    ]
    assert read.guidance[1].text.splitlines()[:2] == ["Look for these signs:", "- a rhythm, such as every month"]


def test_a_whole_booklet_with_contents_categories_items_and_glossary() -> None:
    read = outline("town-hall.txt")
    framework = read.framework
    assert (framework.title, framework.edition) == ("Excellence Criteria for Town Halls 2022–2023", "2022–2023")
    assert [(category.code, category.title) for category in framework.categories] == [("3", "Citizens")]
    assert [(item.code, item.points) for item in framework.items] == [("3.1", 40), ("3.2", 45)]
    assert [part.code for part in framework.parts] == ["3.1a(1)", "3.1a(2)", "3.1b(1)", "3.1b(2)", "3.2"]
    assert questions(framework)["3.1a(2).1"] == "How do you listen to people who may move here?"
    assert questions(framework)["3.1b(2).3"] == "How do you try them out?"
    assert questions(framework)["3.2.4"] == "How do you know that it helps?"
    assert [note.about for note in framework.notes] == [("3.1a(1)",), ("3.1b",), ("3.1b(2)",), ("3.2",)]
    assert [term.name for term in framework.terms] == ["Agility", "Benchmark", "Citizen"]
    assert "Visionary Leadership" in [guidance.heading[-1] for guidance in read.guidance]


def test_statements_numbered_with_letters_under_shouted_categories() -> None:
    framework = outline("lettered-survey.txt").framework
    assert framework.title == "Are We Getting Anywhere?"
    assert [(item.code, item.title) for item in framework.items] == [("1", "Leadership"), ("2", "Strategy")]
    assert [statement.text for statement in framework.statements][-1] == "I know how the plans touch my work."
