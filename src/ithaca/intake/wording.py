"""Columns, problems and outcomes of imports in words."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from ithaca.intake.models import ImportRow

FIELDS = {
    "email": gettext_lazy("E-mail address"),
    "name": gettext_lazy("First and last name"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "role": gettext_lazy("Role"),
    "both": gettext_lazy("Mentor and mentee at once"),
    "language": gettext_lazy("Language of the mails"),
    "headline": gettext_lazy("Sentence about them, or job title"),
    "level": gettext_lazy("Level or grade"),
    "unit": gettext_lazy("Unit"),
    "manager": gettext_lazy("Manager"),
    "number": gettext_lazy("Staff number"),
    "expertise": gettext_lazy("Topics offered or sought"),
    "sectors": gettext_lazy("Sectors"),
    "languages": gettext_lazy("Languages spoken"),
    "mentor_roles": gettext_lazy("Mentor roles"),
    "place": gettext_lazy("Place"),
    "slots": gettext_lazy("Availability"),
    "capacity": gettext_lazy("Mentees at once"),
    "wishes": gettext_lazy("Wishes, the dearest first"),
    "presentation": gettext_lazy("Presentation"),
    "answers": gettext_lazy("Answers to the questions"),
}
HINTS = {
    "manager": gettext_lazy("An address; a staff number or a full name of the same file does as well."),
    "both": gettext_lazy("Yes: the person is invited twice, once in each role."),
    "wishes": gettext_lazy("Addresses of people of the other role, a semicolon between."),
    "unit": gettext_lazy("Kept in the organisation’s chart, not in the profile."),
    "answers": gettext_lazy(
        "Checked by the question’s rule; whoever is invited finds them filled in, and corrects or confirms them."
    ),
    "slots": gettext_lazy("Such as “Monday morning; Thursday evening”."),
}
PROBLEMS = {
    "beyond": gettext_lazy(
        "the row has more cells than there are headings: “%(value)s”. Is there a separator inside a cell?"
    ),
    "no address": gettext_lazy("the e-mail address is missing"),
    "no such address": gettext_lazy("“%(value)s” is not an e-mail address (%(field)s)"),
    "no role": gettext_lazy("the row says neither mentor nor mentee"),
    "too long": gettext_lazy("too long: %(field)s, “%(value)s…”"),
    "formula": gettext_lazy("the cell is a formula: %(field)s, “%(value)s”"),
    "no capacity": gettext_lazy("“%(value)s” is no number of mentees"),
    "no answer": gettext_lazy("“%(value)s” is no answer to “%(field)s”"),
    "outside": gettext_lazy("“%(value)s” does not meet what the programme asks: “%(field)s”"),
    "twice": gettext_lazy("the same person and role as in row %(value)s"),
    "not writable": gettext_lazy("the row could not be written; the others were"),
    "own manager": gettext_lazy("the person is named as their own manager"),
    "manager not found": gettext_lazy(
        "“%(value)s” is neither an address nor somebody of this file (%(field)s)"
    ),
    "circle": gettext_lazy("the reporting line turns in a circle (rows in brackets): %(value)s"),
    "unknown word": gettext_lazy("nobody has said what “%(value)s” means (%(field)s)"),
    "manager not listed": gettext_lazy(
        "%(value)s is in neither the file nor the chart: the address alone is kept"
    ),
}
OUTCOMES = {
    "prepared": ngettext_lazy("prepared", "prepared", "n"),
    "updated": ngettext_lazy("brought up to date", "brought up to date", "n"),
    "unchanged": ngettext_lazy("unchanged", "unchanged", "n"),
    "joined": ngettext_lazy("takes part already", "take part already", "n"),
    "excluded": ngettext_lazy(
        "excluded from the programme: left alone", "excluded from the programme: left alone", "n"
    ),
    "placed": ngettext_lazy("stands in the chart", "stand in the chart", "n"),
    "rejected": ngettext_lazy("rejected", "rejected", "n"),
}
STATES = {
    "mapping": gettext_lazy("Columns to be named"),
    "checking": gettext_lazy("Being checked"),
    "review": gettext_lazy("To be confirmed"),
    "proposed": gettext_lazy("Proposed"),
    "creating": gettext_lazy("Being written"),
    "done": pgettext_lazy("import", "Done"),
    "failed": gettext_lazy("Could not be done"),
    "cancelled": pgettext_lazy("import", "Cancelled"),
}


def problem(told: Sequence[str]) -> str:
    """Why a row was not taken, or what is to be said of it."""
    code, field, value = told
    return str(PROBLEMS[code]) % {"field": FIELDS.get(field, field), "value": value}


def reasons(row: ImportRow) -> str:
    """All of them, in one line."""
    return "; ".join(problem(one) for one in row.problems) or _("not written")


def kept(names: Iterable[str]) -> str:
    """“headline, presentation”: what of a person's own words was left as it is."""
    return ", ".join(str(FIELDS.get(name, name)) for name in names)


def new_word(text: str, facet: bool) -> str:
    return (_("Add “%(text)s” to the programme’s own topics") if facet else _("Add the level “%(text)s”")) % {
        "text": text
    }
