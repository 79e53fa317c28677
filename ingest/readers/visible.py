"""What of a web page can be seen and belongs to its content: the rest is taken out of the tree."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

# What is no text, or is text for programs, forms and players.
_NEVER_NAMES = """script style template noscript iframe object embed svg canvas audio video button select input
textarea datalist dialog menu map head link meta"""
_NEVER = tuple(_NEVER_NAMES.split())
_FRAME = ("nav", "aside", "footer")
_ROLES = ("navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu")
_FRAME_WORDS_NAMES = """advert adverts ads advertisement breadcrumb breadcrumbs comments consent cookie cookies
cookiebar cookiebanner cookieconsent disclaimer footer gdpr menu nav navbar navigation newsletter pagination pager popup
promo related search share sharing shares sidebar skip skiplink social socials subscribe toolbar topbar sitefooter
sronly visuallyhidden"""
_FRAME_WORDS = frozenset(_FRAME_WORDS_NAMES.split())
_PHRASES = ("sr-only", "visually-hidden", "screen-reader", "site-footer", "skip-link", "back-to-top")
_HIDDEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0+)?(?=;|$)|font-size:(?:0|[01](?:\.\d+)?px)"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}|clip:rect\(|clip-path:inset\((?:50|100)%"
    r"|content-visibility:hidden|transform:scale\(0\))"
)
_NO_SIZE = re.compile(r"(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?=;|$)")
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_BEHIND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]+)")
_WHITE = re.compile(r"#f{3,4}|#(?:f[5-9a-f]){3}(?:ff)?|white|snow|rgba?\(25[0-5],25[0-5],25[0-5](?:,[\d.]+)?\)")
_UNSEEN = re.compile(r"transparent|rgba\([\d,]+,0(?:\.0+)?\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_ELSEWHERE = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[.#]?[\w-]+")
_SIMPLE = re.compile(r"[\w\s.#>-]{1,80}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADS = frozenset(("header", "masthead", "site-header", "page-header", "siteHeader", "banner"))
_MOST_LOOKS = 500_000
# An element that holds so much of the content is no frame of it, whatever it is called.
_MOST = 0.6
_NEARLY_ALL = 0.9
_A_LITTLE = 50


def keep_visible(page: BeautifulSoup) -> Tag:
    """Take out what cannot be seen and what frames the content; return the element that holds the content."""
    styles = _styles(page)
    _drop(page, lambda element: element.name in _NEVER)
    for piece in page.find_all(string=lambda text: isinstance(text, PreformattedString)):
        piece.extract()
    _drop(page, lambda element: _is_hidden(element, styles))
    content = _content(page.body or page)
    _drop(content, lambda element: element.name in _FRAME or element.get("role") in _ROLES)
    _drop_called(content)
    titles = content.find_all("h1")
    _drop(content, lambda element: _is_head(element) and not _holds_all(element, titles))
    return content


def _drop(holder: Tag, is_dropped: Callable[[Tag], bool]) -> None:
    for element in holder.find_all(True):
        if not element.decomposed and is_dropped(element):
            element.decompose()


def _drop_called(content: Tag) -> None:
    """Drop what is furniture by what it is called, unless that would leave hardly anything."""
    length = len(content.get_text(strip=True))
    called = [element for element in content.find_all(True) if _is_frame(element, length)]
    inner = {id(below) for element in called for below in element.find_all(True)}
    outermost = [element for element in called if id(element) not in inner]
    if sum(len(element.get_text(strip=True)) for element in outermost) < _NEARLY_ALL * length:
        for element in outermost:
            element.decompose()


def _styles(page: BeautifulSoup) -> dict[int, str]:
    """Return what each element is styled with, by the page's own rules and its own attribute, without spaces."""
    styles: dict[int, str] = defaultdict(str)
    for element, shown in _ruled(page):
        styles[id(element)] += f";{shown}"
    for attribute, named in (("color", "color:"), ("bgcolor", "background:"), ("style", "")):
        for element in page.select(f"[{attribute}]"):
            styles[id(element)] += f";{named}{_squeezed(str(element[attribute]))}"
    return styles


def _ruled(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Yield each element that a rule of the page may hide, with what the rule declares."""
    named = _by_name(page)
    # A selector that is more than a name looks at every element: a page may not have too many of them.
    left = _MOST_LOOKS // max(1, len(page.find_all(True)))
    sheet = "\n".join(style.get_text() for style in page("style"))
    for selectors, declared in _RULE.findall(_ELSEWHERE.sub("", sheet)):
        shown = _squeezed(declared)
        if not (_HIDDEN.search(shown) or _NO_SIZE.search(shown) or "color:" in shown or "background" in shown):
            continue
        for selector in map(str.strip, selectors.split(",")):
            if _NAME.fullmatch(selector):
                yield from ((element, shown) for element in named.get(selector, ()))
            elif _SIMPLE.fullmatch(selector) and left > 0:
                left -= 1
                yield from ((element, shown) for element in _selected(page, selector))


def _by_name(page: BeautifulSoup) -> dict[str, list[Tag]]:
    """Return the elements by tag, ".class" and "#id"."""
    named: dict[str, list[Tag]] = defaultdict(list)
    for element in page.find_all(True):
        named[element.name].append(element)
        named[f"#{element.get('id')}"].append(element)
        for name in element.get_attribute_list("class"):
            named[f".{name}"].append(element)
    return named


def _selected(page: BeautifulSoup, selector: str) -> Iterable[Tag]:
    try:
        return page.select(selector)
    except ValueError:  # What is no selector styles nothing; soupsieve's own error is one of these.
        return ()


def _squeezed(style: str) -> str:
    return re.sub(r"\s+|!important", "", style.lower())


def _is_hidden(element: Tag, styles: dict[int, str]) -> bool:
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    style = styles.get(id(element), "")
    if not style:
        return False
    # The last word counts: a rule may hide what the element itself shows again.
    shown = re.sub(r"display:none(?=.*display:(?!none))", "", style)
    has_no_room = "overflow:hidden" in shown and _NO_SIZE.search(shown) is not None
    return has_no_room or _HIDDEN.search(shown) is not None or _is_invisible(element, style, styles)


def _is_invisible(element: Tag, style: str, styles: dict[int, str]) -> bool:
    """Say whether the letters have the colour of what is behind them: white on a page that nothing colours."""
    colours = _COLOUR.findall(style)
    if not colours:
        return False
    if _UNSEEN.fullmatch(colours[-1]):
        return True
    behind = next(_backgrounds(element, styles), "white")
    is_white = _WHITE.fullmatch(colours[-1]) is not None
    return behind == colours[-1] or (is_white and _WHITE.fullmatch(behind) is not None)


def _backgrounds(element: Tag, styles: dict[int, str]) -> Iterator[str]:
    for holder in (element, *element.parents):
        found = _BEHIND.findall(styles.get(id(holder), ""))
        if found and found[-1] not in ("none", "transparent", "inherit", "initial"):
            yield found[-1]


def _content(body: Tag) -> Tag:
    """Return what the page itself marks as its content."""
    for found in (body.find_all("main"), body.find_all(role="main"), body.find_all("article")):
        if len(found) == 1 and len(found[0].get_text(strip=True)) > _A_LITTLE:
            return found[0]
    return body


def _is_frame(element: Tag, length: int) -> bool:
    """Say whether an element is furniture by what it is called and how little it holds."""
    if element.name in ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "p", "li", "td", "tr", "table"):
        return False
    called = element.name == "form" or _is_called_frame(element)
    return called and element.find(["main", "article"]) is None and len(element.get_text(strip=True)) < _MOST * length


def _is_called_frame(element: Tag) -> bool:
    names = str(element.get("id") or ""), *map(str, element.get_attribute_list("class"))
    # "has-sidebar" is said of what stands beside it.
    names = tuple(name for name in names if not name.startswith(("has", "with", "no-", "is-")))
    words = {word for name in names for word in re.findall(r"[a-z]+", _HUMP.sub("-", name).lower())}
    return bool(words & _FRAME_WORDS) or any(phrase in name.lower() for name in names for phrase in _PHRASES)


def _is_head(element: Tag) -> bool:
    names = {str(element.get("id") or ""), *map(str, element.get_attribute_list("class"))}
    return element.name == "header" or element.get("role") == "banner" or bool(names & _HEADS)


def _holds_all(element: Tag, titles: Sequence[Tag]) -> bool:
    """Say whether an element holds all the main headings there are: then it is the head of the content itself."""
    return bool(titles) and all(element in title.parents for title in titles)
