from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies, queries
from ithaca.programmes.actions.changes import locked_programme, move
from ithaca.programmes.models import Charter, Coordinator, Programme
from ithaca.programmes.texts import digest

Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """What a programme says of itself, per language."""

    languages: list[str]
    name: Texts
    theme: Texts
    objectives: Texts
    listed: bool = False  # on the public pages of the organisation's networks


@dataclass(frozen=True, kw_only=True)
class Format:
    """How mentorships of a programme run."""

    contact_types: list[str]
    rhythm_days: int
    contact_minutes: int
    contacts_to_official_end: int
    most_contacts: int | None
    dispute_days: int
    length_months: int
    review_days: int | None
    capacity_per_mentor: int
    follow_up_months: int | None
    reply_days: int
    invitation_days: int
    first_meeting_days: int
    silent_days: int
    cv_asked: bool
    places: int | None
    pairing: str
    same_unit_excluded: bool


@transaction.atomic
def configure(*, actor: Person, programme: Programme, section: Presentation | Format) -> None:
    """Saves the presentation or the format of a programme."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    values = asdict(section)
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=list(values))
    check_section(
        actor=actor, programme=row, section="presentation" if isinstance(section, Presentation) else "format"
    )
    bump_directory(row)  # names of programmes, capacity and who excludes whom show there


@transaction.atomic
def check_section(*, actor: Person, programme: Programme, section: str) -> None:
    """Marks one section of the set-up as looked over by a coordinator."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if section not in row.checked_sections:
        row.checked_sections = [*row.checked_sections, section]
        row.save(update_fields=["checked_sections"])
    journal.record(
        events.ProgrammeConfigured(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk, section=section)
    )


@transaction.atomic
def publish_charter(*, actor: Person, programme: Programme, text: Texts, after: int) -> Charter:
    """Publishes the next version of the charter; `after` is the number of the version it was written from."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    current = queries.charter_in_force(row)
    fingerprint = digest(text)
    if fingerprint == current.sha256:
        return current
    if current.number != after:
        raise Refusal(
            _(
                "Somebody has published version %(number)s meanwhile. Compare it with your text before you publish yours."
            )
            % {"number": current.number}
        )
    charter = Charter.objects.create(
        programme=row, number=current.number + 1, text=dict(text), sha256=fingerprint, published_by=actor
    )
    if "charter" not in row.checked_sections:
        row.checked_sections = [*row.checked_sections, "charter"]
        row.save(update_fields=["checked_sections"])
    journal.record(
        events.CharterPublished(
            actor_id=actor.pk,
            subject_id=row.pk,
            programme_id=row.pk,
            number=charter.number,
            sha256=fingerprint,
        )
    )
    return charter


@transaction.atomic
def add_coordinator(*, actor: Person, programme: Programme, email: str) -> Coordinator:
    """Makes the owner of an account coordinator of the programme; once is enough."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    person = accounts.proven_person(email)
    if person is None:
        raise Refusal(
            _(
                "Nobody has an account with this address yet. Send the person the link below; once they have an account, add them here."
            ),
            field="email",
        )
    coordinator, made = Coordinator.objects.get_or_create(
        programme=locked_programme(programme), person=person
    )
    if made:
        _coordinator_changed(events.CoordinatorAdded, actor, programme, person)
    return coordinator


@transaction.atomic
def remove_coordinator(*, actor: Person, programme: Programme, person: Person) -> None:
    """Takes the coordination back from somebody; the last coordinator stays."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    rows = Coordinator.objects.filter(programme=locked_programme(programme))
    if not rows.exclude(person=person).exists():
        raise Refusal(_("A programme needs at least one coordinator. Add somebody else first."))
    if rows.filter(person=person).delete()[0]:
        _coordinator_changed(events.CoordinatorRemoved, actor, programme, person)


def _coordinator_changed(
    fact: type[events.CoordinatorAdded | events.CoordinatorRemoved],
    actor: Person,
    programme: Programme,
    person: Person,
) -> None:
    journal.record(
        fact(actor_id=actor.pk, subject_id=programme.pk, programme_id=programme.pk, person_id=person.pk)
    )


@transaction.atomic
def open_programme(*, actor: Person, programme: Programme) -> None:
    """Opens a programme for applications, or opens it again."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if queries.lacks(row):
        raise Refusal(_("Something is still missing. Complete what the list shows, then open the programme."))
    row.opened_at = row.opened_at or clock.now()
    move(row, "open", "opened_at")
    journal.record(events.ProgrammeOpened(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk))


@transaction.atomic
def close_applications(*, actor: Person, programme: Programme) -> None:
    """Takes no new applications; whoever is inside goes on, and invitations stay good."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    move(row, "close applications")
    journal.record(events.ApplicationsClosed(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk))


@transaction.atomic
def end_programme(*, actor: Person, programme: Programme) -> None:
    """Ends a programme for good: nobody joins any more, and its directory closes."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    move(row, "end")
    bump_directory(row)
    journal.record(events.ProgrammeEnded(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk))


def bump_directory(programme: Programme) -> None:
    """Tells every process that its index of this directory is old.

    Part of the action that changes what the directory shows: it checks no permission and records nothing itself.
    """
    Programme.objects.filter(pk=programme.pk).update(directory_version=F("directory_version") + 1)
