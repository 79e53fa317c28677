"""The tables, by what they hold. Import them from here: the metadata is whole only when all of them are loaded."""

from storage.tables.asking import Asked, Enquiry
from storage.tables.assessing import Assessment, FollowUp, FrameworkVersion, Mark, Participation, Response, Said
from storage.tables.columns import metadata
from storage.tables.people import Invitation, Membership, Miss, Organisation, Person
from storage.tables.reading import StoredPassage, StoredSource, StoredTokens, StoredVector, Upload
from storage.tables.traffic import Chat, Owed, Pressed, Received

__all__ = [
    "Asked",
    "Assessment",
    "Chat",
    "Enquiry",
    "FollowUp",
    "FrameworkVersion",
    "Invitation",
    "Mark",
    "Membership",
    "Miss",
    "Organisation",
    "Owed",
    "Participation",
    "Person",
    "Pressed",
    "Received",
    "Response",
    "Said",
    "StoredPassage",
    "StoredSource",
    "StoredTokens",
    "StoredVector",
    "Upload",
    "metadata",
]
