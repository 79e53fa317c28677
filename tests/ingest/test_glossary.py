import itertools

import pytest

from tests.ingest.reading import outline_of

HEADINGS = ("Glossary of Key Terms", "# Appendix A: Glossary", "KEY TERMS", "Words we use", "Terms and definitions")
FORMS = (
    "{t}: {m}",
    "**{t}** – {m}",
    "- **{t}**: {m}",
    "{t}\n{m}",
    "### {t}\n\n{m}",
    "{t}. {m}",
    "{t}\n: {m}",
    "{t} = {m}",
    "{t}\t{m}",
    "| {t} | {m} |",
)
TERMS = {
    "Agility": "The power to change. How fast? In days.",
    "Core skill (CS)": "What we do best.",
    "Key": "Most important.",
}
VALUES = "## Core values\n\n**Respect:** We greet all.\n\n**Thrift:** We waste nothing.\n\n**Courage:** We speak up."


@pytest.mark.parametrize(("heading", "form"), list(itertools.product(HEADINGS, FORMS)))
def test_terms_in_their_spellings_end_where_the_values_begin(heading: str, form: str) -> None:
    rows = "| Term | Meaning |\n|---|---|\n" if form.startswith("|") else ""
    terms = ("\n" if rows else "\n\n").join(form.format(t=term, m=meaning) for term, meaning in TERMS.items())
    read = outline_of(f"{heading}\n\n{rows}{terms}\n\n{VALUES}")
    assert [term.name for term in read.framework.terms] == ["Agility", "Core skill", "Key"]
    assert read.framework.questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Core values and concepts\n\n"
        "Vision: Leaders look ahead.\nPeople: People are the house.\nFacts: Figures come first.",
        "# Meeting\n\n## Talk\n\n"
        "- **Style.** Short sentences.\n- **Figures.** Show targets.\n- **Scores.** They are low.",
        "Bands\n\n- 0 to 5 percent: nothing is seen yet\n- 10 to 25 percent: a method starts\n- 30 percent: it works",
    ],
)
def test_names_with_explanations_that_no_heading_calls_terms_are_none(text: str) -> None:
    assert outline_of(text).framework.terms == ()
