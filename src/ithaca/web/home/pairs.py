"""Steps of the two of a pair, as mentor or as mentee."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.directory.models import Request
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.queries import Waiting
from ithaca.mentorships.states import MentorshipState
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


def proposed(rows: Sequence[Mentorship], role: str) -> Iterator[Step]:
    for row in rows:
        title = _("A mentorship with %(name)s is proposed to you") % {"name": _other(row, role)}
        yield Step(
            title,
            _page(row),
            _("Answer"),
            "handshake",
            _("You are free to say no, without a reason."),
            urgent=True,
        )


def to_record(meetings: Sequence[Meeting], role: str) -> Iterator[Step]:
    for row in meetings:
        facts = {
            "name": _other(row.mentorship, role),
            "date": date_format(localtime(row.starts_at), "DATE_FORMAT"),
        }
        title = _("Did the meeting with %(name)s take place on %(date)s?") % facts
        url = reverse("mentorships:record_meeting", args=[row.pk])
        yield Step(title, url, _("Record it"), "calendar", _("Only recorded meetings count."), urgent=True)


def waiting(found: Waiting, own: Collection[UUID], role: str) -> Iterator[Step]:
    """Dates to choose from, contacts to confirm, absences to settle."""
    kinds = (
        (found.to_choose, _("%(name)s offers dates for a meeting"), _("Choose one"), "calendar-plus"),
        (found.to_confirm, _("Confirm a contact in writing with %(name)s"), _("See it"), "mail"),
        (found.to_settle, _("Settle an absence with %(name)s"), _("See it"), "calendar"),
    )
    for meetings, title, action, icon in kinds:
        for row in meetings:
            if getattr(row.mentorship, f"{role}_id") in own:
                name = _other(row.mentorship, role)
                url = f"{_page(row.mentorship)}#meetings"
                yield Step(title % {"name": name}, url, action, icon, urgent=True)


def running(rows: Sequence[Mentorship], role: str) -> Iterator[Step]:
    for row in rows:
        name, page = _other(row, role), _page(row)
        if row.state == MentorshipState.SEPARATION:
            title = _("Close the mentorship with %(name)s, or go on") % {"name": name}
            yield Step(title, page, _("Decide together"), "flag", urgent=True)
        elif row.next_meeting_at:
            moment = date_format(localtime(row.next_meeting_at), "DATETIME_FORMAT")
            title = _("Meeting with %(name)s: %(moment)s") % {"name": name, "moment": moment}
            yield Step(
                title, page, _("Prepare it"), "calendar", _("Note in the room what you want to speak of.")
            )
        elif row.state == MentorshipState.PAUSED:
            title = _("The mentorship with %(name)s rests") % {"name": name}
            yield Step(
                title,
                page,
                _("Open the mentorship"),
                "circle-pause",
                _("Take it up again when you are ready."),
            )
        else:
            first = not row.contacts
            title = (
                _("Plan the first meeting with %(name)s")
                if first
                else _("Plan the next meeting with %(name)s")
            ) % {"name": name}
            yield Step(
                title,
                reverse("mentorships:plan_meeting", args=[row.pk]),
                _("Plan it"),
                "calendar-plus",
                urgent=first,
            )
        yield from _launch(row, role, name)


def _launch(row: Mentorship, role: str, name: str) -> Iterator[Step]:
    if row.state != MentorshipState.LAUNCH or not row.contacts:
        return
    if role == "mentee" and row.willingness_confirmed_at is None:
        title = _("Do you wish to go on with %(name)s?") % {"name": name}
        yield Step(
            title, _page(row), _("Say so"), "sprout", _("Your mentor waits for your word."), urgent=True
        )
    elif row.willingness_confirmed_at is not None:
        title = _("Write and sign your agreement with %(name)s") % {"name": name}
        yield Step(title, _page(row), _("Open the mentorship"), "file-text")


def to_evaluate(rows: Sequence[Mentorship], role: str) -> Iterator[Step]:
    for row in rows:
        title = _("How was the mentorship with %(name)s?") % {"name": _other(row, role)}
        url = reverse("evaluations:give", args=[row.pk])
        yield Step(title, url, _("Evaluate"), "star", _("Three minutes that help those who come after you."))


def _other(row: Mentorship, role: str) -> str:
    return str((row.mentee if role == "mentor" else row.mentor).person.name)


def _page(row: Mentorship) -> str:
    return reverse("mentorships:detail", args=[row.pk])
