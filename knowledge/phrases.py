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
# Without a mark, these are questions as good as surely: whoever tells something of their own begins otherwise.
CLEAR = _any(
    r"(?:is|are|do|does|would|isn't|isnt|aren't|arent|doesn't|doesnt) .{2,60}?\b(?:counts?(?: as\b.*| too| here)?|"
    r"include(?: .*)?|included(?: too| here)?|meant(?: here)?|the same(?: as .*| thing)?|enough(?: .*)?|mean .+)$",
    r"how (?:long|short|detailed|exact) (?:should|must|can|may|does) (?:my|the|an?|i) .+",
    rf"{_WH}\b.{{0,60}}\b(?:do you mean|are you after|should i|do i (?:have|need) to|can i)\b.*",
    r".+, (?:what|which|who) (?:is|are) (?:that|this|those|these|it|they)$",
    r".+, (?:what|which|where|how|should|must|may|can) (?:should |must |do |can )?i\b.*",
    r".+, what (?:do you mean|are you after|do you want)$",
    r".+ (?:meaning|like|as in) what$",
    r"(?:tell me|say|show me) (?:what|how|who|which|where|when|why)\b.*",
    r"(?:please )?(?:explain|define) (?:\w+ ?){1,5}$",
    r"(?:please )?(?:give|show)(?: me| us)? (?:an?|some|one) examples?\b.*",
    r"(?:an? |any |some )?examples? (?:please|pls|plz)$",
    r"was (?:ist|sind) .*gemeint$",
)
# Without a mark, these may be questions, or statements that leave out who does it.
MAYBE = _any(
    rf"{_WH}\b(?! (?:we|i|our|my)\b)",
    r"(?:is|are|does|did|can|could|should|must|may|will|would|isn't|isnt|aren't|arent|doesn't|doesnt)\b",
    r"(?:and |but )?(?:what )?if\b",
    r"\w+(?: \w+){0,3} or \w+(?: \w+){0,3}$",
    r"(?:zählt|zählen|gehört|gehören|ist|sind|muss|müssen|soll|sollen|kann|darf|heißt)\b",
    r"(?:es|son|puede|debe|hay que|cuenta)\b",
    r"(?:est-ce|faut-il|peut-on|dois-je)\b",
    r".+\bor what$",
)
# Statements that begin like a question and leave out who does it: "Is done by the shift lead", "Do not know".
DONE = _any(
    r"(?:is|are|was|were|has been|have been|will be|can be|must be|should be|may be) (?:not |always |usually |often |"
    r"then |all |also |only |never |normally |mostly |being |currently )*(?:\w+(?:ed|en|wn|ne|pt|ld|id|nt|ght)|by|in|"
    r"on|at|with|part|up|under|still|too|very|ok|okay|fine|good|hard)\b",
    r"(?:do|does|did|has|have|can|could|will|would|should|must|may|is|are|don't|doesn't|dont|doesnt) "
    r"(?:not|no|it|this|that|so|nothing|never|know|have|apply|exist)\b",
    r"(?:do|have|has) (?:an?|the|our|all|some|many|most|several|two|three|four|five|\d+)\b",
    r"(?:who|what|when|where|whoever|whatever|whenever|which) (?:\w+ ){1,8}(?:is|are|goes|gets|writes|takes|calls|does|"
    r"keeps|stays|comes|has to|must|will)\b.*",
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
    r"i (?:do not|don't|dont|did not|didn't|didnt|cannot|can't|cant) (?:really |quite )?(?:understand|get|follow)"
    r"(?: (?:it|this|that|you|(?:the|this) question|what .*|the word.*))?$",
    r"(?:(?:i'm|i am) )?not sure (?:what|which|who) (?:you|this|that|is meant|the question)",
    r"(?:i have )?no idea what (?:you|this|that|it)\b",
    r"do you mean\b",
    r"you mean\b",
    r"meaning of\b",
    r"(?:please )?(?:list|enumerate|name|give me|show me)(?: me)?(?: (?:all|the|of|a list of|every))+ (?:core values|"
    r"(?:key )?terms|items?|parts?|areas?|questions?|requirements?|notes?|statements?|steps?|categories|topics)\b",
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
