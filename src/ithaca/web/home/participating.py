"""Steps on the way into a programme and to a mentor."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.directory.models import Request
from ithaca.directory.states import RequestState
from ithaca.programmes.models import Pairing, Participation, Programme
from ithaca.programmes.states import ParticipationState
from ithaca.programmes.texts import localised
from ithaca.research.queries import Asked
from ithaca.web.home.step import Step


def name_of(programme: Programme) -> str:
    return localised(programme.name, get_language() or "fr")


def joining(rows: Sequence[Participation]) -> Iterator[Step]:
    for row in rows:
        facts, slug = {"programme": name_of(row.programme)}, row.programme.slug
        if row.state == ParticipationState.APPLIED:
            title = _("Your application to %(programme)s waits for an answer") % facts
            yield Step(
                title,
                reverse("programmes:home", args=[slug]),
                _("See it"),
                "hourglass",
                _("You will be told by e-mail."),
            )
        elif row.state == ParticipationState.WAITING:
            title = _("You are on the waiting list of %(programme)s") % facts
            words = _("As soon as there is a place for you, a mail tells you.")
            yield Step(title, reverse("programmes:home", args=[slug]), _("See it"), "hourglass", words)
        elif row.state == ParticipationState.ACCEPTED:
            title = _("You are in! Write your profile for %(programme)s") % facts
            text = (
                _("Only then do mentees find you in the directory.")
                if row.role == "mentor"
                else _("Only then can you write to a mentor.")
            )
            yield Step(
                title,
                reverse("directory:profile", args=[slug, row.role]),
                _("Write my profile"),
                "user",
                text,
                urgent=True,
            )


def charters(rows: Sequence[Participation]) -> Iterator[Step]:
    for row in rows:
        title = _("%(programme)s has a new version of its charter") % {"programme": name_of(row.programme)}
        url = reverse("programmes:accept_charter", args=[row.programme.slug, row.role])
        text = _("Until you have accepted it, nothing begins with anybody new.")
        yield Step(title, url, _("Read and accept"), "file-text", text, urgent=True)


def keys(*, missing: bool) -> Iterator[Step]:
    if missing:
        text = _("With it you open the room in which you and the other of your pair write. Nobody else can.")
        yield Step(
            _("Prepare your confidential space"),
            reverse("vault:own"),
            _("Prepare it"),
            "key-round",
            text,
            urgent=True,
        )


def asking(rows: Sequence[Participation], requests: Sequence[Request], taken: set[object]) -> Iterator[Step]:
    """For a mentee without a mentor; `taken` are the participations that have one."""
    sent = [row for row in requests if row.state == RequestState.SENT]
    for row in sent:
        facts = {"name": row.mentor.person.name, "date": date_format(localtime(row.reply_by), "DATE_FORMAT")}
        title = _("%(name)s has until %(date)s to answer you") % facts
        yield Step(title, reverse("directory:request", args=[row.pk]), _("See the request"), "hourglass")
    waiting = {row.mentee_id for row in sent} | taken
    for place in rows:
        by_directory = place.programme.pairing != Pairing.COORDINATOR and place.programme.state != "ended"
        open_ = by_directory and place.state == ParticipationState.ACTIVE
        if not open_ or place.pk in waiting:
            continue
        refused = any(
            row.mentee_id == place.pk and row.state in (RequestState.DECLINED, RequestState.LAPSED)
            for row in requests
        )
        facts = {"programme": name_of(place.programme)}
        title = (
            _("Ask the next mentor of %(programme)s")
            if refused
            else _("Look for your mentor in %(programme)s")
        ) % facts
        yield Step(
            title,
            reverse("directory:search", args=[place.programme.slug]),
            _("Open the directory"),
            "search",
            urgent=True,
        )


def studies(waiting: Sequence[Asked]) -> Iterator[Step]:
    """Studies that ask somebody whether what their mentorships show may go out."""
    for each in waiting:
        title = _("May facts of your mentorships be used for research? %(title)s") % {"title": each.title}
        text = _("Without a name, and only if you say yes. You read what would go out before you answer.")
        url = reverse("research:consent", args=[each.study_id, each.participation.pk])
        yield Step(title, url, _("Read and answer"), "chart-column", text)
