"""Documents on paper, as tagged PDF. Each is a template of ours beside this file; what it says is handed in as
data, never as code: a name with the template language's own signs prints as it stands.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import typst

log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parent


def render_pdf(template: str, data: Mapping[str, object], *, issued_on: date) -> bytes:
    """The document as PDF; the same data and day give the same bytes.

    Accessible by PDF/UA-1 wherever the server's fonts hold every sign of it. A name in a script that they lack is
    printed with what there is, and `data["without_font"]` says on the paper where it can be read in full.
    """
    try:
        return _compiled(template, data, issued_on, "ua-1")
    except typst.TypstError as error:
        log.warning("%s.pdf is not PDF/UA, as a font is missing (install Noto fonts): %s", template, error)
        return _compiled(template, {**data, "note": data.get("without_font", "")}, issued_on, None)


def _compiled(
    template: str, data: Mapping[str, object], issued_on: date, standard: Literal["ua-1"] | None
) -> bytes:
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=datetime.combine(issued_on, time(12), tzinfo=UTC),
        pdf_standards=standard,
    )
    assert isinstance(made, bytes)
    return made


def render_png(drawing: str, *, size: int) -> bytes:
    """A square drawing in SVG as PNG of this many pixels; without metadata, so that the same drawing gives the same bytes."""
    made = typst.compile(
        str(TEMPLATES / "picture.typ"),
        root=str(TEMPLATES),
        format="png",
        ppi=size * 72 / 512,
        sys_inputs={"data": json.dumps({"drawing": drawing}, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made
