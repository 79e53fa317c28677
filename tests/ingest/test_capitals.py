import pytest

from ingest.printed.capitals import has_small_caps, lowered

WORDS = frozenset({"teacher", "it", "us", "software"})


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("HOW do you DEPLOY plans to CUSTOMERS?", "How do you deploy plans to customers?"),
        ("Why? WHAT are your KEY PROCESSES", "Why? What are your key processes"),
        ("CUSTOMERS’ wishes and a CUSTOMER'S", "Customers’ wishes and a customer's"),
        ("the VOICE-OF-THE-CUSTOMER data", "the voice-of-the-customer data"),
        (
            "data for NIST, ISO 9001, the CEO and the IT of the US",
            "data for NIST, ISO 9001, the CEO and the IT of the US",
        ),
        ("each TEACHER", "each teacher"),
        ("the SUSTAINABLE way", "the sustainable way"),
    ],
)
def test_small_caps_become_words_and_acronyms_stay(printed: str, read: str) -> None:
    assert lowered(printed, WORDS) == read


def test_in_a_title_small_caps_keep_a_capital() -> None:
    assert lowered("Use of VOICE-OF-THE-CUSTOMER Data", WORDS, title=True) == "Use of Voice-of-the-Customer Data"
    assert lowered("CUSTOMER Satisfaction and ENGAGEMENT", WORDS, title=True) == "Customer Satisfaction and Engagement"


def test_a_document_that_only_warns_in_capitals_has_no_small_caps() -> None:
    assert has_small_caps("HOW do you know?")
    assert has_small_caps("what is KEY here")
    assert not has_small_caps("WARNING: do NOT open. How do you know?")
