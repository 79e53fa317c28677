"""How people begin when they ask, ask for an explanation, or steer an interview; English, Spanish, German, French."""

import re

_WH = r"(?:what|which|who|whom|whose|when|where|why|how)"
_VERB = r"(?:is|are|was|were|do|does|did|can|could|should|would|will|shall|may|must|has|have|am|'?s|counts|happens)"
_AUXILIARY = r"(?:do|did|does|have|has|can|could|should|would|will|may|must|shall|are|is|was|were|am)(?:n't)?"
_PERSON = r"(?:you|we|i|it|this|that|they|there|he|she|these|those|someone|anyone)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns)})", re.IGNORECASE)


# Small talk before a sentence, which says nothing about what the sentence is.
LEAD = re.compile(
    r"^(?:(?:sorry|excuse me|ok(?:ay)?|hm+|well|so|but|and|or|wait|hi|hello|hey|please|um+|uh+|oh|just|also|then|"
    r"i wonder|(?:one |a )?(?:quick )?question|perdón|pero|y|entschuldigung|aber|und|pardon|mais|et)[ ,.:;!–-]+)+",
    re.IGNORECASE,
)
# A question even without its mark.
INVERTED = _any(
    rf"{_WH} ?{_VERB}\b",
    rf"{_WH}(?: \w+){{1,2}} {_AUXILIARY} (?:{_PERSON}|meant)\b",
    rf"{_AUXILIARY} {_PERSON}\b",
    rf"{_WH}\s*$",
)
# A question when it ends with its mark.
ASKING = _any(
    rf"{_WH}\b",
    rf"{_AUXILIARY}\b",
    r"¿",
    r"(?:qué|que|cómo|como|cuál|cuáles|quién|cuándo|dónde|por qué|para qué|puedes?|podría|pueden|es|son|incluye)\b",
    r"(?:was|wie|welche[rsnm]?|wer|wen|wem|wann|wo|warum|wieso|wozu|soll ich|muss ich|gehör(?:t|en)|zähl(?:t|en))\b",
    r"(?:können sie|kannst du|könnten sie|meinen sie|meinst du|ist das|sind das|gibt es)\b",
    r"(?:qu'est-ce|est-ce|quoi|quel(?:le)?s?|comment|pourquoi|qui|où|quand|combien|pouvez-vous|peux-tu|c'est quoi)\b",
)
# What can only be meant for the assistant, with or without a mark.
PLEA = _any(
    r"what(?: ?'?s| is| are) (?:an? |the (?:difference|meaning|definition|point)|meant)",
    r"what (?:do|does|did) .{1,60}\bmean\b",
    r"what do you (?:mean|want|understand)",
    r"(?:can|could|would) you (?:please )?(?:explain|clarify|give|rephrase|tell|say|define)",
    r"(?:please )?(?:explain|define|clarify|rephrase)(?: (?:please|this|that|it|again|\w+))?$",
    r"(?:give me |show me |an? )?examples?(?: please)?$",
    r"i (?:do not|don't|did not|didn't) (?:really |quite )?(?:understand|get)"
    r"(?: (?:it|this|that|you|(?:the|this) question|what .*|the word.*))?$",
    r"(?:(?:i'm|i am) )?not sure (?:what|which|who) (?:you|this|that|is meant|the question)",
    r"(?:i have )?no idea what (?:you|this|that|it)\b",
    r"do you mean\b",
    r"you mean\b",
    r"meaning of\b",
    r"huh$",
    r"(?:qué|que) (?:es|significa|quiere decir) ",
    r"no entiendo(?: la pregunta| esto)?$",
    r"was (?:ist (?:mit|ein|eine|der|die|das)|sind|bedeutet|heißt|meinen sie|meinst du) ",
    r"ich verstehe (?:das|die frage|es) nicht",
    r"qu'est-ce qu",
    r"c'est quoi",
    r"que (?:veut dire|signifie)",
    r"je ne comprends pas(?: la question)?$",
)
GREETING = _any(
    r"good (?:morning|afternoon|evening|day)",
    r"thanks?(?: you)?",
    r"(?:i'm|i am) (?:new|confused|lost)(?: here)?",
    r"i (?:don't|do not) (?:understand|get it)",
    r"sorry|hello|hi|hallo|hola|bonjour|danke|gracias|merci",
)
COMMAND = re.compile(
    r"(?:please |let's |can we |i want to |bitte )?"
    r"(?:skip|next|back|previous|pause|stop|help|resume|continue|quit|exit|cancel|undo|review|submit|later|menu|start|"
    r"not now|go on|go back|come back later|saltar|omitir|siguiente|atrás|atras|volver|pausa|parar|ayuda|continuar|"
    r"überspringen|ueberspringen|weiter|zurück|zurueck|hilfe|abbrechen|später|passer|suivant|retour|précédent|aide|"
    r"arrêter|plus tard)"
    r"(?: (?:this|it|that|one|me|the question|this question|the interview|for now|please|now|bitte|por favor))*",
    re.IGNORECASE,
)
# A question that is told, not asked: "We ask: what went wrong? Then we fix it."
REPORTED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|says?|said|wonder|fragen|preguntamos|demandons)\b[^?]*:[^?]*\?", re.IGNORECASE
)
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)'[^']*'(?!\w)|https?://\S+|www\.\S+")
OURS = re.compile(r"\b(?:i|we|our|my|us)\b", re.IGNORECASE)
# Who says these asks for advice: no question of this kind is put only to be answered by oneself.
YOURS = re.compile(r"\b(?:your?|should|can|may|must|here)\b", re.IGNORECASE)
