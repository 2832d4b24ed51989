"""How the states of a version and the faults of a file are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.editions.states import VersionState

Words = Mapping[str, str | Promise]

VERSION_STATES: Words = {
    VersionState.DRAFT: _("draft"),
    VersionState.PUBLISHED: _("published"),
    VersionState.RETIRED: _("retired"),
}
VERSION_TONES = {"draft": "waiting", "published": "done", "retired": "ended"}
FAULTS: Words = {
    "large": _("The file is larger than 5 MB."),
    "encoding": _("The text is not in UTF-8. Save the file again as UTF-8."),
    "language": _("A language is given by its code, as fr or en; there is at least one."),
    "toml": _("This is not TOML."),
    "csv": _("This is not CSV."),
    "columns": _("The first line must name the columns: row, code, and text_fr or text_en."),
    "missing": _("Something is missing here."),
    "unknown": _("This key is not known."),
    "empty": _("The text is empty."),
    "shape": _("This is not what stands here in such a document."),
    "reference": _("This leads nowhere, or a name stands twice."),
    "words missing": _("The text is missing."),
    "words too many": _("There is a text for something that is not in the document."),
    "twice": _("This code stands twice."),
    "number": _("A whole number is wanted."),
    "yes": _("Write yes, or nothing."),
}
