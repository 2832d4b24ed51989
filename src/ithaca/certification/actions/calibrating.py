"""Samples that assessors rate before they rate people."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.certification import events, figures, policies, queries
from ithaca.certification.models import Sample, SampleRating, Scheme
from ithaca.certification.rules import Mark
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal


@transaction.atomic
def add_sample(*, actor: Person, scheme: Scheme, id: UUID, ability: str, words: tuple[str, str]) -> Sample:
    """Adds an invented piece of evidence; `words` are what it says and the mark it was written to deserve."""
    policies.require_towards(actor, scheme, Permission.MANAGE_CERTIFICATION)
    existing = Sample.made_before(id, scheme=scheme)
    if existing is not None:
        return existing
    if ability not in queries.framework_of(scheme).abilities:
        raise Refusal(_("Choose one of the abilities of the framework."), field="ability")
    text, expected = words
    made = Sample.objects.create(id=id, scheme=scheme, ability=ability, text=text, expected=Mark(expected))
    _record(events.SampleAdded, actor, scheme)
    return made


@transaction.atomic
def remove_sample(*, actor: Person, scheme: Scheme, id: UUID) -> None:
    """Takes a sample away, with what was said of it."""
    policies.require_towards(actor, scheme, Permission.MANAGE_CERTIFICATION)
    if Sample.objects.filter(pk=id, scheme=scheme).delete()[0]:
        _record(events.SampleRemoved, actor, scheme)


@transaction.atomic
def rate_samples(*, actor: Person, scheme: Scheme, marks: Mapping[UUID, str]) -> None:
    """Keeps how an assessor finds the samples. What was said stays: whoever has seen the others' is not asked again."""
    policies.require_towards(actor, scheme, Permission.CALIBRATE)
    accounts.locked_person(actor.pk)  # one at a time for each
    before = figures.sample_marks_of(actor, scheme)
    rows = [
        SampleRating(sample=each, person=actor, mark=Mark(marks[each.pk]))
        for each in figures.samples_of(scheme)
        if each.pk in marks and each.pk not in before
    ]
    SampleRating.objects.bulk_create(rows)
    if rows:
        _record(events.SamplesRated, actor, scheme)


def _record(fact: type[events.SchemeFact], actor: Person, row: Scheme) -> None:
    journal.record(fact(actor_id=actor.pk, subject_id=row.pk, organisation_id=row.organisation_id))
