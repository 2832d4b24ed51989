"""Steps of the two of a pair, as mentor or as mentee."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.directory.models import Request
from ithaca.matching.models import MatchProposal
from ithaca.matching.queries.proposals import shown_name
from ithaca.mentorships import queries as mentorships
from ithaca.mentorships.models import FollowUp, Mentorship, Succession
from ithaca.mentorships.next_step import Situation, next_step
from ithaca.mentorships.queries import Unread
from ithaca.mentorships.states import SuccessionState
from ithaca.programmes.models import Pairing
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


def to_consent(rows: Sequence[MatchProposal], role: str) -> Iterator[Step]:
    """Pairs that the coordination has proposed: mine to answer first, then those that wait for the other."""
    for row in rows:
        other = shown_name(row.mentee if role == "mentor" else row.mentor)
        until = date_format(localtime(row.reply_by), "DATE_FORMAT")
        url = reverse("matching:proposal", args=[row.pk])
        if getattr(row, f"{role}_answer"):
            title = _("You have said yes to %(name)s") % {"name": other}
            text = _("The other answer is expected by %(date)s.") % {"date": until}
            yield Step(title, url, _("See it"), "hourglass", text)
            continue
        title = (_("%(name)s as your mentee?") if role == "mentor" else _("%(name)s as your mentor?")) % {
            "name": other
        }
        text = _("Look at why, and say yes or no by %(date)s.") % {"date": until}
        yield Step(title, url, _("Look and answer"), "handshake", text, urgent=True)


def next_steps(situations: Sequence[Situation]) -> Iterator[Step]:
    """The one next step in each pair, by the same rules as on its page."""
    for at in situations:
        step = next_step(at)
        told = _("With %(name)s. %(text)s") % {"name": at.name, "text": step.text}
        # What takes a click that changes something is done on the page of the pair, where it is explained.
        url = at.page if step.post or not step.url else step.url
        action = step.action if step.url and not step.post else _("Open the mentorship")
        yield Step(step.title, url, action, step.icon, told, urgent=step.waits)


def to_read(rows: Sequence[Unread]) -> Iterator[Step]:
    """Messages of the other that wait in the room; what they say stays there."""
    for one in rows:
        title = _("%(name)s has written to you") % {"name": one.name}
        text = ngettext(
            "%(n)d message that you have not read.", "%(n)d messages that you have not read.", one.count
        )
        place = f"topics/{one.topic}/messages" if one.topic else "messages"
        url = f"{reverse('mentorships:room', args=[one.mentorship.pk])}#{place}"
        yield Step(title, url, _("Read"), "message-circle", text % {"n": one.count}, urgent=True)


def to_evaluate(rows: Sequence[Mentorship], role: str) -> Iterator[Step]:
    for row in rows:
        title = _("How was the mentorship with %(name)s?") % {"name": _other(row, role)}
        url = reverse("evaluations:give", args=[row.pk])
        yield Step(title, url, _("Evaluate"), "star", _("Three minutes that help those who come after you."))


def to_replace(rows: Sequence[Succession]) -> Iterator[Step]:
    """For a mentor who withdrew."""
    for row in rows:
        title = _("Who could accompany %(name)s now?") % {"name": row.mentorship.mentee.person.name}
        url = reverse("directory:replace", args=[row.mentorship_id])
        yield Step(title, url, _("Propose somebody"), "users", urgent=True)


def without_mentor(rows: Sequence[Succession]) -> Iterator[Step]:
    """For a mentee whose mentor is gone: what comes next, whoever is looking."""
    for row in rows:
        page = f"{_page(row.mentorship)}#next"
        offered = mentorships.offered(row)
        by_directory = row.mentorship.programme.pairing != Pairing.COORDINATOR
        if offered and by_directory:
            names = ", ".join(one.mentor.person.name for one in offered)
            title = _("%(mentor)s proposes to you: %(names)s") % {
                "mentor": row.mentorship.mentor.person.name,
                "names": names,
            }
            text = _who_looks(row) if mentorships.written_to(row) else ""
            yield Step(title, page, _("Look at them"), "users", text, urgent=not text)
        else:
            title = _("Your next mentor is being looked for")
            text = _who_looks(row)
            if by_directory and not mentorships.written_to(row):
                text = _("%(who)s You can also look in the directory yourself.") % {"who": text}
            yield Step(title, page, _("See it"), "hourglass", text)


def _who_looks(row: Succession) -> str:
    asked = mentorships.written_to(row)
    if asked:
        return _("You have written to %(names)s, and an answer is owed to you.") % {
            "names": ", ".join(one.mentor.person.name for one in asked)
        }
    if row.state == SuccessionState.ASKED:
        return _("Your former mentor is asked whom they would recommend.")
    return _("Your coordinator knows, and will get in touch with you.")


def to_check_in(rows: Sequence[FollowUp], role: str) -> Iterator[Step]:
    for row in rows:
        title = _("What has lasted of the mentorship with %(name)s?") % {"name": _other(row.mentorship, role)}
        url = reverse("mentorships:follow_up", args=[row.mentorship_id])
        yield Step(title, url, _("Three questions"), "sprout", _("Half a minute."))


def _other(row: Mentorship, role: str) -> str:
    return str((row.mentee if role == "mentor" else row.mentor).person.name)


def _page(row: Mentorship) -> str:
    return reverse("mentorships:detail", args=[row.pk])
