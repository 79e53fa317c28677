"""Notes: keyed to one or several codes, numbered at the end of a list, or cut."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.documents import Block
from ingest.outlining.drafts import Draft, DraftItem, DraftNote, Guidance
from ingest.printed.codes import CODES, codes_of

_STANDING_OPEN = re.compile(
    r"(?i)(?:[,–—-]|\b(?:the|a|an|and|or|of|to|in|for|with|by|that|which|from|is|are|as|your|their))$"
)
# A shorter note may well be a phrase that never had a stop.
_WORDS_OF_A_SENTENCE = 8
_CODES_FIRST = re.compile(rf"(?:(?:for|in|on|re|to|items?|under|regarding)\s|[(\[])*({CODES})(?=[\s,.:;)\]–—-])", re.I)
_KEYED = re.compile(rf"(?<=[.?!])\s({CODES})[.:]\s(?=[A-Z])")
_LONGEST_PARAGRAPH = 20_000
# Words that say nothing about what a note speaks of.
_FILLERS = """about and are can for from how might not other should such that the their these this those to what when
which with you your may include including have has do does customer customers organization organisation"""
_COMMON = frozenset(_FILLERS.split())
_LONGEST_WORD = 12
# More items than any list with numbered notes has.
_MOST_ITEMS = 50


def read_notes(blocks: Sequence[Block], draft: Draft) -> None:
    """Take each labelled piece as a note, or each paragraph or bullet where none has a label; the rest goes on."""
    blocks = [block for block in blocks if block.kind != "heading"]
    labelled = any(map(_is_labelled, blocks))
    last_item = draft.items[-1].code if draft.items and draft.items[-1].coded else ""
    opened = len(draft.notes)
    for block in (keyed for whole in blocks for keyed in _keyed(whole)):
        if _is_labelled(block):
            about = codes_of(block.label) if block.kind == "coded" else _codes_first(block.words)
            _add(about, block, draft)
        elif len(draft.notes) == opened or (not labelled and _opens(block, blocks[0], draft.notes[-1])):
            _add(_codes_first(block.words) or ((last_item,) if last_item else ()), block, draft)
        else:
            last = draft.notes.pop()
            mark = "\n- " if block.kind in ("bullet", "bracketed", "lettered") else "\n"
            draft.notes.append(replace(last, text=f"{last.text}{mark}{block.words}", place=(last.place[0], block.end)))


def _keyed(block: Block) -> Iterator[Block]:
    """Yield the notes that run on in one paragraph, each behind the code it is keyed to."""
    start, label = 0, block.label
    if block.kind == "coded" and len(block.text) <= _LONGEST_PARAGRAPH:
        for found in _KEYED.finditer(block.text):
            yield replace(block, label=label, text=block.text[start : found.start()])
            start, label = found.end(), found[1]
    yield replace(block, label=label, text=block.text[start:])


def _is_labelled(block: Block) -> bool:
    return block.kind in ("coded", "numbered") or block.noted


def _opens(block: Block, first: Block, last: DraftNote) -> bool:
    """Say whether a piece without a label is a note of its own: it is set as the first one is, and begins anew."""
    return block.kind == first.kind and not block.words[:1].islower() and not last.text.endswith((":", ","))


def _codes_first(words: str) -> tuple[str, ...]:
    """Return the codes with which a note begins to speak: "For 1.1a(1), values may …"."""
    opened = _CODES_FIRST.match(words)
    return codes_of(opened[1]) if opened else ()


def _add(about: tuple[str, ...], block: Block, draft: Draft) -> None:
    if block.words:
        draft.notes.append(DraftNote(about, block.words, block.line, (block.start, block.end)))


def take_fragment(block: Block, draft: Draft) -> None:
    """Take text that begins in mid-sentence as a note whose beginning is missing."""
    draft.notes.append(DraftNote((), block.words, block.line, (block.start, block.end), complete=False))
    draft.warnings.append(f"Line {block.line} begins in the middle of a sentence; it is kept as an incomplete note.")


def mark_cut_end(draft: Draft, end: int) -> None:
    """Mark the notes that stop in the middle of a sentence; `end` is where the text ends."""
    for place, note in enumerate(draft.notes):
        is_last = note.place[1] == end
        stands_open = _STANDING_OPEN.search(note.text[-_LONGEST_WORD:]) and (is_last or not note.text.endswith(","))
        # With the end of the document a sentence ends too, unless the page was cut off.
        if note.complete and (stands_open or (is_last and _is_cut_off(note.text))):
            draft.notes[place] = replace(note, complete=False)
            draft.warnings.append(f"The note at line {note.line} stops in the middle of a sentence.")


def _is_cut_off(text: str) -> bool:
    """Say whether the last line is a sentence, long enough to be one, without its stop."""
    last = text.rpartition("\n")[2]
    return not last.startswith("- ") and len(last.split()) >= _WORDS_OF_A_SENTENCE and last[-1:].isalnum()


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
