"""Portraits: whatever is uploaded is drawn anew, small and without what the camera wrote into it."""

import io
import struct
import warnings
from threading import Lock
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_BYTES = 5 * 1024 * 1024
LARGEST_PIXELS = 30_000_000  # a small file can unpack to a huge picture
SIDE = 512
FORMATS = ("JPEG", "PNG", "WEBP")
# One picture at a time: unpacked, the largest takes hundreds of megabytes, and many may come in at once.
_unpacking = Lock()


class NotAPhoto(ValueError):
    """The file is not a picture that we read."""


def portrait(upload: Any) -> bytes:
    """The picture as WebP, at most 512 pixels a side, upright, without EXIF; raises NotAPhoto."""
    with _unpacking:
        small = _small(upload)
    clean = Image.new("RGB", small.size)
    clean.paste(small)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82)
    return out.getvalue()


def _small(upload: Any) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF is dropped anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=FORMATS) as picture:
                if picture.width * picture.height > LARGEST_PIXELS:
                    raise NotAPhoto
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,  # this and the next two: files made up to confuse the reader
        AttributeError,
        struct.error,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ):
        raise NotAPhoto
    upright.thumbnail((SIDE, SIDE))
    return upright
