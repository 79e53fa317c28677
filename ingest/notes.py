"""Notes: keyed to one or several codes, numbered at the end of a list, or cut."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.codes import codes_of
from ingest.documents import Block
from ingest.drafts import Draft, DraftItem, DraftNote, Guidance

_STANDING_OPEN = re.compile(
    r"(?i)(?:[,–—-]|\b(?:the|a|an|and|or|of|to|in|for|with|by|that|which|from|is|are|as|your|their))$"
)
# Words that say nothing about what a note speaks of.
_FILLERS = """about and are can for from how might not other should such that the their these this those to what when
which with you your may include including have has do does customer customers organization organisation"""
_COMMON = frozenset(_FILLERS.split())
# More items than any list with numbered notes has.
_MOST_ITEMS = 50


def read_notes(blocks: Sequence[Block], draft: Draft) -> None:
    """Take each labelled piece as a note; what follows without a label goes on with the note above it."""
    last_item = draft.items[-1].code if draft.items else ""
    opened = len(draft.notes)
    for block in blocks:
        place = (block.start, block.end)
        if block.kind == "coded":
            draft.notes.append(DraftNote(codes_of(block.label), block.words, block.line, place))
        elif block.kind == "numbered" or (len(draft.notes) == opened and block.kind != "heading"):
            about = (last_item,) if last_item and block.kind != "numbered" and "." in last_item else ()
            draft.notes.append(DraftNote(about, block.words, block.line, place))
        elif block.kind != "heading":
            last = draft.notes.pop()
            mark = "\n- " if block.kind in ("bullet", "bracketed", "lettered") else "\n"
            draft.notes.append(replace(last, text=f"{last.text}{mark}{block.words}", place=(last.place[0], block.end)))


def take_fragment(block: Block, draft: Draft) -> None:
    """Take text that begins in mid-sentence as a note whose beginning is missing."""
    draft.notes.append(DraftNote((), block.words, block.line, (block.start, block.end), complete=False))
    draft.warnings.append(f"Line {block.line} begins in the middle of a sentence; it is kept as an incomplete note.")


def mark_cut_end(draft: Draft, end: int) -> None:
    """Mark the note with which the document stops in the middle of a sentence; `end` is where the text ends."""
    if not draft.notes:
        return
    last = draft.notes[-1]
    if last.place[1] == end and _STANDING_OPEN.search(last.text):
        draft.notes[-1] = replace(last, complete=False)
        draft.warnings.append(f"The note at line {last.line} stops in the middle of a sentence.")


def tie(draft: Draft) -> None:
    """Tie each complete note that names no code to the item it speaks of, or to all of them if it fits none.

    Where there is no item, or a crowd of them, it explains nothing in particular and is guidance.
    """
    if not 0 < len(draft.items) <= _MOST_ITEMS:
        draft.guidance.extend(Guidance(("Notes",), note.text, note.place) for note in draft.notes if _is_loose(note))
        draft.notes = [note for note in draft.notes if not _is_loose(note)]
    subjects = {item.code: (_stems(item.title), _stems(_asked(item))) for item in draft.items}
    draft.notes = [
        replace(note, about=_nearest(note.text, subjects)) if _is_loose(note) else note for note in draft.notes
    ]


def _is_loose(note: DraftNote) -> bool:
    return note.complete and not note.about


def _asked(item: DraftItem) -> str:
    return " ".join(asked.text for part in item.parts for asked in part.asked)


def _nearest(text: str, subjects: Mapping[str, tuple[frozenset[str], frozenset[str]]]) -> tuple[str, ...]:
    """Return the items that share most with the note's beginning; a word of the title weighs three."""
    subject = _stems(" ".join(text.split()[:12]))
    scores = {code: 3 * len(subject & title) + len(subject & asked) for code, (title, asked) in subjects.items()}
    best = max(scores.values())
    return tuple(code for code, score in scores.items() if score == best)


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{3,}", text.lower())
    return frozenset(word.removesuffix("s")[:7] for word in words if word not in _COMMON)
