"""Steps of the two of a pair, as mentor or as mentee."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.directory.models import Request
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.next_step import Situation, next_step
from ithaca.web.home.step import Step


def to_answer(requests: Sequence[Request]) -> Iterator[Step]:
    for row in requests:
        until = _("An answer is owed before %(date)s, even a no.") % {
            "date": date_format(localtime(row.reply_by), "DATE_FORMAT")
        }
        title = _("%(name)s asks you to be their mentor") % {"name": row.mentee.person.name}
        yield Step(
            title,
            reverse("directory:request", args=[row.pk]),
            _("Read and answer"),
            "mail",
            until,
            urgent=True,
        )


def next_steps(situations: Sequence[Situation]) -> Iterator[Step]:
    """The one next step in each pair, by the same rules as on its page."""
    for at in situations:
        step = next_step(at)
        told = _("With %(name)s. %(text)s") % {"name": at.name, "text": step.text}
        # What takes a click that changes something is done on the page of the pair, where it is explained.
        url = at.page if step.post or not step.url else step.url
        action = step.action if step.url and not step.post else _("Open the mentorship")
        yield Step(step.title, url, action, step.icon, told, urgent=step.waits)


def to_evaluate(rows: Sequence[Mentorship], role: str) -> Iterator[Step]:
    for row in rows:
        title = _("How was the mentorship with %(name)s?") % {"name": _other(row, role)}
        url = reverse("evaluations:give", args=[row.pk])
        yield Step(title, url, _("Evaluate"), "star", _("Three minutes that help those who come after you."))


def _other(row: Mentorship, role: str) -> str:
    return str((row.mentee if role == "mentor" else row.mentor).person.name)
