"""Web pages that nest without end, never close, or are mostly something else."""

from tests.ingest.hostile import MB, Hostile


def page(body: str) -> bytes:
    """Return a whole page with this body."""
    return f"<!DOCTYPE html><html><head><title>A page</title></head><body>{body}</body></html>".encode()


def _deep(tag: str, count: int) -> bytes:
    return page(f"<{tag}>" * count + "words" + f"</{tag}>" * count)


PAGES = (
    Hostile("200,000 elements in one another", "p.html", lambda: _deep("div", 200_000), heavy=True),
    Hostile("200,000 lists in one another", "p.html", lambda: page("<ul><li>" * 200_000 + "words"), heavy=True),
    Hostile("200,000 tables in one another", "p.html", lambda: page("<table><tr><td>" * 200_000 + "words"), heavy=True),
    Hostile("50,000 marks of bold in one another", "p.html", lambda: _deep("b", 50_000)),
    Hostile("1,000 elements in one another", "p.html", lambda: _deep("div", 1_000)),
    Hostile("200,000 unclosed marks of bold", "p.html", lambda: page("<b><i><p>" * 200_000), heavy=True),
    Hostile("19 MB of paragraphs", "p.html", lambda: page("<p>ab</p>" * (19 * MB // 9)), "."),
    Hostile("19 MB of script", "p.html", lambda: page(f"<script>{'x' * (19 * MB)}</script><p>Words are here.</p>")),
    Hostile("19 MB of one attribute", "p.html", lambda: page(f"<p title='{'x' * (19 * MB)}'>Words are here.</p>")),
    Hostile(
        "200,000 attributes", "p.html", lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>Words.</p>")
    ),
    Hostile("a comment without an end", "p.html", lambda: page("<p>Words are here.</p><!-- " + "x" * 1_000_000)),
    Hostile("500,000 openings of a tag", "p.html", lambda: page("<" * 500_000)),
    Hostile("500,000 openings of an end tag", "p.html", lambda: page("</" * 500_000)),
    Hostile("500,000 ampersands", "p.html", lambda: page("&" * 500_000)),
    Hostile("100,000 openings of a comment", "p.html", lambda: page("<!--" * 100_000)),
    Hostile("100,000 declarations", "p.html", lambda: page("<![CDATA[" * 100_000)),
    Hostile(
        "characters that do not exist",
        "p.html",
        lambda: page("<p>&#x110000;&#0;&#xD800;&#99999999999; words</p>" * 1000),
    ),
    Hostile(
        "an encoding that does not exist",
        "p.html",
        lambda: b"<html><meta charset='x-none'><p>Words are here.</p></html>",
    ),
    Hostile(
        "an encoding that is a lie",
        "p.html",
        lambda: b"<html><meta charset='utf-16'><p>Caf\xe9 words are here.</p></html>",
    ),
    Hostile("an encoding of addresses", "p.html", lambda: b"<meta charset='punycode'>" + b"a-b" * 1_000_000),
    Hostile("a thousand comments before the page", "p.html", lambda: b"<!-- -->" * 1_000 + page("<p>Words.</p>")),
    Hostile("entities that unfold", "p.html", lambda: b'<!DOCTYPE h [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>&b;</p>'),
    Hostile(
        "an outer entity",
        "p.html",
        lambda: b'<!DOCTYPE h [<!ENTITY c SYSTEM "file:///etc/passwd">]><html><p>&c; words</p></html>',
    ),
    Hostile(
        "a frame and an object of the system",
        "p.html",
        lambda: page("<iframe src=file:///etc/passwd></iframe><p>Words.</p>"),
    ),
    Hostile(
        "a table of 300,000 cells", "p.html", lambda: page(f"<table><tr>{'<td>x' * 300_000}</tr></table>"), heavy=True
    ),
    Hostile(
        "a cell over 1,000,000 columns",
        "p.html",
        lambda: page("<table><tr><td colspan=1000000 rowspan=1000000>x</table>"),
    ),
    Hostile("500,000 line breaks", "p.html", lambda: page("Words " + "<br>" * 500_000 + " words"), heavy=True),
    Hostile("a list that begins at a billion", "p.html", lambda: page("<ol start=1000000000><li>Words</ol>")),
    Hostile("a page of nothing", "p.html", lambda: page(""), "."),
    Hostile("zeros in a page", "p.html", lambda: page("<p>words\0words</p>" * 100)),
)
