"""The state in which a page of a PDF shows text: font, size, spacing, ink."""

from dataclasses import dataclass

from ingest.readers.fonts import PdfFont
from ingest.readers.markup import without_marks
from ingest.readers.planes import SAME, Matrix

# Text of this mode lies unseen over the picture of a scanned page; the other is drawn with a fat pen.
_INVISIBLE = 3
_STROKED = 2


@dataclass(frozen=True)
class State:
    """What the operators of a page set, and `q` and `Q` keep and bring back."""

    matrix: Matrix = SAME
    font: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 100.0
    leading: float = 0.0
    rise: float = 0.0
    mode: float = 0.0
    is_white: bool = False

    @property
    def is_bold(self) -> bool:
        """Say whether letters come out bold, by their font or by how they are drawn."""
        return self.mode == _STROKED or (self.font is not None and self.font.is_bold)

    @property
    def leaves_ink(self) -> bool:
        """Say whether letters can be seen on white paper."""
        return self.mode != _INVISIBLE and not self.is_white

    def measured(self, shown: bytes) -> tuple[str, float]:
        """Return the letters of a string and how far they reach before the text matrix is applied."""
        letters = list(self.font.letters(shown)) if self.font else []
        text = without_marks("".join(letter for letter, _ in letters))
        width = sum(width for _, width in letters) / 1000 * self.size + self.spacing * len(letters)
        width += self.word_spacing * shown.count(b" ")
        # The letters of such fonts stand for bullets and boxes.
        is_sign = self.font is not None and self.font.is_of_signs and len(text.strip()) == 1
        return ("•" if is_sign else text), width * self.scale / 100
