"""How an edition is cited, and under which terms it may be used."""

import json
import re

from django.utils.translation import gettext as _

from ithaca.research.files.edition import Edition
from ithaca.research.models import Release

UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def sentence(release: Release) -> str:
    """As it stands in a list of references."""
    return _("%(publisher)s (%(year)s). %(title)s, edition %(number)s [data set]. %(address)s") % {
        "publisher": release.publisher,
        "year": release.published_at.year,
        "title": release.study.title,
        "number": release.number,
        "address": release.address,
    }


def as_cff(edition: Edition) -> str:
    """Citation File Format 1.2.0. Each value is written as JSON, which YAML all but contains."""
    release = edition.release
    told = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": _("If you use these data, please cite them as below."),
        "title": edition.study.title,
        "abstract": edition.study.purpose,
        "version": str(release.number),
        "date-released": edition.published_on.isoformat(),
        "license": edition.study.licence,
        "url": release.address,
        "authors": [{"name": release.publisher}],
        "contact": [{"name": release.publisher, "email": edition.study.contact}],
    }
    return "".join(f"{key}: {_quoted(value)}\n" for key, value in told.items())


def _quoted(value: object) -> str:
    """JSON leaves in what YAML does not allow: it is escaped as both read it."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def licence_text(edition: Edition) -> str:
    licence = edition.licence
    return f"{licence.name}\nSPDX-License-Identifier: {licence.spdx}\n{licence.url}\n"
