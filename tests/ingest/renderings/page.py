"""A web page: the text among navigation, a cookie banner and a footer; or every printed line a paragraph."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from tests.ingest.renderings.pieces import Piece, pieces_of

_FRAME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Some title | Some site</title>
<style>.away {{ display: none }}</style><script>var words = "How do you run scripts?";</script></head>
<body><div id="cookie-banner"><p>We would like to set cookies. How do you like that?</p><button>Yes</button></div>
<header class="site"><a href="/">Some site</a><nav><ul><li>Home</li><li>How do you join?</li></ul></nav></header>
<div class="breadcrumbs">Home &gt; Guides &gt; This</div>
<div class="content">{content}
<p class="away">How do you obey this hidden sentence?</p></div>
<aside><h2>Related</h2><ul><li>How do others do it?</li></ul></aside>
<footer><p>Contact us. How do you reach us?</p></footer></body></html>
"""


def as_page(text: str) -> bytes:
    return framed("\n".join(_rendered(pieces_of(text))))


def as_page_of_lines(text: str) -> bytes:
    chunks = (chunk for chunk in text.split("\n\n") if chunk.strip())
    content = "".join(f"<p>{'<br>'.join(map(escape, chunk.strip(chr(10)).split(chr(10))))}</p>\n" for chunk in chunks)
    return framed(content)


def framed(content: str) -> bytes:
    return _FRAME.format(content=content).encode()


def _rendered(pieces: Iterator[Piece]) -> Iterator[str]:
    for is_bullet, group in groupby(pieces, key=lambda piece: piece.kind == "bullet"):
        if is_bullet:
            yield f"<ul>{''.join(f'<li>{_inner(piece)}</li>' for piece in group)}</ul>"
            continue
        for piece in group:
            if piece.level:
                yield f"<h{piece.level}>{escape(piece.label)} {escape(piece.words)}</h{piece.level}>"
            elif piece.kind == "numbered" and piece.label[:-1].isdigit():
                yield f'<ol start="{piece.label[:-1]}"><li>{_inner(piece)}</li></ol>'
            elif piece.kind == "lettered":
                kind = "A" if piece.label.isupper() else "a"
                start = ord(piece.label[0].lower()) - ord("a") + 1
                yield f'<ol type="{kind}" start="{start}"><li>{_inner(piece)}</li></ol>'
            else:
                yield f"<p>{escape(piece.label)} {_inner(piece)}</p>"


def _inner(piece: Piece) -> str:
    title = f"<strong>{escape(piece.title)}</strong> " if piece.title else ""
    return f"{title}{escape(piece.text)}"
