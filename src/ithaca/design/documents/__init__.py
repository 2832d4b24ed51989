"""Documents on paper, as tagged PDF. Each is a template of ours beside this file; what it says is handed in as
data, never as code: a name with the template language's own signs prints as it stands.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent


def render_pdf(template: str, data: Mapping[str, object], *, issued_on: date) -> bytes:
    """The document as PDF; the same data and day give the same bytes."""
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=datetime.combine(issued_on, time(12), tzinfo=UTC),
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made
