"""What belongs to a page and not to its content: cookie lines, credits, page pointers, page numbers, navigation."""

import re

# What a whole line of a page's frame consists of.
_LINES = (
    r"search(?: for \w+| this site| the site)?",
    r"(?:main )?menu|home|share(?: this)?(?: page)?|print(?: this)?(?: page)?|contact(?: us)?",
    r"skip to .*|back to (?:the )?top|read more|click here.{0,60}|(?:previous|next)(?: page)?",
    r"(?:sign|log) ?(?:in|out|up)|subscribe.{0,60}|follow us.{0,60}",
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
    r"\(? ?sources?: .{0,300}$|home [>»/|] .{0,120}$",
)
_WHOLE = re.compile(rf"(?i)\W*(?:{'|'.join(_LINES)})\W*$")
_OPENING = re.compile(rf"(?i)\W*(?:{'|'.join(_BEGINNINGS)})")
_POINTER = re.compile(r"(?i)\s*\(\s*see(?: also)?\b(?:[^()]|\([^()]*\))*\)")


def is_furniture(text: str) -> bool:
    """Say whether a tidied line or paragraph belongs to the page only."""
    return len(text) < 600 and (_WHOLE.match(text) or _OPENING.match(text)) is not None


def without_pointers(text: str) -> str:
    """Drop cross-references in brackets, such as `(See How to: …)`."""
    return _POINTER.sub("", text).strip()
