"""Where what is said comes from: one line for what lies together, and where else the same is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from bot.wording import say
from knowledge.answers import Answer
from knowledge.passages import Citation, Passage


def sources(answer: Answer) -> Iterator[str]:
    """Name the sources of an answer, the like ones together, and what says nearly the same elsewhere."""
    group = _shelf if answer.is_list else _place
    yield from (_source(list(cited), is_list=answer.is_list) for _, cited in groupby(answer.citations, group))
    also = [one for cited in answer.citations for one in answer.also.get(cited.passage.id, ())]
    if also:
        yield say("<i>also in {places}</i>", places=named(also))


def source_of(passage: Passage) -> str:
    """Name where one passage stands: framework, code, title, and the document with its page where it comes from one."""
    return " · ".join(filter(None, (_framework(passage), passage.code, passage.title, _document(passage))))


def named(passages: Iterable[Passage]) -> str:
    """Name passages by their framework and code, each framework once: "Framework 72 5.1 and Health care 3.2a(2)"."""
    codes: Mapping[str, list[str]] = _by_framework(passages)
    names = [" ".join(filter(None, (framework, ", ".join(of)))) for framework, of in codes.items()]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _by_framework(passages: Iterable[Passage]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for one in passages:
        of = codes.setdefault(_framework(one) or one.source, [])
        if one.code and one.code not in of:
            of.append(one.code)
    return codes


def _shelf(citation: Citation) -> tuple[str, str, str]:
    return _framework(citation.passage), "", citation.passage.source


def _place(citation: Citation) -> tuple[str, str, str]:
    """Return what citations share that are named in one line: framework, title and source."""
    passage = citation.passage
    return _framework(passage), passage.title, passage.source


def _source(citations: Sequence[Citation], *, is_list: bool) -> str:
    passages = [one.passage for one in citations]
    codes = ", ".join(dict.fromkeys(passage.code for passage in passages if passage.code))
    cut = "" if all(passage.complete for passage in passages) else " (the source is cut here)"
    # In a list, each line has its code and title already.
    told = () if is_list else (codes, passages[0].title)
    where = " · ".join(filter(None, (_framework(passages[0]), *told, _document(passages[0]))))
    return say("<i>{n} · {where}{cut}</i>", n=_numbers([one.n for one in citations]), where=where, cut=cut)


def _numbers(numbers: Sequence[int]) -> str:
    if len(numbers) > 3 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def _framework(passage: Passage) -> str:
    return passage.heading[0] if passage.heading else ""


def _document(passage: Passage) -> str:
    """Name the document of a passage that has a place in its text; ours are named well enough by their framework."""
    if passage.start is None:
        return ""
    return say("{source}, page {page}", source=passage.source, page=passage.page) if passage.page else passage.source
