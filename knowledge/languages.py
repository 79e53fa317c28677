"""Which language a question is in, where it is surely not English: told by small words and by the script.

In doubt it is taken for English: a hint that is wrong does more harm than one that is missing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

# Small words of each language that are no English words; our own lists.
_SMALL: Mapping[str, str] = {
    "es": """el los las una unos unas del al que qué cómo cuál cuáles quién dónde cuándo cuánto cuántos porque para por
        con sin sobre entre nuestro nuestra nuestros nuestras nosotros tenemos hacemos está están es más muy pero
        también hay significa quiere decir puede podemos debe debemos lo le se su sus esto esta este ese esa y""",
    "de": """der das dem den des ein eine einer eines einem einen ist sind wird werden wurde wie wer wen wem wo wann
        warum wieso welche welcher welches und oder aber nicht kein keine wir uns unser unsere unserer unseren ihr
        ihre sie ich mit von zu zum zur bei für über unter auf aus nach heißt bedeutet gibt es können müssen sollen
        haben hat auch noch nur sehr im am""",
    "fr": """le les une des du au aux est sont que quoi qui où quand comment pourquoi quel quelle quels quelles nos
        notre nous vous avec sans dans sur entre et ou mais pas ne c'est qu'est-ce est-ce cela ceci cette ces faut peut
        doit veut signifie très aussi leur leurs il elle ils elles avons faisons""",
    "it": """il lo gli della dello dei degli delle nel nella sono è che chi cosa cos'è come dove quando perché quale
        quali quanto nostro nostra nostri nostre noi abbiamo facciamo con senza tra fra e ma non più anche questo
        questa quello significa può possiamo deve dobbiamo di""",
    "pt": """os uma uns umas do dos da das ao aos no na nos nas é são que quê como qual quais quem onde quando porquê
        para por com sem sobre entre nosso nossa nossos nossas nós temos fazemos está estão mais muito mas também há
        significa quer dizer pode podemos deve devemos não e isso isto este esta o""",
    "nl": """het een van voor met zonder bij naar uit wat wie waar wanneer waarom hoe welke zijn wordt worden niet geen
        en maar ook onze ons wij jullie ik je dit dat deze die moeten kunnen hebben heeft betekent nog meer zeer wel
        om te aan""",
}
# Words that stand in English questions too: alone they say nothing.
_ENGLISH = """a an the is are were be been do does did have has had can could should would will may might must i you
    he she it we they me us them my your our their his her its this that these those what which who whom
    whose when where why how and or but if not no in on at of to for from with without by about as into over
    under between than then so there here any some all each every more most much many few our whats dont
    isnt doesnt ok yes please"""
_SCRIPTS = (
    ("ru", r"[Ѐ-ӿ]"),
    ("el", r"[Ͱ-Ͽ]"),
    ("he", r"[֐-׿]"),
    ("ar", r"[؀-ۿ]"),
    ("hi", r"[ऀ-ॿ]"),
    ("th", r"[฀-๿]"),
    ("ja", r"[぀-ヿ]"),
    ("ko", r"[가-힯]"),
    ("zh", r"[一-鿿]"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# So many small words of one language, or this share of all words, tell it.
ENOUGH, SHARE = 2, 0.3


def language_of(text: str) -> str | None:
    """Return the code of the language of a text, such as "es", or None where it is English or cannot be told.

    A script stands for the language that is written in it most: Cyrillic for "ru", Arabic for "ar".
    """
    if script := _script(text):
        return script
    spoken = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    small = _small_words()
    counted = {language: sum(word in small[language] for word in spoken) for language in _SMALL}
    (language, most), (_, second) = Counter(counted).most_common(2)
    english = sum(word in small["en"] for word in spoken)
    # "Do", "no" and "die" are English words as well: what is left of the question must speak for the language.
    own = sum(word in small[language] - small["en"] for word in spoken)
    is_alone = own > 0 and not english and len(spoken) > 1 and own >= SHARE * len(spoken)
    is_told = is_alone or (own >= ENOUGH and most > english)
    return language if is_told and (most > second or own >= ENOUGH) else None


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(small.split()) for name, small in {**_SMALL, "en": _ENGLISH}.items()}


def _script(text: str) -> str | None:
    letters = [letter for letter in text if letter.isalpha()]
    found = Counter({name: len(re.findall(pattern, text)) for name, pattern in _SCRIPTS})
    name, most = found.most_common(1)[0]
    # Japanese is written with Chinese characters too.
    name = "ja" if name == "zh" and found["ja"] else name
    return name if most and 2 * most >= len(letters) else None
