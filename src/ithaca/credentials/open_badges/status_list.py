"""Bits that say which credentials are no longer in force (W3C Bitstring Status List 1.0): bit 0 is the leftmost."""

import gzip
import zlib
from collections.abc import Iterable

from ithaca.credentials.open_badges import Untrue
from ithaca.credentials.open_badges.multibase import base64url, decoded

BITS = 131_072  # the least that hides one holder among the others
MOST_BYTES = 4 * 1024 * 1024
REVOCATION, SUSPENSION = "revocation", "suspension"
PURPOSES = (REVOCATION, SUSPENSION)


def encoded(positions: Iterable[int], *, bits: int = BITS) -> str:
    """The list in which these positions are set; gzipped without a date, so that the same bits give the same text."""
    if bits < BITS or bits % 8:
        raise ValueError("A list has at least 131,072 bits, in whole bytes.")
    content = bytearray(bits // 8)
    for position in positions:
        if not 0 <= position < bits:
            raise ValueError(f"{position} is outside the list.")
        content[position // 8] |= 0x80 >> position % 8
    return base64url(gzip.compress(bytes(content), compresslevel=9, mtime=0))


def is_set(text: str, position: int) -> bool:
    """Whether the position is set; raises Untrue where the text is no list or too short for it."""
    if not text.startswith("u"):
        raise Untrue("The list is not in base64url.")
    inflate = zlib.decompressobj(wbits=31)
    try:
        content = inflate.decompress(decoded(text), MOST_BYTES)
    except zlib.error as error:
        raise Untrue("The list is not gzipped.") from error
    if not inflate.eof:
        raise Untrue("The list is cut off, or too long.")
    if len(content) * 8 < BITS:
        raise Untrue("The list is shorter than 131,072 bits.")
    if not 0 <= position < len(content) * 8:
        raise Untrue("The position is outside the list.")
    return bool(content[position // 8] & (0x80 >> position % 8))
