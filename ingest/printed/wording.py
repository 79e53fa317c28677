"""How asking is worded: sentences, questions, requests, lead-ins, and bullets joined to them."""

import re

_SENTENCE_END = re.compile(
    r"[.?!][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\?\s+(?=(?:how|what|which|who)\s(?:do|does|is|are|will|can)\b)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|no|pp?|pts?|approx|dr|mr|mrs|ms|st|inc|ltd|co|fig|[A-Z])\.|\.\.)$", re.I
)
_AUXILIARY = r"(?:do|does|did|is|are|was|were|can|could|may|must|will|would|should|might|shall|has|have)"
_WHAT = r"(?:how|what|which|who|whom|whose|when|where|why)"
_BY = (
    r"(?:(?:in|by|to|for|from|with|at|on|of|through|under|until|since|over|across|along|among|between|against|within"
    r"|towards?|via|without|before|after|during|about)\s)"
)
# Whom a question is put about, so that "what needs do you" asks and "what readers say is used" does not.
_SUBJECT = (
    r"(?:you|your|yours|the|a|an|they|their|these|those|this|that|it|its|we|our|i|he|she|people|each|every|all|any|"
    r"senior|staff|there|[\w’'-]{2,30}s)\b"
)
_ASKING_OPENING = re.compile(rf"(?i){_BY}?(?:{_WHAT}|{_AUXILIARY})\b")
_STRONG = r"(?:describe|summari[sz]e|explain|outline|discuss)"
_WEAK = (
    r"(?:provide|state|list|show|report|give|name|identify|indicate|present|say|tell(?:\sus)?"
    r"|set out|demonstrate|specify)"
)
_ASKED_FOR = (
    r"(?:how|what|which|who|whom|where|when|why|whether|to what extent|your|any|each|the (?:key|main|current|ways))"
)
_DATA = r"(?:(?:data|results|levels|trends|information|examples|evidence|figures)\s(?:for|on|of|about|to|from)\b)"
_PLEASE = r"(?:(?:please|briefly|also|then|in addition,?)\s)*"
_REQUESTING = re.compile(rf"(?i){_PLEASE}(?:{_STRONG}\b|{_WEAK}\s(?:{_ASKED_FOR}\b|{_DATA}))")
_REQUEST = re.compile(
    rf"(?i){_PLEASE}(?:{_STRONG}\s(?:{_ASKED_FOR}|the|in|briefly|all|its|their|a|an)|{_WEAK}\s(?:your|how|what|which))\b"
)
_AHEAD = r"(?:[^;:?!.]{0,200},\s)?(?:(?i:and|but|or|also|then|so|next|finally)\s)?"
_HOW_FAR = r"(?:\w+ly|well|much|many|often|far|else|long|soon)"
_NAMED_THING = r"[\w’'/-]{1,30}(?:,?\s[\w’'/-]{1,30}){0,10}?,?"
_LEAD_IN = re.compile(
    rf"{_AHEAD}(?i:{_BY}?{_WHAT}(?:,[^,]{{1,40}},)?\s(?:{_HOW_FAR}\s)?(?:{_AUXILIARY}\b|{_NAMED_THING}\s{_AUXILIARY}\s{_SUBJECT}"
    rf"|(?<=what\s)(?!(?:we|you|they|it|i)\s){_NAMED_THING}\s{_AUXILIARY}\s?:?$))"
)
_PLAIN_QUESTION = re.compile(
    r"(?:How|What|Which|In what ways?|To what extent)\s(?:do|does|are)\s(?:you|your|they|leaders|senior)\b"
)
_WHETHER = re.compile(rf"(?:Do|Does|Are|Is|Can|Have|Has|Will)\s{_SUBJECT}")
# Where a lead-in cannot end a question: on a verb of helping, a preposition, an article or the one who is asked.
_LEFT_OPEN = re.compile(
    r"(?i)(?:^|[\s/])(?:do|does|did|is|are|was|were|can|could|may|must|will|would|should|has|have|you|your|the|a|an|and|or"
    r"|of|in|for|from|with|by|that|which|how|what|their|its|our|between|among|about|as|such|including|following)$"
)
_LEAST_WORDS = 5
_BULLET_TAIL = re.compile(r"[\s;,]*(?:[\s;,](?:and/or|and|or))?[\s;,.?!:]*$")
_LONGEST_TAIL = 24
_ACRONYM = re.compile(r"[A-Z0-9]{2}|I\b|[A-Z][a-z]*[A-Z]")
_QUESTION_BEHIND_TITLE = re.compile(
    rf"(?<!\S)(?:(?:How|What|Which|Who|Whose|When|Where|Why)\s(?:(?:\w+ly|well|much|many|often|far)\s)?{_AUXILIARY}\b"
    rf"|(?:What|Which|Whose|How)\s(?:[a-z’'/-]+,?\s){{1,6}}?{_AUXILIARY}\s{_SUBJECT}"
    r"|(?:In|By|To|For|From|With|At|On|Of|Through)\s(?:what|which|whom|whose)\b"
    r"|(?:Describe|Summari[sz]e|Explain|Outline|Discuss|Provide)\s(?:your|the|how|what|which|any|each|in)\b)"
    r"|(?<=[:.–—-]\s)(?:How|What|Which|Who|When|Where|Why)\b"
    rf"|(?<=[:–—-]\s)(?:how|what|which|who)\s{_AUXILIARY}\b"
)
# A title of capitals with a question in small letters behind it: "Access and Support how do you …".
_SMALL_QUESTION = re.compile(
    rf"((?:[A-Z][\w’'-]*|and|of|the|for|to|in|with)(?:,?\s(?:[A-Z][\w’'-]*|and|of|the|for|to|in|with)){{0,7}})"
    rf"\s((?:how|what|which)\s{_AUXILIARY}\s{_SUBJECT}.*)",
    re.DOTALL,
)
# A title with a mark behind it: "Projections. For your key measures, what do you expect …?"
_MARKED_TITLE = re.compile(r"([^.:?!;–—]{2,80}?)(?:\.|:|\s[–—-])\s+(?=[A-Z“\"])")
_MOST_WORDS_IN_TITLE = 9
_LONGEST_TITLE = 20


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
    sentence = sentence.strip()
    shown = sentence.rstrip("\"”’') *†‡")
    return shown.endswith("?") and not _is_quoted(sentence, len(shown))


def _is_quoted(sentence: str, end: int) -> bool:
    """Say whether the question mark at `end` belongs to what somebody is quoted to say in another sentence."""
    return sentence[end : end + 1] in tuple('"”') and sentence[:1] not in ('"', "“")


def requests(sentence: str) -> bool:
    """Say whether one sentence asks without a question mark: "Summarize your …"."""
    return sentence.rstrip("\"”’') ").endswith(".") and len(sentence) > 20 and _REQUESTING.match(sentence) is not None


def invites(sentence: str) -> bool:
    """Say whether a sentence surely asks, also outside criteria: a question, or a request in so many words."""
    return asks(sentence) or (requests(sentence) and _REQUEST.match(sentence) is not None)


def is_lead_in(sentence: str) -> bool:
    """Say whether a sentence is the unfinished beginning of a question, to be completed by bullets."""
    shown = sentence.strip()
    shown = shown[:-3].rstrip() if shown.endswith("...") else shown
    if shown.endswith((".", "?", "!", ";")) or len(shown) >= 600 or shown[:1].islower():
        return False
    if _REQUESTING.match(shown):
        return shown.endswith(":") or _LEFT_OPEN.search(shown[-30:]) is not None or _REQUEST.match(shown) is not None
    if _WHETHER.match(shown):
        return shown.endswith(":") or _LEFT_OPEN.search(shown[-30:]) is not None
    return _LEAD_IN.match(shown) is not None


def lacks_its_mark(sentence: str) -> bool:
    """Say whether a sentence is a question that ends in a full stop: "How do you listen to customers."."""
    return sentence.endswith(".") and not sentence.endswith("..") and _PLAIN_QUESTION.match(sentence) is not None


def is_whole(lead: str) -> bool:
    """Say whether a lead-in that got no bullets is a question whose mark was forgotten."""
    shown = lead.rstrip()
    return len(shown.split()) >= _LEAST_WORDS and shown[-1:].isalnum() and not _LEFT_OPEN.search(shown[-30:])


def opens_asking(text: str) -> bool:
    """Say whether the first word is one that a question begins with."""
    return _ASKING_OPENING.match(text) is not None


def completed(lead: str, bullet: str) -> str:
    """Join a lead-in and one of its bullets to a full question or request."""
    begun = lead.rstrip().rstrip(":–—-….").rstrip()
    rest = bullet.strip()
    # The tail is short: only the end of a long bullet needs looking at.
    rest = rest[:-_LONGEST_TAIL] + _BULLET_TAIL.sub("", rest[-_LONGEST_TAIL:])
    if rest and not _ACRONYM.match(rest):
        rest = rest[0].lower() + rest[1:]
    joint = ":" if begun.endswith("following") else ""
    return f"{begun}{joint} {rest}{'.' if _REQUESTING.match(begun) else '?'}"


def marked(lead: str) -> str:
    """Give a question the mark that was forgotten."""
    return lead.rstrip(" .") + ("." if _REQUESTING.match(lead) else "?")


def title_and_question(text: str) -> tuple[str, str]:
    """Part "Customer Access: How do you …?" or "Customer Access How do you …?" into title and question."""
    opened = _QUESTION_BEHIND_TITLE.search(text)
    if opened is None or opened.start():
        title = _MARKED_TITLE.match(text)
        if title and (opened is None or title.end() < opened.start()) and _is_title(title[1], text[title.end() :]):
            return title[1].strip(" :–—-."), text[title.end() :].strip()
    if opened is None and (small := _SMALL_QUESTION.match(text)):
        return small[1], small[2]
    if opened is None:
        whole = asks(text) or is_lead_in(text) or requests(text)
        return ("", text) if whole else (text.strip(" :–—-."), "")
    return _parted(text, opened.start())


def _parted(text: str, asking: int) -> tuple[str, str]:
    """Part a text whose first clear question begins at `asking`; only few words before it can be a title."""
    first, *between = sentences(text[:asking]) or [""]
    title = first.strip(" :–—-.\t")
    if (
        "?" in title
        or _REQUESTING.match(title)
        or len(title.split()) > (_MOST_WORDS_IN_TITLE if between else _LONGEST_TITLE)
    ):
        return "", text
    rest = text[len(first) if between else asking :].strip()
    asked = "?" in rest or any(is_lead_in(said) or requests(said) or lacks_its_mark(said) for said in sentences(rest))
    # "Care: What Patients See" is a title as a whole.
    return (title, rest) if asked or not title else (text.strip(" :–—-."), "")


def _is_title(title: str, rest: str) -> bool:
    """Say whether the words before a mark are a title and not a first sentence: few, with a question next."""
    first = next(iter(sentences(rest)), "")
    asked = asks(first) or is_lead_in(first) or requests(first)
    return (
        asked
        and len(title.split()) <= _MOST_WORDS_IN_TITLE
        and title[:1].isupper()
        and not (_LEAD_IN.match(title) or _REQUESTING.match(title))
    )
