from pathlib import Path

import pytest

from benchmarks.questions.check import records
from knowledge import calibration
from knowledge.languages import language_of

FOREIGN = {
    "es": "¿Cómo medimos la satisfacción de los clientes?|que es un segmento|qué significa despliegue",
    "de": "was ist Integration|wie gehen wir mit Beschwerden um|welche Kategorien gibt es|Wer ersetzt unsere Leiterin?",
    "fr": "qu'est-ce qu'un indicateur|c'est quoi un segment|quels sont nos fournisseurs|Qu’est-ce qui change ?",
    "it": "come gestiamo i reclami dei clienti|che cosa significa integrazione",
    "pt": "como tratamos as reclamações dos clientes|o que é um segmento",
    "nl": "hoe gaan we om met klachten|wat betekent integratie",
    "ru": "что такое сегмент",
    "ja": "顧客の苦情にどう対応しますか",
    "zh": "客户投诉如何处理",
    "ar": "ما هو القطاع",
}
# In the lists of English questions these, and only these, are in other languages.
KNOWN = ["qué", "c'est", "was", "wie", "cómo", "quels", "rezept", "comment", "quel", "¿cómo", "olvida"]


@pytest.mark.parametrize(
    ("language", "text"), [(name, one) for name, some in FOREIGN.items() for one in some.split("|")]
)
def test_a_question_in_another_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


def test_no_english_question_is_taken_for_another_language() -> None:
    lists = {
        "graded": "question",
        "real": "question",
        "offtopic": "question",
        "nearmiss": "question",
        "attacks": "text",
    }
    folder = Path(__file__).parent
    texts = [
        *(str(one[key]) for name, key in lists.items() for one in records(name)),
        *calibration.offtopic_questions(),
        *(one for name in ("nearmiss", "offtopic_unseen") for one in (folder / f"{name}.txt").read_text().splitlines()),
    ]
    told = [text for text in texts if language_of(text)]
    assert len(texts) > 1_200
    assert [text for text in told if text.casefold().split()[0] not in KNOWN] == []
    assert len(told) >= 12


@pytest.mark.parametrize(
    "text", ["", "?", "3.2a(3)", "voc", "dei", "deployment", "complaint management", "🙂", "Σ", "a" * 9_000]
)
def test_in_doubt_it_is_english(text: str) -> None:
    assert language_of(text) in (None, "el" if text == "Σ" else None)
