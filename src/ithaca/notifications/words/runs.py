"""Mail to whoever started a run: when a long one has ended, and when one has no result."""

from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.matching.labels import name_of
from ithaca.matching.models import Run
from ithaca.matching.queries.runs import run_by_id
from ithaca.notifications.kinds import Kind
from ithaca.notifications.post import Words, write
from ithaca.programmes.policies import roles_in_programme
from ithaca.programmes.texts import localised

WORTH_A_MAIL = 60  # seconds since it was asked for: nobody waits before the page any more
WHY = _("You get this mail because you have started the run.")
SOLVED = Words(
    _("Your matching run is done"),
    _(
        "“%(run)s” in the programme %(programme)s: %(matched)s of %(mentees)s mentees have a mentor. Review the pairs, change what you know better, then publish. Until then nobody is told."
    ),
    WHY,
    Kind.ACCOUNT,  # what somebody has asked for waits for no digest
)
FAILED = Words(
    _("Your matching run has no result"),
    _("“%(run)s” in the programme %(programme)s: %(problem)s"),
    WHY,
    Kind.ACCOUNT,
)


@reacts_to("run.solved")
def solved(event: Event) -> None:
    if int(event.facts["seconds"]) < WORTH_A_MAIL:
        return
    run = run_by_id(event.subject_id)
    if run is not None:
        path = reverse("matching:review", args=[run.programme.slug, run.pk])
        _tell(event, run, SOLVED, path=path)


@reacts_to("run.failed")
def failed(event: Event) -> None:
    run = run_by_id(event.subject_id)
    if run is not None:
        _tell(event, run, FAILED, path=reverse("matching:run_state", args=[run.programme.slug, run.pk]))


def _tell(event: Event, run: Run, words: Words, *, path: str) -> None:
    """To one person: colleagues find the run where it stands."""
    person = run.started_by
    if person is None or not allowed(roles_in_programme(person, run.programme), Permission.RUN_MATCHING):
        return
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        values = {
            "run": name_of(run),
            "programme": localised(run.programme.name, person.language),
            "matched": event.facts.get("matched"),
            "mentees": event.facts.get("mentees"),
            "problem": translate(run.problem) if run.problem else "",
        }
    write(event, person, words, path, values=values)
