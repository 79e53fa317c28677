"""Files on the server: what may be sent as a photo or a document, and what may be fetched."""

import struct

from tests.telegram.refusals import Refusal, bad_request
from tests.telegram.requests import Raw, Request, Upload

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_FILE = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


class Files:
    """Everything uploaded by the bot or by people, by file id."""

    def __init__(self) -> None:
        self.kept: dict[str, Upload] = {}

    def keep(self, upload: Upload) -> str:
        """Store a file and return its file id."""
        file_id = f"BQACAgIAAx{len(self.kept) + 1:012d}"
        self.kept[file_id] = upload
        return file_id

    def at(self, path: str) -> bytes | None:
        """Return the content behind the path that getFile named, or None."""
        upload = self.kept.get(path.rsplit("/", 1)[-1])
        return upload.content if upload else None

    def sent_in(self, request: Request, field: str) -> tuple[str, Upload]:
        """Return the file of a call, be it uploaded, attached under another name, or already on the server."""
        reference = request.text(field)
        upload = request.files.get(field) or request.files.get(reference.removeprefix("attach://"))
        if upload is None and reference in self.kept:
            return reference, self.kept[reference]
        if upload is None:
            reason = "wrong remote file identifier specified" if reference else f"there is no {field} in the request"
            raise bad_request(reason)
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > LARGEST_FILE:
            raise Refusal(413, "Request Entity Too Large")
        return self.keep(upload), upload

    def get_file(self, request: Request) -> Raw:
        file_id = request.text("file_id")
        upload = self.kept.get(file_id)
        if upload is None:
            raise bad_request("invalid file_id")
        if len(upload.content) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {**file_of(file_id, upload), "file_path": f"documents/{file_id}"}


def file_of(file_id: str, upload: Upload) -> Raw:
    """Return the part that all files have in a message."""
    return {"file_id": file_id, "file_unique_id": file_id[-8:], "file_size": len(upload.content)}


def photo_sizes(file_id: str, upload: Upload) -> list[Raw]:
    """Return the sizes of a photo as a message shows them, or refuse what is no acceptable picture."""
    if len(upload.content) > LARGEST_PHOTO:
        size = len(upload.content)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    width, height = _dimensions(upload.content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return [{**file_of(file_id, upload), "width": width, "height": height}]


def _dimensions(content: bytes) -> tuple[int, int]:
    found = None
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and content[-8:-4] == b"IEND":
        found = struct.unpack(">II", content[16:24])
    elif content.startswith(_JPEG) and content.endswith(b"\xff\xd9"):
        found = _jpeg_dimensions(content)
    if not found or not all(found):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return int(found[0]), int(found[1])


def _jpeg_dimensions(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
