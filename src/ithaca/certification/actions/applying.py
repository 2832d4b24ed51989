"""From the application to the frozen portfolio."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import events, policies, queries
from ithaca.certification.actions.files import locked, move, record
from ithaca.certification.models import Decision, File, Rating, Scheme, Settlement
from ithaca.certification.states import FILE, RENEWED, RUNNING, SchemeState
from ithaca.competences.actions import freeze
from ithaca.competences.queries import portfolio_of
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal


@transaction.atomic
def apply(*, person: Person, scheme: Scheme, id: UUID, level: str, renews: File | None = None) -> File:
    """A mentor asks for a level, or for the renewal of their certificate."""
    row = (
        Scheme.objects.select_for_update(of=("self",))
        .select_related("organisation", "version")
        .get(pk=scheme.pk)
    )
    policies.require_towards(person, row, Permission.APPLY_FOR_CERTIFICATION)
    existing = File.made_before(id, person=person, scheme=row)
    if existing is not None:
        return existing
    if row.state != SchemeState.OPEN:
        raise Refusal(_("Nobody can apply by this scheme at present."))
    running = File.objects.filter(scheme=row, person=person, state__in=RUNNING)
    if running.exists():
        raise Refusal(_("You already have a file under way. Bring it to its end, or leave it, first."))
    portfolio = portfolio_of(person, row.version)
    if portfolio is None or portfolio.version_id != row.version_id:
        raise Refusal(_("Begin a portfolio by this framework, or carry yours over to this version, first."))
    if level not in {each.slug for each in queries.framework_of(row).levels}:
        raise Refusal(_("Choose one of the levels of this framework."), field="level")
    if renews is not None:
        _check_renewal(row, person, renews, level)
    made = File.objects.create(
        id=id, scheme=row, person=person, portfolio=portfolio, level=level, since=clock.now(), renews=renews
    )
    record(events.Moved, person, made, step="apply")
    return made


def _check_renewal(scheme: Scheme, person: Person, renews: File, level: str) -> None:
    """Only what was assessed by this framework, for this person and level, is not assessed again."""
    found = queries.file(renews.pk)
    same = (
        found is not None
        and found.scheme.version.series == scheme.version.series
        and (found.person_id, found.level) == (person.pk, level)
    )
    if found is None or not same or not queries.may_renew(found):
        raise Refusal(_("A certificate in force can be renewed in the six months before it ends."))
    if found.renewals.filter(state__in=RENEWED).exists():
        raise Refusal(_("This certificate has been renewed already."))


@transaction.atomic
def confirm_application(*, actor: Person, file: File) -> None:
    """Somebody of the organisation confirms that all that the level asks for beforehand is there."""
    row = locked(actor, file, Permission.MANAGE_CERTIFICATION)
    FILE.after("confirm", row.state)
    if queries.lacking_to_apply(row):
        raise Refusal(_("Something that the level asks for beforehand is still missing: see the list."))
    move(actor, row, "confirm")


@transaction.atomic
def turn_down_application(*, actor: Person, file: File, reasons: str) -> None:
    """What is asked for beforehand is not there; the candidate reads why and can apply again."""
    row = locked(actor, file, Permission.MANAGE_CERTIFICATION)
    move(actor, row, "turn down")
    Decision.objects.create(file=row, step="turn down", by=actor, reasons=reasons)


@transaction.atomic
def submit(*, actor: Person, file: File, id: UUID) -> None:
    """Hands the portfolio in: it is frozen as it stands. A renewal goes on to the decision."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    step = "renew" if row.renews_id else "submit"
    FILE.after(step, row.state)
    if row.portfolio.version_id != row.scheme.version_id:
        raise Refusal(
            _(
                "Your portfolio stands on another version of the framework since you applied. Leave this file and apply by that version."
            )
        )
    row.frozen = freeze(actor=actor, portfolio=row.portfolio, readers=(), id=id)
    move(actor, row, step, "frozen")


@transaction.atomic
def leave(*, actor: Person, file: File) -> None:
    """The candidate goes; nobody owes a reason, and they can apply again. What was written of them goes as well."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    row.interview_notes = row.conditions_met = ""
    move(actor, row, "leave", "interview_notes", "conditions_met")
    Rating.objects.filter(part__file=row).delete()
    Settlement.objects.filter(file=row).delete()
    row.decisions.all().delete()
    row.appeals.all().delete()
