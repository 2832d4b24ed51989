"""Programmes, their format and their states in words."""

from collections.abc import Iterable, Mapping

from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from ithaca.programmes.models import EligibilityQuestion, Programme
from ithaca.programmes.rules import Lack
from ithaca.programmes.texts import FIRST_LANGUAGE, localised, shown_language

ROLES = {"mentor": gettext_lazy("Mentor"), "mentee": gettext_lazy("Mentee")}
ASKED_OF = {
    "both": gettext_lazy("Mentors and mentees"),
    "mentor": gettext_lazy("Mentors only"),
    "mentee": gettext_lazy("Mentees only"),
}
WHOSE = {
    "mentee": gettext_lazy("The mentee’s"),
    "mentor": gettext_lazy("The mentor’s"),
    "coordinator": gettext_lazy("The coordination’s"),
}
KINDS = {
    "yes_no": gettext_lazy("Yes or no"),
    "number": gettext_lazy("A number"),
    "choice": gettext_lazy("One choice among several"),
    "text": gettext_lazy("A free text"),
}
CONTACT_TYPES = {
    "telephone": gettext_lazy("by telephone"),
    "video": gettext_lazy("by video call"),
    "in_person": gettext_lazy("in person"),
    "in_writing": gettext_lazy("in writing"),
}
PAIRING = {
    "directory": gettext_lazy("Mentees look for a mentor in the directory and write to them."),
    "coordinator": gettext_lazy("The coordinators propose the pairs."),
    "both": gettext_lazy("Mentees look in the directory, and the coordinators may propose pairs as well."),
}
PROGRAMME_STATES = {
    "draft": gettext_lazy("Draft"),
    "open": gettext_lazy("Applications open"),
    "applications closed": gettext_lazy("Applications closed"),
    "ended": gettext_lazy("Ended"),
}
PARTICIPATION_STATES = {
    "applied": gettext_lazy("Application waiting"),
    "waiting": gettext_lazy("On the waiting list"),
    "refused": gettext_lazy("Not accepted"),
    "withdrawn": gettext_lazy("Application withdrawn"),
    "accepted": gettext_lazy("Profile to be published"),
    "active": gettext_lazy("Active"),
    "busy": gettext_lazy("Busy"),
    "paused": gettext_lazy("Paused"),
    "left": gettext_lazy("Has left"),
    "excluded": gettext_lazy("Excluded"),
}
INVITATION_STATES = {
    "prepared": gettext_lazy("Prepared, not sent"),
    "sent": gettext_lazy("Sent"),
    "used": gettext_lazy("Accepted"),
    "cancelled": pgettext_lazy("invitation", "Cancelled"),
    "lapsed": gettext_lazy("Lapsed"),
}
SECTIONS = {
    "presentation": gettext_lazy("Presentation"),
    "format": gettext_lazy("Format"),
    "questions": gettext_lazy("Eligibility questions"),
    "charter": gettext_lazy("Charter"),
    "duties": gettext_lazy("Checklists of each phase"),
    "coordinators": gettext_lazy("Coordinators"),
}
LANGUAGE_NAMES = {"fr": gettext_lazy("French"), "en": gettext_lazy("English")}
LACKING = {
    "languages": gettext_lazy("Choose at least one language."),
    "contact types": gettext_lazy("Choose at least one type of contact."),
    "name": gettext_lazy("The name is missing"),
    "theme": gettext_lazy("The theme is missing"),
    "objectives": gettext_lazy("The objectives are missing"),
    "charter": gettext_lazy("The charter is missing"),
    "question": gettext_lazy("A question has no wording"),
    "option": gettext_lazy("An answer to choose has no wording"),
    "refusal": gettext_lazy("A question with a rule has no explanation for those who don’t meet it"),
}


def reader_language(programme: Programme) -> str:
    """The language in which whoever reads now gets the programme's texts."""
    return shown_language(programme.languages, get_language() or FIRST_LANGUAGE)


def said_by(content: Mapping[str, str], programme: Programme) -> str:
    """A text of a programme in the reader's language."""
    return localised(content, reader_language(programme))


def rule_in_words(question: EligibilityQuestion, language: str) -> str:
    """“Between 3 and 40”: what an answer must meet; empty where everything will do."""
    rule = question.rule
    if "must_be" in rule:
        return _("The answer must be yes.") if rule["must_be"] else _("The answer must be no.")
    if "one_of" in rule:
        named = {option["value"]: localised(option["label"], language) for option in question.options}
        return _("The answer must be %(choices)s.") % {
            "choices": listed([named.get(value, value) for value in rule["one_of"]])
        }
    if "at_least" in rule and "at_most" in rule:
        return _("Between %(least)s and %(most)s.") % {"least": rule["at_least"], "most": rule["at_most"]}
    if "at_least" in rule:
        return _("At least %(least)s.") % {"least": rule["at_least"]}
    return _("At most %(most)s.") % {"most": rule["at_most"]} if "at_most" in rule else ""


DAYS = {
    "monday": gettext_lazy("Monday"),
    "tuesday": gettext_lazy("Tuesday"),
    "wednesday": gettext_lazy("Wednesday"),
    "thursday": gettext_lazy("Thursday"),
    "friday": gettext_lazy("Friday"),
    "saturday": gettext_lazy("Saturday"),
    "sunday": gettext_lazy("Sunday"),
}
PARTS = {
    "morning": gettext_lazy("morning"),
    "midday": gettext_lazy("midday"),
    "afternoon": gettext_lazy("afternoon"),
    "evening": gettext_lazy("evening"),
}
SLOTS_IN_WORDS = {
    f"{day}_{part}": format_lazy("{} {}", day_name, part_name)
    for day, day_name in DAYS.items()
    for part, part_name in PARTS.items()
}


def slots_in_words(slots: Iterable[str]) -> list[str]:
    """“Monday: morning, evening”, a day each."""
    wanted = set(slots)
    told = []
    for day, name in DAYS.items():
        parts = [str(word) for part, word in PARTS.items() if f"{day}_{part}" in wanted]
        if parts:
            told.append(_("%(day)s: %(parts)s") % {"day": name, "parts": ", ".join(parts)})
    return told


def lacking(lack: Lack) -> str:
    """What is missing, and in which language."""
    text = str(LACKING[lack.what])
    if not lack.language:
        return text
    return _("%(what)s (%(language)s)") % {"what": text, "language": LANGUAGE_NAMES[lack.language]}


def listed(words: list[str]) -> str:
    """“a, b or c”."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s or %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def format_in_words(programme: Programme) -> list[tuple[str, str]]:
    """How a mentorship of the programme runs, as terms and sentences."""
    contacts = programme.contacts_to_official_end
    return [
        (
            _("Contacts"),
            ngettext("%(n)s contact to the official end", "%(n)s contacts to the official end", contacts)
            % {"n": contacts},
        ),
        (_("How"), listed([str(CONTACT_TYPES[kind]) for kind in programme.contact_types])),
        (_("Rhythm"), rhythm(programme.rhythm_days)),
        (_("Length of a contact"), _("about %(n)s minutes") % {"n": programme.contact_minutes}),
        (
            _("Length of a mentorship"),
            ngettext("about %(n)s month", "about %(n)s months", programme.length_months)
            % {"n": programme.length_months},
        ),
        (_("How pairs are made"), str(PAIRING[programme.pairing])),
        (
            _("Mentees per mentor"),
            ngettext("one at a time", "%(n)s at most at the same time", programme.capacity_per_mentor)
            % {"n": programme.capacity_per_mentor},
        ),
        (
            _("Answer to a request"),
            ngettext("within %(n)s day", "within %(n)s days", programme.reply_days)
            % {"n": programme.reply_days},
        ),
    ]


def rhythm(days: int) -> str:
    if 28 <= days <= 31:
        return _("about once a month")
    if days % 7 == 0:
        return ngettext("about once a week", "about once every %(n)s weeks", days // 7) % {"n": days // 7}
    return ngettext("about once a day", "about once every %(n)s days", days) % {"n": days}
