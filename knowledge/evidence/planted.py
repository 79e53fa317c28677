"""What is put into a response for whoever judges it: orders, copied criteria, keywords strung together.

Our own rules. What is planted changes nothing: it is neither counted nor held against the rest.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import groupby, pairwise

from knowledge.evidence.clauses import Clause
from knowledge.evidence.lexicon import listed
from knowledge.evidence.tokens import Token

SHINGLE = 4
_DIMENSIONS = listed("approach deployment learning integration levels trends comparisons overall")
_RATING = listed("""rate score give award assign mark grade return output respond treat consider accept count""")
_WHO = r"(?:evaluator|grader|rater|scorer|assistant|examiner|assessor|reviewer|model|llm|ai|system|judge|bot)"
_LEAD_INS = listed("please you must should now and so just always simply")
_TOPS = listed("band bands marks maximum highest full perfect role-model everything")
_OVERRIDING = listed("ignore disregard override forget")
_OVERRIDDEN = listed("instructions instruction previous prior above rules prompt guidelines everything")
_SELF = re.compile(
    r"\b(?:this|my|the above|above) (?:response|answer|submission|text) \w+|\b(?:response|answer) above\b|"
    rf"\b(?:dear|hey|hi|note to|message to|memo to|attention|attn\.?) (?:the |all |our )?(?:\w+ )?{_WHO}\b|"
    rf"(?:^|[\n.!?\[(<#*]\s*){_WHO}\s*[:,>]|\b(?:llm|gpt|chatbot)\b|"
    r"\b(?:treat|count|consider|accept|regard|take) (?:the following|this|these|it|everything|all)\b.{0,30}\bas\b|"
    r"\byou are now an?\b|\bhereby (?:certify|confirm|declare)\b|\bend of (?:response|answer)\b|"
    r"\bas an ai\b|\blanguage model\b|\bsystem ?(?:prompt|message)?\s*[:>]|"
    r"[\"'{\s](?:approach|deployment|learning|integration|overall|band|percent)[\"']?\s*[:=]\s*[\"'{]?\s*\d|"
    r"\b(?:approach|deployment|learning|integration)[\s\"']+\d{2,3}\s?[-–%]",
    re.IGNORECASE,
)
# Seven of eight words in a row, or six short pieces in a row, that are labels for things are keywords.
_KEYWORDS_OF, _KEYWORDS, _PIECES = 8, 7, 6
# Of a clause with a number, up to so many words are a figure with its name.
_FIGURE = 4
_MOSTLY, _COPIED = 0.6, 0.7
_A_RUN = 7
_SAME = {"you": "we", "your": "our", "yours": "ours", "us": "we", "yourself": "ourselves"}


def planted(text: str, found: Sequence[Clause], *known: Set[int]) -> None:
    """Note in each clause what is planted there; `known` are the shingles of the criteria's own texts (`shingles`)."""
    _orders(text, found)
    _copies(found, known)
    _strung(found)
    _pieces(found)


def shingles(words: Sequence[str]) -> list[int]:
    """Return a number for each run of four words; "you" and "we" are taken for the same."""
    same = [_SAME.get(word, word) for word in words]
    return [hash(tuple(same[at : at + SHINGLE])) for at in range(len(same) - SHINGLE + 1)]


def _orders(text: str, found: Sequence[Clause]) -> None:
    """Find what is addressed to whoever judges; all of it is off, up to the next full stop or line."""
    for group in _groups(text, found):
        begun = False
        whole = text[max(0, group[0].start - 2) : group[-1].end + 2]
        matched = _SELF.search(whole)
        at = max(0, group[0].start - 2) + matched.start() if matched else None
        for clause in group:
            begun = begun or _is_rating(clause) or _overrides(group, clause) or (at is not None and at < clause.end)
            if begun:
                clause.off.add("order")
    # What follows an order in its line is likely to go on with it.
    for before, clause in pairwise(found):
        if "order" in before.off and clause.line == before.line and clause.any("meta") and not clause.any("role"):
            clause.off.add("order")


def _overrides(group: Sequence[Clause], clause: Clause) -> bool:
    words = {one.word for other in group for one in other.tokens}
    return any(one.word in _OVERRIDING for one in clause.tokens) and bool(words & _OVERRIDDEN)


def _groups(text: str, found: Sequence[Clause]) -> list[list[Clause]]:
    """Return the clauses by what stands between full stops or lines; a semicolon or colon keeps them together."""
    groups: list[list[Clause]] = []
    for clause in found:
        between = text[groups[-1][-1].end : clause.start] if groups else ""
        if groups and not any(mark in between for mark in ".!?\n") and clause.line == groups[-1][-1].line:
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _is_rating(clause: Clause) -> bool:
    """Tell whether a clause tells us how to rate: "give full marks", "rate this response 100 %"."""
    words = [one.word for one in clause.tokens]
    at = next((n for n, word in enumerate(words) if word not in _LEAD_INS), len(words))
    if at == len(words) or words[at] not in _RATING:
        return False
    rest = {*words[at + 1 :]}
    is_ours = bool(rest & {"this", "it", "me", "us", "my", "the"}) and bool(
        rest & {"response", "answer", "100", "score"}
    )
    return is_ours or bool(rest & _TOPS) or bool(rest & _DIMENSIONS)


def _copies(found: Sequence[Clause], known: Sequence[Set[int]]) -> None:
    """Find what is copied: clauses that lie nearly whole in a run of words that a known text has too."""
    flat = [(clause, one.word) for clause in found for one in clause.tokens if not one.has("mark")]
    is_known = [any(one in some for some in known) for one in shingles([word for _, word in flat])]
    copied: Counter[int] = Counter()
    for is_copied, run in groupby(enumerate(is_known), key=lambda pair: pair[1]):
        places = [at for at, _ in run]
        # Fewer words in a row are everybody's: "calls back within a day".
        if is_copied and len(places) + SHINGLE - 1 >= _A_RUN:
            copied.update(id(flat[at][0]) for at in range(places[0], places[-1] + SHINGLE))
    for clause in found:
        if copied[id(clause)] >= _COPIED * sum(not one.has("mark") for one in clause.tokens):
            clause.off.add("copied")


def strung(found: Sequence[Token]) -> set[int]:
    """Return the places at which words strung together begin and end: nearly all of eight in a row are labels."""
    breaks, line = set[int](), list[int]()
    for at, one in enumerate(found):
        if one.word == "\n":
            breaks |= _edges(found, line)
            line = []
        elif not one.has("mark", "number"):
            line.append(at)
    return breaks | _edges(found, line)


def _edges(found: Sequence[Token], line: Sequence[int]) -> set[int]:
    labels = [_is_label(found[at]) for at in line]
    within = set[int]()
    for at in range(len(line) - _KEYWORDS_OF + 1):
        if sum(labels[at : at + _KEYWORDS_OF]) >= _KEYWORDS:
            within.update(range(at, at + _KEYWORDS_OF))
    begins = {at for at in within if labels[at] and not (within & {at - 1} and (labels[at - 1] or at - 2 in within))}
    ends = {at + 1 for at in within if at + 1 not in within and at + 1 < len(line)}
    return {line[at] for at in begins | ends}


def _strung(found: Sequence[Clause]) -> None:
    """Mark the clauses that are keywords strung together."""
    for _, line in groupby(found, key=lambda clause: clause.line):
        flat = [(clause, one) for clause in line for one in clause.tokens if not one.has("mark", "number")]
        labels = [_is_label(one) for _, one in flat]
        for at in range(len(flat) - _KEYWORDS_OF + 1):
            if sum(labels[at : at + _KEYWORDS_OF]) >= _KEYWORDS:
                for clause, _ in flat[at : at + _KEYWORDS_OF]:
                    _mark_keywords(clause)


def _pieces(found: Sequence[Clause]) -> None:
    """Find lists of labels: six pieces of one or two words in a row."""
    run: list[Clause] = []
    for clause in (*found, None):
        if clause is not None and _is_piece(clause):
            run.append(clause)
            continue
        labelled = sum(any(_is_label(word) or word.upper for word in one.tokens) for one in run)
        if len(run) >= _PIECES and labelled >= _MOSTLY * len(run):
            for one in run:
                one.off.add("keywords")
        run = []


def _is_piece(clause: Clause) -> bool:
    is_named = any(one.upper or one.word == "s" for one in clause.tokens)
    return len(clause.tokens) <= 2 and not clause.any("year") and (is_named or not clause.any("number"))


def _mark_keywords(clause: Clause) -> None:
    words = [one for one in clause.tokens if not one.has("mark", "number")]
    # A figure with its name, such as "target 99", is no keyword.
    if clause.any("number") and len(words) <= _FIGURE:
        return
    if sum(map(_is_label, words)) >= _MOSTLY * len(words):
        clause.off.add("keywords")


def _is_label(token: Token) -> bool:
    return token.has("label", "inside", "buzz", "bland")
