"""Cohorts, and the filters that a coordinator keeps."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Cohort, Invitation, Participation, Programme, SavedFilter

MOST_FILTERS = 20


@transaction.atomic
def save_cohort(
    *, actor: Person, programme: Programme, id: UUID, name: str, starts_on: date | None
) -> Cohort:
    """Founds a cohort, or changes its name and start."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    if Cohort.objects.filter(programme=row, name__iexact=name.strip()).exclude(pk=id).exists():
        raise Refusal(_("There is already a cohort of this name."), field="name")
    cohort = Cohort.made_before(id, programme=row) or Cohort(pk=id, programme=row)
    cohort.name, cohort.starts_on = name.strip(), starts_on
    cohort.save()
    journal.record(events.CohortSaved(actor_id=actor.pk, subject_id=cohort.pk, programme_id=row.pk))
    return cohort


@transaction.atomic
def remove_cohort(*, actor: Person, programme: Programme, cohort_id: UUID) -> None:
    """Dissolves a cohort; its people stay in the programme, in none."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    cohort = Cohort.objects.filter(programme=row, pk=cohort_id).first()
    if cohort is None:
        return
    journal.record(events.CohortRemoved(actor_id=actor.pk, subject_id=cohort.pk, programme_id=row.pk))
    cohort.delete()


@transaction.atomic
def assign_cohort(
    *,
    actor: Person,
    programme: Programme,
    cohort: Cohort | None,
    participations: Collection[UUID] = (),
    invitations: Collection[UUID] = (),
) -> int:
    """Puts people and invitations into a cohort, or into none; says how many."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    people = Participation.objects.filter(programme=row, pk__in=participations)
    letters = Invitation.objects.filter(programme=row, pk__in=invitations)
    moved = people.update(cohort=cohort) + letters.update(cohort=cohort)
    if moved:
        fact = events.CohortAssigned(
            actor_id=actor.pk, subject_id=cohort.pk if cohort else row.pk, programme_id=row.pk, number=moved
        )
        journal.record(fact)
    return moved


@transaction.atomic
def save_filter(*, actor: Person, programme: Programme, name: str, query: str) -> SavedFilter:
    """Keeps a view of the queue under a name; the same name again replaces it. One's own, so nothing for the journal."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    mine = SavedFilter.objects.filter(programme=programme, person=actor)
    if not name.strip():
        raise Refusal(_("Give the filter a name."))
    if mine.exclude(name=name.strip()).count() >= MOST_FILTERS:
        raise Refusal(_("You keep twenty filters already. Remove one first."))
    made, _new = SavedFilter.objects.update_or_create(
        programme=programme, person=actor, name=name.strip()[:60], defaults={"query": query[:500]}
    )
    return made


@transaction.atomic
def remove_filter(*, actor: Person, programme: Programme, filter_id: UUID) -> None:
    """Forgets a filter of one's own."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    SavedFilter.objects.filter(programme=programme, person=actor, pk=filter_id).delete()
