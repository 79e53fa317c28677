from collections.abc import Callable

import pytest

from knowledge.acronyms import Acronyms

NAMES = ("Voice of the customer", "Opportunities for improvement", "Plan")
TEXTS = ("The net weight of the crate counts.", *["Ask about the total cost of ownership, always."] * 3)


def acronyms(known: Callable[[str], bool] = lambda _: False) -> Acronyms:
    return Acronyms(NAMES, lambda: TEXTS, known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what does VOC data say?", "what does voice of the customer data say?"),
        ("VOTC", "voice of the customer"),
        ("our OFIs", "our opportunities for improvement"),
        ("TCO of a van", "total cost of ownership of a van"),
        ("NWC", "NWC"),
        ("voc", "voc"),
        ("IT and HR", "IT and HR"),
        ("ask about the XYZ", "ask about the XYZ"),
    ],
)
def test_initials_of_names_and_of_frequent_runs_of_words_are_spelled_out(typed: str, meant: str) -> None:
    assert acronyms().spelled_out(f"well: {typed}") == f"well: {meant}"


def test_an_acronym_that_the_model_knows_is_left_alone() -> None:
    assert acronyms(lambda word: word == "tco").spelled_out("our TCO and VOC") == "our TCO and voice of the customer"


def test_where_everything_is_in_capitals_nothing_is_an_acronym() -> None:
    assert acronyms().spelled_out("WHAT IS THE TCO") == "WHAT IS THE TCO"
