"""What the rules propose, rolled up beside the respondents' own ratings and never mixed with them."""

from storage.database import Database
from storage.proposals import told, with_proposals
from storage.responses import Place, Responses
from storage.scorecard import scorecard
from tests.knowledge.bakery import bakery
from tests.storage.seeds import LARGE, seeded

THIN, FOREIGN = "It depends on the day.", "Wir machen das jeden Morgen so und schreiben es auf."
FIRM = "The head baker weighs the flour every morning at four and writes the weight on the board beside the mixer."


def test_a_part_takes_the_median_of_its_judged_responses_and_ratings_stay_as_they_are(database: Database) -> None:
    def write(session):  # type: ignore[no-untyped-def]
        one = seeded(session, "Alba")
        responses = Responses(session, one.participation)
        for number, text in enumerate((THIN, FIRM, FOREIGN), 1):
            responses.hear(f"1.1a(1).{number}", Place(1, number), text, "response")
        responses.mark("1.1a(1).1", "rating", 95)
        figures = scorecard(session, one.organisation.id, one.assessment)
        return figures, told(session, one.organisation.id, one.assessment), one.organisation.id, one.assessment.id

    figures, responses, _, _ = database.write(write)
    card = with_proposals(figures, bakery(), responses)
    part, before = card.items[0].parts[0], figures.items[0].parts[0]
    assert (part.judged, part.unjudged) == (2, 1)
    assert part.proposed is not None
    assert 5 <= part.proposed <= 30
    assert (part.value, card.points, card.coverage) == (before.value, figures.points, figures.coverage)
    assert card.items[1].proposed is None
    assert (card.judged, card.unjudged) == (2, 1)


def test_only_the_current_revision_counts_and_only_of_one_s_own_organisation(database: Database) -> None:
    def write(session):  # type: ignore[no-untyped-def]
        here, there = seeded(session, "Alba"), seeded(session, "Brio", LARGE + 1)
        for one, text in ((here, THIN), (there, FIRM)):
            Responses(session, one.participation).hear("1.1a(1).1", Place(one.person.id, 1), text, "response")
        Responses(session, here.participation).hear("1.1a(1).1", Place(here.person.id, 1, 9), FIRM, "response")
        return [told(session, one.organisation.id, one.assessment) for one in (here, there)]

    mine, theirs = database.write(write)
    assert [(one.person, one.text) for one in mine] == [("Alba person", FIRM)]
    assert [one.person for one in theirs] == ["Brio person"]
