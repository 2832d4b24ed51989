"""Steps around trainings and other events of a programme."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.programmes.models import Participation
from ithaca.programmes.texts import localised
from ithaca.trainings.models import Training, TrainingDate
from ithaca.web.home.step import Step


def _title(row: Training) -> str:
    return localised(row.title, get_language() or "fr")


def _page(row: Training) -> str:
    return reverse("trainings:detail", args=[row.programme.slug, row.pk])


def coming(dates: Sequence[TrainingDate]) -> Iterator[Step]:
    """What somebody has a place in."""
    for date in dates:
        row = date.training
        facts = {"title": _title(row), "moment": date_format(localtime(date.starts_at), "DATETIME_FORMAT")}
        text = row.place or _("By video call: the link stands on its page.")
        yield Step(_("%(title)s: %(moment)s") % facts, _page(row), _("See it"), "calendar", text)


def required(
    places: Sequence[Participation], missing: Mapping[UUID, Sequence[Training]], placed: set[UUID]
) -> Iterator[Step]:
    """What somebody has to follow before they can be paired, and has no place in yet."""
    for place in places:
        for row in missing.get(place.pk, ()):
            if row.pk not in placed:
                title = _("Sign up for “%(title)s”") % {"title": _title(row)}
                text = _("The programme asks you to follow it before you can be paired.")
                url = reverse("trainings:detail", args=[place.programme.slug, row.pk])
                yield Step(title, url, _("Sign up"), "book-open", text, urgent=True)


def to_note(rows: Sequence[Training]) -> Iterator[Step]:
    """For coordinators: what is over and waits for the attendance."""
    for row in rows:
        title = _("Who came to “%(title)s”?") % {"title": _title(row)}
        url = reverse("trainings:attendance", args=[row.programme.slug, row.pk])
        yield Step(title, url, _("Note it"), "users", _("Hours count once attendance is noted."), urgent=True)
