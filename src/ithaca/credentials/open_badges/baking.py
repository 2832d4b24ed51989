"""Pictures that carry their credential (Open Badges 3.0, section 5.3): an `iTXt` chunk in PNG, an element in SVG.

They are read where they are verified: in the browser (`frontend/verify/`).
"""

import struct
import zlib
from xml.sax.saxutils import quoteattr

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
KEYWORD = b"openbadgecredential"


def baked_svg(picture: str, *, document: str) -> str:
    """The picture with the document right after its root tag."""
    start = picture.index("<svg")
    end = picture.index(">", start)
    content = document.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"{picture[:end]} xmlns:openbadges={quoteattr(NAMESPACE)}>"
        f"<openbadges:credential><![CDATA[{content}]]></openbadges:credential>{picture[end + 1 :]}"
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def baked_png(picture: bytes, *, document: str) -> bytes:
    """The picture with the document in a chunk before its end, uncompressed as the text demands."""
    end = picture.rindex(b"IEND") - 4
    text = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + document.encode()
    return picture[:end] + _chunk(b"iTXt", text) + picture[end:]
