from ingest.outline import outlined
from knowledge.catalogue import Catalogue
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
