"""Whether a sentence asks the reader: no aside, no courtesy, nothing that is answered at once."""

import re

from ingest.printed.wording import asks, is_lead_in, lacks_its_mark, marked, opens_asking, requests

# What is answered at once was not asked of the reader: "Why does it matter? Because …".
_ANSWER = re.compile(r"(?:Because|Yes|No|Nobody|Nothing|Everyone|By (?!this)|Only|It is|That is|They are|An?)\b")
# "Questions?" and "Any comments?" ask nothing of the matter.
_ASKING_WORD = re.compile(
    r"(?i)\b(?:how|what|which|who|whom|whose|when|where|why|do|does|did|is|are|was|were|can|could|may|must|will|would"
    r"|should|has|have)\b"
)
# What is asked about the sheet itself, or out of courtesy, is no question of its matter.
_OF_THE_PAPER = re.compile(
    r"(?i)\bthis (?:page|form|sheet|survey|questionnaire|booklet|handout|web ?site|leaflet|document)\b"
    r"|\bthese questions\b|\bquestions (?:about|on) (?:this|the|these)\b"
    r"|\bdo you (?:have|need) (?:any )?(?:questions|help|comments)\b|\bwould you like to\b|\bwant to know more\b"
)
_ADDRESSES = re.compile(r"(?i)\b(?:you|your|yours|leaders?|organi[sz]ation)\b")
_NEAR = 400


def is_asked(sentence: str, following: str = "") -> bool:
    """Say whether a sentence asks the reader, and is no aside in brackets, no rest, and not answered at once."""
    if sentence.startswith("(") or (sentence[:1].islower() and not opens_asking(sentence)):
        return False
    if requests(sentence) or lacks_its_mark(sentence):
        return True
    if not asks(sentence) or not _ASKING_WORD.search(sentence[:_NEAR]) or _OF_THE_PAPER.search(sentence[:_NEAR]):
        return False
    answered = _ANSWER.match(following) is not None and not asks(following) and not is_lead_in(following)
    return not answered or _ADDRESSES.search(sentence[:_NEAR]) is not None


def spelt_out(sentence: str) -> str:
    """Give a question the mark that it lacks, and take away the sign of a footnote."""
    bare = sentence.rstrip(" *†‡")
    return marked(bare) if lacks_its_mark(bare) else bare
