"""How asking is worded: sentences, questions, lead-ins, and bullets joined to them."""

import re

_SENTENCE_END = re.compile(r"[.?!][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|pp?|pts?|approx|dr|mr|mrs|ms|st|inc|ltd|co|fig|[A-Z])\.|\.\.)$", re.I
)
_OPENER = (
    r"(?:how|what|which|who|whom|whose|when|where|why|do|does|did|is|are|was|were|can|could|will|would|should|has|have"
    r"|to what extent|in what ways?|by what means)"
)
_ASKING_OPENING = re.compile(rf"(?i){_OPENER}\b")
_REQUEST = re.compile(r"(?:Describe|Summari[sz]e|Explain|Outline|Provide|State|List|Show|Report)\b.{12,}\.$", re.DOTALL)
_LEAD_IN = re.compile(
    r"(?i)(?:[^,;]{0,120}[,;]\s+(?:and\s+)?)?(?:how|what|which|in what ways?|to what extent)\s+"
    r"(?:\w+ly\s+|well\s+)?(?:do|does|did|is|are|were|was|can|could|will|would|should|has|have"
    r"|[\w’' -]{1,60}\b(?:do|does|are|is))\b"
)
_BULLET_TAIL = re.compile(r"[\s;,]*(?:[\s;,](?:and/or|and|or))?[\s;,.?!:]*$")
_ACRONYM = re.compile(r"[A-Z0-9]{2}|I\b")
_AUXILIARY = r"(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have)"
_QUESTION_BEHIND_TITLE = re.compile(
    rf"(?<!\S)(?:(?:How|What|Which|Who|When|Where|Why)\s+(?:\w+ly\s+|well\s+)?{_AUXILIARY}\b"
    rf"|(?:To what extent|In what ways?|By what means)\b"
    r"|(?:Describe|Summari[sz]e|Explain|Provide)\s+(?:your|the|how|what)\b)|(?<=[:.–—-]\s)(?:How|What|Which|Who|When|Where|Why)\b"
)


def sentences(text: str) -> list[str]:
    """Cut a tidied text after each sentence; abbreviations such as "e.g." do not end one."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        # Only what stands right before the stop decides, so a short look back is enough.
        if text[end.start()] == "." and _ABBREVIATION.search(text[max(start, end.start() - 8) : end.start() + 1]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def asks(sentence: str) -> bool:
    """Say whether one sentence is a question."""
    return sentence.rstrip("\"”’') ").endswith("?")


def requests(sentence: str) -> bool:
    """Say whether one sentence asks without a question mark: "Summarize your …"."""
    return _REQUEST.match(sentence) is not None


def is_lead_in(sentence: str) -> bool:
    """Say whether a sentence is the unfinished beginning of a question, to be completed by bullets."""
    open_end = not sentence.rstrip().endswith((".", "?", "!", ";"))
    return open_end and len(sentence) < 600 and _LEAD_IN.match(sentence) is not None


def opens_asking(text: str) -> bool:
    """Say whether the first word is one that a question begins with."""
    return _ASKING_OPENING.match(text) is not None


def completed(lead: str, bullet: str) -> str:
    """Join a lead-in and one of its bullets to a full question."""
    begun = lead.rstrip().rstrip(":–—-…").rstrip()
    rest = _BULLET_TAIL.sub("", bullet.strip())
    if rest and not _ACRONYM.match(rest):
        rest = rest[0].lower() + rest[1:]
    return f"{begun} {rest}?"


def title_and_question(text: str) -> tuple[str, str]:
    """Part "Customer Access: How do you …?" or "Customer Access How do you …?" into title and question."""
    opened = _QUESTION_BEHIND_TITLE.search(text)
    if opened is None:
        whole = asks(text) or is_lead_in(text) or requests(text)
        return ("", text) if whole else (text.strip(" :–—-."), "")
    title = text[: opened.start()].strip(" :–—-.\t")
    return title, text[opened.start() :].strip()
