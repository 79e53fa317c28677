import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.claims import Unreadable, read

ONE = {"claims": [{"text": "A porter is on duty.", "citations": [1]}]}


@pytest.mark.parametrize(
    "returned",
    [
        ONE,
        json.dumps(ONE),
        f"```json\n{json.dumps(ONE, indent=2)}\n```",
        f"Here you are: {json.dumps(ONE)} I hope this helps.",
        {"claims": [{"text": "  A porter\nis\u202e on\u200b duty", "citations": ["1"], "sure": True}]},
    ],
)
def test_claims_are_read_as_data_or_out_of_a_text(returned: object) -> None:
    (claim,) = read(returned).claims
    assert (claim.text, claim.citations) == ("A porter is on duty.", (1,))


def test_a_model_may_have_nothing_to_say() -> None:
    assert read('{"claims": []}').claims == ()


BAD: list[object] = [
    "",
    "I am sorry, but I cannot.",
    "{",
    '{"claims": [{"text": "cut off in the mid',
    "{" * 5_000,
    '{"claims": ' + "[" * 100_000,
    "x" * 10_000_000 + json.dumps(ONE),
    "[]",
    '{"answer": "yes"}',
    '{"claims": null}',
    '{"claims": "A porter is on duty."}',
    '{"claims": ["A porter is on duty."]}',
    '{"claims": [{"text": "A porter is on duty."}]}',
    '{"claims": [{"text": "A porter is on duty.", "citations": []}]}',
    '{"claims": [{"text": "A porter is on duty.", "citations": [1.5]}]}',
    '{"claims": [{"text": "A porter is on duty.", "citations": [NaN]}]}',
    '{"claims": [{"text": "A porter is on duty.", "citations": ["first"]}]}',
    '{"claims": [{"text": "A porter is on duty.", "citations": 1}]}',
    '{"claims": [{"text": null, "citations": [1]}]}',
    '{"claims": [{"text": "", "citations": [1]}]}',
    '{"claims": [{"text": "\\u200b", "citations": [1]}]}',
    '{"claims": [{"text": "12", "citations": [1]}]}',
    json.dumps({"claims": [{"text": "word " * 41, "citations": [1]}]}),
    json.dumps({"claims": ONE["claims"] * 6}),
    None,
    40,
    [1, 2],
    {"claims": [[]]},
]


@pytest.mark.parametrize("returned", BAD, ids=range(len(BAD)))
def test_what_is_no_claims_is_refused_without_quoting_it(returned: object) -> None:
    with pytest.raises(Unreadable) as caught:
        read(returned)
    assert "porter" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.one_of(st.text(), st.recursive(st.none() | st.text() | st.integers(), st.lists)))
def test_anything_is_read_or_refused(returned: object) -> None:
    with suppress(Unreadable):
        assert len(read(returned).claims) <= 5
