"""Papers that are not there to ask: whatever they ask in passing, nothing of it becomes a framework."""

import pytest

from tests.ingest.reading import outline_of


@pytest.mark.parametrize(
    "text",
    [
        "Purchasing rules\n\n1. Purpose\nThese rules say how goods are bought. Why? Because the money is public.\n\n"
        "2. Who may buy\n- heads\n- the buyer\n\n"
        "3. Limits\n3.1 Small sums (up to 500)\nHow is it spent? The head signs.\n\n"
        "4. Definitions\nBuyer: the person who signs.\nOffer: a price in writing.\nOrder: a numbered paper.",
        "Minutes of the circle, 3 May\n\n1. Survey\nHow do we get answers? Eva asks.\n\n2. Open questions\n"
        "- Who talks to the press?\n- How do we pay?\n\n3. Decisions\n- The survey stays.\n- Eva writes.",
        "Agenda, 4 June\n\n1. How do we read the criteria?\n2. Who writes?\n\n- How do we share drafts?",
        "# Frequently asked questions\n\n## How do you apply?\n\n- Read.\n- Write.\n\n## Who may apply?\n\nAnyone.",
        "# Notes of the meeting\n\n## Item 3.2\n\nWe talked about item 3.2 (45 points).\n\n- How do we get figures?",
        "Policy on gifts\n\n2.1 Who is covered\nAll staff are covered.\n\n2.2 A gift over 50 euros is handed in.",
        "Tips for writers\n\nCheck it:\n\n- Does it say who?\n- Does it say how often?",
    ],
)
def test_house_papers_give_no_items_no_questions_and_no_terms(text: str) -> None:
    read = outline_of(text)
    assert (read.framework.items, read.framework.notes, read.framework.terms) == ((), (), ())
    assert read.guidance


def test_a_questionnaire_on_a_policy_is_there_to_ask() -> None:
    framework = outline_of(
        "Questions on our purchasing policy\n\n- How do you choose suppliers?\n- How do you pay?"
    ).framework
    assert len(framework.questions) == 2
