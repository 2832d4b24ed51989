"""Steps of a programme on its way to a seal: a self-assessment to go on with, improvements that are due."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.programmes.models import Programme
from ithaca.schemes.presentation import language_of
from ithaca.seals import queries
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step

SOON = timedelta(days=7)


def to_assess(person: Person, programmes: Sequence[Programme]) -> Iterator[Step]:
    """What the programme's people write, and what somebody means to have done within a week."""
    for row in queries.being_assessed(programmes):
        url = reverse("seals:file", args=[row.pk])
        title = _("Go on with the self-assessment of %(programme)s") % {"programme": name_of(row.programme)}
        yield Step(title, url, _("Answer the standards"), "shield-check")
    today = clock.today(person.time_zone)
    for line in queries.due_of(person, today + SOON):
        words = queries.scheme_of(line.file).text(language_of()).standards[line.standard]
        text = _("By %(day)s, in %(programme)s.") % {
            "day": date_format(line.due, "DATE_FORMAT"),
            "programme": name_of(line.file.programme),
        }
        url = reverse("seals:improvement", args=[line.pk])
        title = _("An improvement is due: %(standard)s") % {"standard": words.label}
        yield Step(title, url, _("See it"), "flag", text, urgent=line.due < today)
