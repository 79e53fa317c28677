"""What is said of a document: counts in words, and doubts a page at a time."""

from bot.wording import documents as wording
from ingest.understood import Summary
from knowledge.criteria import Framework
from tests.knowledge.bakery import bakery


def summary(doubts: int) -> Summary:
    return Summary(bakery(), None, tuple(f"Line {n} is odd." for n in range(1, doubts + 1)), 20)


def test_counts_are_in_words_and_leave_out_what_there_is_none_of() -> None:
    some = wording.found("a.txt", summary(2), "1:1", replaces=False)
    assert "I found 2 items, 4 parts, 8 questions, 1 step, 4 notes, 1 term and 2 doubts." in some.text
    none = wording.found("a.txt", summary(0), "1:1", replaces=False)
    assert "doubt" not in none.text
    assert [[one.label for one in row] for row in none.buttons] == [["Use it", "Discard"]]
    bare = Framework(**{**bakery().model_dump(), "categories": (), "notes": (), "steps": (), "terms": ()})
    text = wording.found("a.txt", Summary(bare, None, (), 20), "1:1", replaces=False).text
    assert "I found 20 passages." in text
    assert "I found no questions in it; it can be searched." in text


def test_doubts_come_eight_at_a_time_and_every_one_is_shown() -> None:
    told, shown, page = summary(20).doubts, "", 1
    while True:
        message = wording.doubts("a.txt", told, page, "1:1")
        shown += message.text + "\n"
        assert message.text.count("• ") <= 8
        labels = {one.label: one.data for row in message.buttons for one in row}
        assert {"Use it", "Discard"} <= set(labels)
        if "More doubts" not in labels:
            break
        page += 1
        assert labels["More doubts"] == f"doubt:1:1:{page}"
    assert all(doubt in shown for doubt in told)
    assert wording.doubts("a.txt", told, 10**9, "1:1").text == wording.doubts("a.txt", told, 3, "1:1").text
