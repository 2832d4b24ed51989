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
    "large": _("The file is larger than 2 MB. Leave out what does not belong to the document."),
    "encoding": _("The text is not in UTF-8. Save the file again as UTF-8."),
    "language": _("No language has this code. Write fr, en, es and so on."),
    "languages": _("A document is in one language at least, and in twelve at most."),
    "toml": _("This is not TOML. Correct the line, or export a document and begin with that file."),
    "csv": _("This is not CSV. Save the sheet again as CSV in UTF-8."),
    "columns": _("The first line must name the columns: row, code, and text_fr or text_en."),
    "column": _("This column is not known. Correct its name, or take it out."),
    "beside": _("This cell stands beside the last column. Take it out, or put it where it belongs."),
    "rows": _("There are more than 5,000 lines. Leave some out."),
    "missing": _("Something is missing here."),
    "unknown": _("This key is not known. Correct its name, or take it out."),
    "empty": _("The text is empty."),
    "shape": _("This is not what stands here in such a document."),
    "values": _(
        "There is far more in the file than a document can hold. Leave out what does not belong to it."
    ),
    "deep": _(
        "Things stand inside each other more often than in any document. Take out what does not belong here."
    ),
    "dots": _(
        "This line holds more dots than any name or sentence needs. Break the text into several lines."
    ),
    "few": _("There is too little here: at least one more is wanted."),
    "many": _("There is more here than a document can hold. Leave some out, or put some together."),
    "long": _("This text is too long. Shorten it to 5,000 characters at most."),
    "name": _(
        "A name is too long, or holds characters that nobody sees. Choose a short one in plain letters."
    ),
    "code": _("A code begins with a small letter, and goes on with small letters, digits and _."),
    "unseen": _("There is a character in this text that nobody sees. Type the text anew."),
    "huge": _("This number is larger than any that makes sense here."),
    "range": _("This number is outside what is possible here."),
    "choice": _("This is none of the words that may stand here."),
    "reference": _("This leads to something that is not in the document. Add it, or correct the name."),
    "before": _("This leads to no level that stands before this one. Correct the name, or the order."),
    "met": _("This must be a step of the scale, and not the first one."),
    "points": _("From step to step points never fall, and the last step has some."),
    "bounds": _("The least is more than the most: nothing lies between the two."),
    "words missing": _("The text is missing."),
    "words too many": _("There is a text for something that is not in the document. Take it out."),
    "twice": _("This stands twice. Keep one of the two."),
    "number": _("A whole number is wanted."),
    "yes": _("Write yes, or nothing."),
}
