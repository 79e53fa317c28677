"""Fonts of a PDF: from the bytes that are shown to letters and their widths. The one door to pypdf's own font type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

# Not announced as public, yet the only place where pypdf tells widths; the lock file holds the version.
from pypdf.generic._font import Font

_BOLD = re.compile(r"(?i)bold|black|heavy|demi|semibd|-bd\b")
_SIGNS = re.compile(r"(?i)wingdings|symbol|dingbats|webdings")
_FORCED_BOLD = 1 << 18
_HEAVY = 600


@dataclass(frozen=True)
class PdfFont:
    """A font as far as reading needs it."""

    font: Font
    is_bold: bool
    is_of_signs: bool

    def letters(self, shown: bytes) -> Iterator[tuple[str, float]]:
        """Yield each letter with its width in thousandths of the size."""
        font = self.font
        for code in self._codes(shown):
            read = font.encoding.get(ord(code), code) if isinstance(font.encoding, dict) else code
            width = font.space_width if code == font.space_char else font.get_text_width(code)
            yield str(font.character_map.get(read, read)), width

    def _codes(self, shown: bytes) -> str:
        if not isinstance(self.font.encoding, str):
            return "".join(map(chr, shown))
        try:
            return shown.decode(self.font.encoding, "surrogatepass")
        except (UnicodeDecodeError, LookupError):
            return shown.decode("utf-16-be", "replace")


def font_of(resource: DictionaryObject) -> PdfFont | None:
    """Read a font of a page's resources; None where its letters cannot be told."""
    font = Font.from_font_resource(resource)
    if not font.interpretable:
        return None
    descriptor = font.font_descriptor
    weight = str(descriptor.weight).split(".")[0]
    heavy = weight.isdecimal() and int(weight) >= _HEAVY
    is_bold = heavy or bool(descriptor.flags & _FORCED_BOLD) or _BOLD.search(font.name) is not None
    return PdfFont(font, is_bold, _SIGNS.search(font.name) is not None)
