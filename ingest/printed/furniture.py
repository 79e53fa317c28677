"""What belongs to a page and not to its content: cookie lines, credits, page pointers, page numbers, navigation."""

import re

# What a whole line of a page's frame consists of.
_LINES = (
    r"search(?: for \w+| this site| the site)?",
    r"(?:main )?menu|home|share(?: this)?(?: page)?|print(?: this)?(?: page)?|contact(?: us)?",
    r"skip to .{0,60}|back to (?:the )?top|read more|click here.{0,60}|(?:previous|next)(?: page)?",
    r"(?:sign|log) ?(?:in|out|up)|(?:un)?subscribe.{0,60}|follow us.{0,60}|share (?:on|via) \w+|e-?mail this(?: page)?",
    r"download(?: as)?(?: a)? pdf.{0,30}|related (?:pages|links|articles)|leave a comment|site ?map|imprint|cookies?",
    r"(?:was|is|did|do) (?:this|you(?: find)?(?: this)?|the) ?(?:page|article|answer|information)?.{0,30}"
    r"(?:helpful|useful|your question|like this page)\??(?:\W*(?:yes|no)\b)*",
    r"can[’']?t find what.{0,60}|need help\?.{0,60}|please rate this page.{0,40}",
    r"i understand|accept(?: all)?(?: cookies)?",
    r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?|page [ivxl]+|(?-i:[ivxl]{1,6})|[-–—] ?\d{1,4} ?[-–—]",
    r"all rights reserved|privacy(?: policy)?(?: . terms.*)?|terms of use",
)
# How a line or paragraph begins that speaks of the page, or only points elsewhere.
_BEGINNINGS = (
    r"(?:web)?(?:site)? ?(?:designed|powered|developed|hosted) by\b",
    r"(?:©|\(c\) |copyright (?:©|\(c\)|\d)).{0,200}$",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b",
    r"by (?:continuing|browsing|using)\b.{0,40}\b(?:site|cookies|browse)\b",
    r"(?:last )?(?:updated|modified|reviewed)(?: on)?:? [\w ,/.-]{4,30}$",
    r"terms in small caps\b|(?:words|terms) in capitals are defined\b",
    r"for (?:additional|more|further) (?:guidance|information|details)\b.{0,80}?\b(?:see|visit|go to|refer)\b",
    r"see (?:also )?.{3,200} for (?:more|further|additional) (?:information|guidance|details)\b",
    r"\(? ?sources?: .{0,300}$|home [>»›/|] .{0,120}$|you are here:? .{0,160}$",
    r"sent (?:with|from|by) .{0,80}$",
)
_PARTS = re.compile(r"\s[|›»•·>]\s")
_MOST_PARTS = 12
_WHOLE = re.compile(rf"(?i)\W*(?:{'|'.join(_LINES)})\W*$")
_OPENING = re.compile(rf"(?i)\W*(?:{'|'.join(_BEGINNINGS)})")
# A pointer names a page of the site by its title, or where more is to be read; "(see the lab's list)" says something.
_POINTER = re.compile(
    r"\s?\((?i:\s?see(?: also)?)\s(?=[A-Z][^():]{1,80}:"
    r"|(?i:(?:on )?(?:pages?|pp?\.|p\.|figure|above|below|table)\s?[\d)])"
    r"|[^()]{3,200}\b(?i:for (?:more|further|additional)\b))(?:[^()]|\([^()]{0,200}\)){1,600}\)"
)


def is_furniture(text: str) -> bool:
    """Say whether a tidied line or paragraph belongs to the page only."""
    if len(text) >= 600:
        return False
    return (_WHOLE.match(text) or _OPENING.match(text)) is not None or _is_navigation(text)


def _is_navigation(text: str) -> bool:
    """Say whether a line is a row of links: "Share on Facebook | Print this page"."""
    parts = _PARTS.split(text, _MOST_PARTS) if len(text) < 200 and not text.startswith("|") else []
    known = sum(_WHOLE.match(part) is not None for part in parts)
    return len(parts) > 1 and known * 2 >= len(parts)


def without_pointers(text: str) -> str:
    """Drop cross-references in brackets, such as `(See How to: …)`."""
    return _POINTER.sub("", text).strip()
