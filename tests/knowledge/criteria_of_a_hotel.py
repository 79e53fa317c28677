"""Two small frameworks of the tests' own wording, so that they do not move when the packaged library does."""

from knowledge.criteria import Area, Category, Framework, Item, Note, Part, Question, Step, Term, Topic
from knowledge.passages import Passage, passages_of


def part(code: str, title: str, *questions: str) -> Part:
    asked = [Question(code=f"{code}.{n}", text=text, sentence=n) for n, text in enumerate(questions, 1)]
    return Part(code=code, title=title, questions=tuple(asked))


def framework(identity: str, short: str, sector: str, category: Category, **more: object) -> Framework:
    fixed = {"title": f"{short} in full", "edition": short[-4:], "source": "a test", "notice": "made up"}
    return Framework.model_validate(
        {"id": identity, "short": short, "sector": sector, "categories": [category], **fixed, **more}
    )


HOTEL = framework(
    "hotel-2024",
    "Hotel 2024",
    "hotels",
    Category(
        code="4",
        title="Guests",
        items=(
            Item(
                code="4.1",
                title="The stay",
                points=30,
                question="How do you look after guests from arrival to departure?",
                areas=(
                    Area(
                        code="4.1a",
                        title="At the desk",
                        parts=(
                            part(
                                "4.1a(1)",
                                "Arrival",
                                "How do you welcome guests who arrive late at night?",
                                "How do you make sure that a room is ready when a guest arrives?",
                            ),
                            part("4.1a(2)", "Luggage", "How do you keep luggage safe after check-out?"),
                        ),
                    ),
                    Area(
                        code="4.1b",
                        title="Grievances",
                        parts=(part("4.1b", "Grievances", "How do you settle a grievance before the guest departs?"),),
                    ),
                ),
            ),
        ),
    ),
    notes=(
        Note(about=("4.1",), text="Figures on how full the house is belong elsewhere, in item 7.7."),
        Note(
            about=("4.1a(1)", "4.1b"),
            text="Late at night means between eleven and six, when only the porter is on duty.",
        ),
    ),
    terms=(
        Term(name="Porter", text="The person on duty at the desk at night.", also=("night porter", "night desk")),
        Term(name="Guest", text="Anyone who sleeps in the house or eats in it.", also=("guests", "visitor")),
        Term(name="How", text="Asks for the way in which something is done again and again."),
    ),
    topics=(
        Topic(
            section="House",
            title="How stars are given",
            text="Two inspectors come unannounced and count what they find. The sum decides on the stars of a house.",
            also=("stars", "how are stars given", "luggage"),
        ),
        Topic(section="House", title="Guest", text="Many houses live from guests who return.", also=("regulars",)),
    ),
    steps=(Step(code="S1", text="Walk the way of a guest through the house.", points=("with a suitcase", "at night")),),
)
HOSTEL = framework(
    "hostel-2019",
    "Hostel 2019",
    "hostels",
    Category(
        code="4",
        title="Travellers",
        items=(
            Item(
                code="4.1",
                title="The beds",
                areas=(
                    Area(
                        code="4.1a",
                        title="Dormitories",
                        parts=(part("4.1a(1)", "Quiet", "How do you keep dormitories quiet after midnight?"),),
                    ),
                ),
            ),
        ),
    ),
)
FRAMEWORKS = {one.id: one for one in (HOTEL, HOSTEL)}
PACKAGED = tuple(passage for one in FRAMEWORKS.values() for passage in passages_of(one, f"packaged:{one.id}"))


def own(
    code: str, text: str, kind: str = "question", source: str = "handbook.md", title: str = "House rules"
) -> Passage:
    """Make a passage of an organisation's own document about a code of the hotel."""
    return Passage(f"{source}:{code}:{text}", source, kind, title, text, HOTEL.id, code or None)  # type: ignore[arg-type]
