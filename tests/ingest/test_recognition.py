import pytest

from ingest.outline import outlined
from ingest.readers import read
from knowledge.catalogue import Catalogue, packaged
from knowledge.criteria import Framework
from tests.ingest.reading import NOTHING_KNOWN, document


def renamed(name: str, **fields: object) -> Framework:
    """Take the outline of a document as a framework of the catalogue under another name."""
    return outlined(document(name), NOTHING_KNOWN).framework.model_copy(update=fields)


CLINICS = renamed("clinics.txt", id="clinic-criteria", title="Clinic criteria", short="Clinics 2020", edition="2020")
SCHOOLS = renamed("booklet.txt", id="school-criteria", title="School criteria", short="Schools", edition="2021")
SUPPLIERS = renamed("groups.txt", id="framework-9", title="Suppliers", short="Framework 9", aliases=("Framework 9",))
LIBRARY = renamed("culture.txt", id="library-culture", title="Library culture", short="Library")
CATALOGUE = Catalogue((CLINICS, SCHOOLS, SUPPLIERS, LIBRARY))


def test_a_document_is_known_by_codes_and_titles_in_other_words() -> None:
    for name, known in (
        ("clinics.txt", CLINICS),
        ("booklet.txt", SCHOOLS),
        ("groups.txt", SUPPLIERS),
        ("culture.txt", LIBRARY),
    ):
        read = outlined(document(name), CATALOGUE)
        assert read.known == known.id
        framework = read.framework
        assert (framework.id, framework.title, framework.short) == (known.id, known.title, known.short)
        assert (framework.edition, framework.sector) == (known.edition, known.sector)
        assert framework.source == name


def test_a_document_of_its_own_is_a_framework_of_its_own() -> None:
    for name in ("results.md", "builder.txt", "questions.md", "survey.md", "guide.md", "glossary-colon.txt"):
        assert outlined(document(name), CATALOGUE).known is None


def test_the_same_code_with_other_parts_is_not_the_same_framework() -> None:
    other = SCHOOLS.model_dump()
    item = other["categories"][0]["items"][0]
    item["title"] = "Safety of the Buildings"
    for area in item["areas"]:
        area["title"] = "Fire and Water"
        for part in area["parts"]:
            part["title"] = "Alarms"
    assert outlined(document("booklet.txt"), Catalogue((Framework.model_validate(other),))).known is None


def test_the_sector_decides_between_two_alike() -> None:
    for_firms = CLINICS.model_copy(update={"id": "firm-criteria", "sector": "business"})
    assert outlined(document("clinics.txt"), Catalogue((for_firms, CLINICS))).known == "clinic-criteria"


def test_items_move_into_the_categories_of_the_known_framework() -> None:
    home = SUPPLIERS.categories[0].model_copy(update={"code": "Z", "title": "Buying"})
    known = SUPPLIERS.model_copy(update={"categories": (home,)})
    read = outlined(document("groups.txt"), Catalogue((known,)))
    assert [(category.code, category.title) for category in read.framework.categories] == [("Z", "Buying")]


def test_numbered_notes_are_tied_as_the_known_framework_ties_them() -> None:
    notes = tuple(
        note.model_copy(update={"about": (code,)}) for note, code in zip(SUPPLIERS.notes, ("1.2", "2.1"), strict=True)
    )
    known = Framework.model_validate({**SUPPLIERS.model_dump(), "notes": notes})
    read = outlined(document("groups.txt"), Catalogue((known,)))
    assert [note.about for note in read.framework.notes] == [("1.2",), ("2.1",)]


ITEM = """3.2 Customer Engagement: How do you build ties with customers? (45 pts.)

a. Customer Experience
(1) Relationship Management. What ties people to you?
(2) Complaint Management. What becomes of a complaint?
b. Determination of Customer Satisfaction and Engagement
(1) Satisfaction, Dissatisfaction, and Engagement. What tells you that people are content?
c. Use of Voice-of-the-Customer and Market Data
How do you use the data?
"""
OLDER_ITEM = """3.2 Customer Engagement: How do you engage customers? (45 pts.)

a. Product Offerings and Customer Support
(1) Product Offerings. How do you find offerings?
(2) Customer Segmentation. How do you form segments?
b. Customer Relationships
(1) Relationship Management. What ties people to you?
(2) Complaint Management. What becomes of a complaint?
"""


def known(text: str) -> str | None:
    return outlined(read("text.txt", text.encode()), packaged()).known


def test_one_item_of_a_whole_framework_is_enough_where_no_other_edition_is_named() -> None:
    assert known(ITEM) == "baldrige-business-2021"
    assert known(f"Changes from the 2019–2020 Baldrige Excellence Framework are marked.\n\n{ITEM}") is not None
    assert known("1.1 Senior Leadership: How do leaders lead? (70 pts.)\n1.2 Law: How do you obey? (50 pts.)") is None


@pytest.mark.parametrize(
    "text",
    [
        f"2019–2020 Baldrige Excellence Framework\n\n{ITEM}",
        f"Baldrige Excellence Framework, 2019-20 edition\n\n{ITEM}",
        f"2015 Baldrige Criteria\n\n{ITEM}",
        f"{ITEM}\n\n15          2019–2020 Criteria for Performance Excellence\n\nMore words here.",
        f"2021–2022 Baldrige Excellence Framework (Education)\n\n{ITEM.replace('customers', 'students')}",
        ITEM.replace("45 pts.", "40 pts."),
        OLDER_ITEM,
        "1.2 Governance and Societal Responsibilities (50 pts.)\na. Governance\n(1) System. How do you govern?",
        "2021–2022 State Business Excellence Criteria\n\n7.1 Fire (30 points)\na. Alarms\nHow do you test alarms?",
    ],
)
def test_another_edition_or_sector_or_structure_is_another_framework(text: str) -> None:
    assert known(text) is None


@pytest.mark.parametrize(
    ("name", "framework"),
    [
        ("2021–2022 Baldrige Excellence Framework: Business/Nonprofit", "baldrige-business-2021"),
        ("Baldrige Excellence Framework 2021–22", "baldrige-business-2021"),
        ("Baldrige Health Care Criteria 2017–2018", "baldrige-health-care-2017"),
    ],
)
def test_a_document_that_names_edition_and_sector_extends_that_framework(name: str, framework: str) -> None:
    assert (
        known(f"{name}\n\n4.2 Information and Knowledge Management (45 pts.)\na. Data\nHow do you keep data?")
        == framework
    )


def test_minutes_about_a_framework_do_not_extend_it() -> None:
    assert known("Minutes of the Baldrige 2021–2022 business reading group\n\nWe read it.") is None
