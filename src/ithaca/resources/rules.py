"""Pure decisions: which files are taken, judged by their ending and by what they begin with."""

from collections.abc import Collection

LARGEST = 25 * 1024 * 1024
HEAD = 64  # bytes that tell what a file is

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": f"{OPEN}text",
    "ods": f"{OPEN}spreadsheet",
    "odp": f"{OPEN}presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
BEGINNINGS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF8",
}
# The part without which an archive is no such document.
HEARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ZIP = b"PK\x03\x04"


def ending(name: str) -> str:
    """The ending of a file's name, in small letters and without the dot; empty where it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def begins_as(kind: str, head: bytes) -> bool:
    """Whether a file with this ending begins as such a file does."""
    if kind == "webp":
        return head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(BEGINNINGS.get(kind, ZIP))


def is_archive(kind: str) -> bool:
    return kind in HEARTS or kind in ("odt", "ods", "odp")


def archive_fits(kind: str, names: Collection[str], mimetype: str) -> bool:
    """Whether an archive with these parts is the document that its ending says; macros make it none."""
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        return False
    return HEARTS[kind] in names if kind in HEARTS else mimetype == TYPES[kind]


def harmless_name(name: str) -> str:
    """The file's name without a path and without signs that can't be seen, at most 120 long with its ending."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in base if c.isprintable() and c not in '"<>|:*?').strip(". ")
    stem, _dot, end = kept.rpartition(".")
    return f"{(stem or 'document')[:110]}.{end[:9]}"
