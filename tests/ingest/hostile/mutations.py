"""Sound files, damaged at random: bytes changed, cut out, doubled, moved; the same seed damages them the same way."""

from random import Random

from tests.ingest.hostile.pages import page
from tests.ingest.hostile.pdfs import packed, pdf
from tests.ingest.hostile.words import paragraph, word_file

_SHOWN = b"BT /F1 12 Tf 72 720 Td (1.1 Leadership \\(70 pts.\\)) Tj 0 -14 Td (How do you set a vision?) Tj ET"
_PARAGRAPHS = ("1.1 Leadership (70 pts.)", "How do your leaders set a vision?", "Note: A vision says where to go.")


def sound(suffix: str) -> bytes:
    """Return a small file that can be read; its parts are packed as little as the kind allows, so that damage tells."""
    match suffix:
        case "pdf":
            return pdf({4: packed(_SHOWN), 6: packed(_SHOWN)})
        case "docx":
            return word_file("".join(map(paragraph, _PARAGRAPHS)), packed=False)
        case "html":
            return page("".join(f"<h2>Words</h2><ul><li><b>{words}</b></ul>" for words in _PARAGRAPHS))
        case _:
            return "\n\n".join(_PARAGRAPHS).encode()


def damaged(content: bytes, seed: int) -> bytes:
    """Return the content with one to twelve wounds."""
    chance = Random(seed)
    wounded = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(wounded) or 1)
        reach = chance.choice((1, 2, 8, 64, 512))
        piece = bytes(wounded[at : at + reach])
        match chance.randrange(6):
            case 0:
                wounded[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del wounded[at : at + reach]
            case 2:
                wounded[at:at] = piece * chance.choice((1, 2, 50))
            case 3:
                wounded[at : at + reach] = chance.randbytes(len(piece))
            case 4:
                there = chance.randrange(len(wounded) or 1)
                wounded[there:there] = piece
            case _:
                wounded[at : at + reach] = bytes(
                    digit if not 48 <= digit <= 57 else chance.choice(b"0123456789") for digit in piece
                )
    return bytes(wounded)
