"""The signs in which a reader hands on what it saw: headings, bold run-ins, labels, table rows, page marks.

They are those of Markdown, so that one reading of headings, lists and paragraphs serves every format.
"""

import re
from collections.abc import Sequence

from ingest.printed.labels import bulleted, labelled
from ingest.printed.wording import opens_asking

# Stands where a page begins until the text is whole; no document has it of its own, see `without_marks`.
PAGE = "\ue00c"
# Stands where a writer asked for a new page; a program that laid the pages out knows better.
BREAK = "\ue00d"
_OPENING = re.compile(f"[{PAGE}{BREAK}\\s]*")
_MARKS = re.compile("[\ue000-\ue0ff]")
_LONGEST_TITLE = 120
_MOST_WORDS = 14


def heading(level: int, words: str) -> str:
    """Return a heading of a level from 1 to 6 on one line."""
    return f"{'#' * min(6, max(1, level))} {' '.join(words.split())}"


def label_length(words: str) -> int:
    """Return how long the bullet or the label at the head of a line is, with the space behind it; 0 without one."""
    rest = bulleted(words)
    behind = words if rest is None else rest
    found = labelled(behind)
    return len(words) - len(found.body if found else behind)


def is_label(words: str) -> bool:
    """Say whether words are nothing but a label: "(1)", "a.", "3.2a(1)"."""
    found = labelled(f"{words} word")
    return found is not None and found.body == "word"


def is_labelled(words: str) -> bool:
    """Say whether a line begins with a label that is no bullet."""
    return labelled(words) is not None


def emphasised(stretches: Sequence[tuple[str, bool]], *, keeps_lines: bool = False) -> str:
    """Return the text of a paragraph given in stretches that are bold or not: bold words at its head are set off.

    They are set off behind a label, and only where they are a title of what follows or of what stands below. A title
    over two printed lines stays so with `keeps_lines`.
    """
    text = "".join(words for words, _ in stretches)
    start = len(text) - len(text.lstrip())
    begin = start + label_length(text[start:])
    end = _bold_until(stretches, begin)
    shown, rest = text[begin:end].strip(), text[end:]
    title = re.sub(r" *\n *", "\n", shown) if keeps_lines else " ".join(shown.split())
    if not _is_title(title, rest):
        return text
    below = rest.lstrip(" \t")
    return f"{text[:begin]}**{title}** {below}".rstrip(" ")


def _bold_until(stretches: Sequence[tuple[str, bool]], begin: int) -> int:
    end = begin
    start = 0
    for words, is_bold in stretches:
        stop = start + len(words)
        if stop > begin and not is_bold and words[max(0, begin - start) :].strip():
            break
        end = max(end, stop)
        start = stop
    return end


def _is_title(title: str, rest: str) -> bool:
    if not re.search(r"\w", title) or len(title) > _LONGEST_TITLE or len(title.split()) > _MOST_WORDS:
        return False
    if is_asking(title) or "**" in title:
        return False
    below = rest.strip()
    if not below:
        return not title.endswith((".", "!", ";", ","))
    # A word of a sentence may be bold as well: "**How** do you …".
    return not (opens_asking(title) and below[0].islower())


def is_asking(words: str) -> bool:
    """Say whether words end as a question does."""
    return words.rstrip(' "”’)*').endswith("?")


def without_marks(words: str) -> str:
    """Take out of a document's words what could be taken for a page mark."""
    return _MARKS.sub("", words)


def opened(text: str) -> tuple[str, str]:
    """Part the page marks at the head of a text from the rest of it."""
    head = _OPENING.match(text)
    marks = "".join(sign for sign in head[0] if sign in (PAGE, BREAK)) if head else ""
    return marks, text[head.end() :] if head and marks else text


def paged(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the page marks out of a text; return it with the offsets at which its pages begin, if it has any."""
    text = text.replace(BREAK, "" if PAGE in text else PAGE)
    first, *others = text.split(PAGE)
    if not others:
        return text, ()
    starts, length = [0], len(first)
    for piece in others:
        starts.append(length)
        length += len(piece)
    return first + "".join(others), tuple(starts)
