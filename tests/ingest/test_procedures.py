from tests.ingest.reading import outline_of


def steps(text: str) -> list[tuple[str, str, int]]:
    return [(step.code, step.text, len(step.points)) for step in outline_of(text).framework.steps]


def test_a_line_may_lead_up_to_steps_as_a_heading_does() -> None:
    assert steps(
        "Our complaints\n\nWhat we do, in order:\n\n"
        "1) Listen.\n2) Write it down.\n   - name\n   - date\n3) Put it right."
    ) == [
        ("S1", "Listen.", 0),
        ("S2", "Write it down.", 2),
        ("S3", "Put it right.", 0),
    ]


def test_steps_may_be_headings_in_words_or_called_stages() -> None:
    assert steps("# Getting better\n\n### Step 1: Look around\n\n- walk\n- ask\n\n### Step 2: Choose") == [
        ("S1", "Look around", 2),
        ("S2", "Choose", 0),
    ]
    assert [step[0] for step in steps("Stage one: Look.\nStage two: Act.")] == ["S1", "S2"]


def test_orders_in_turn_are_steps_without_being_called_so() -> None:
    assert len(steps("# Ways\n\n## Better meetings\n\n1. Ask for an agenda.\n2. Begin on time.\n3. End early.")) == 3


def test_a_question_within_a_step_is_part_of_it() -> None:
    read = outline_of(
        "Steps to care\n\n1. Ask. (Whom do you ask?)\n2. Look for gaps:\n   a) old ones\n   b) new ones\n3. Act."
    )
    assert [step.text for step in read.framework.steps] == ["Ask. (Whom do you ask?)", "Look for gaps", "Act."]
    assert read.framework.questions == ()


def test_numbers_within_a_step_are_its_sub_points() -> None:
    text = "Four steps\n\n1. Begin.\n2. Answer:\n   1. alone\n   2. together\n3. Plan.\n4. Act."
    assert [step[2] for step in steps(text)] == [0, 2, 0, 0]
