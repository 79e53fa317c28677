"""Where the words of a tidied text stand in the raw text they were read from."""

import unicodedata

Place = tuple[int, int]

# So many letters at either end are enough to find a piece again; what was dropped in between does not matter.
_ENOUGH = 40
_CLOSING = ".?!…)]\"'”’"


class Trace:
    """Finds one piece after the other in a raw stretch, seeing letters and digits only: tidying never changes those."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._place = text, (start, end)
        self._letters, self._at = _letters(text, start, end)
        self._from = 0

    def place(self, piece: str) -> Place:
        """Return where `piece` stands, looking on from the last one found; the whole stretch if it is not there."""
        wanted, _ = _letters(piece, 0, len(piece))
        first = self._letters.find(wanted[:_ENOUGH], self._from) if wanted else -1
        if first < 0:
            return self._place
        tail = wanted[-_ENOUGH:]
        last = self._letters.find(tail, first + max(0, len(wanted[:_ENOUGH]) - len(tail)))
        last = last + len(tail) if last >= 0 else first + len(wanted[:_ENOUGH])
        self._from = last
        return self._at[first], self._with_marks(self._at[last - 1] + 1)

    def _with_marks(self, end: int) -> int:
        """Take the marks that close a sentence with it."""
        while end < self._place[1] and self._text[end] in _CLOSING:
            end += 1
        return end


def _letters(text: str, start: int, end: int) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        for sign in unicodedata.normalize("NFKD", text[place]).lower():
            if sign.isalnum():
                letters.append(sign)
                places.append(place)
    return "".join(letters), places
