"""Organisations agree to a study, their programmes take part; both may stop at any time."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.journal.queries import history
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.queries import networks_with, organisations_in
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import require as require_in_organisation
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require as require_in_programme
from ithaca.research import events, queries, replay
from ithaca.research.actions.changes import locked, record
from ithaca.research.minors import with_minors
from ithaca.research.models import Agreement, Consent, Part, Study
from ithaca.research.states import ConsentState, StudyState


def _require_open(study: Study) -> None:
    if study.state != StudyState.OPEN:
        raise Refusal(_("This study is not open: nobody is asked to take part."))


@transaction.atomic
def agree(*, actor: Person, study: Study, organisation: Organisation) -> None:
    """An organisation lets its programmes decide whether they take part."""
    require_in_organisation(actor, organisation, Permission.AGREE_TO_RESEARCH)
    row = locked(study)
    _require_open(row)
    if not networks_with(organisation).filter(pk=row.network_id).exists():
        raise Refusal(_("Your organisation is not a member of this network."))
    if queries.agrees(row, organisation):
        return
    Agreement.objects.update_or_create(
        study=row, organisation=organisation, defaults={"since": clock.now(), "ended_at": None}
    )
    record(events.OrganisationAgreed, actor, row, organisation_id=organisation.pk)


@transaction.atomic
def end_agreement(*, actor: Person, study: Study, organisation: Organisation) -> None:
    """No later edition tells of the organisation's programmes."""
    require_in_organisation(actor, organisation, Permission.AGREE_TO_RESEARCH)
    _end_agreement(actor, locked(study), organisation)


def _end_agreement(actor: Person | None, study: Study, organisation: Organisation) -> None:
    rows = Agreement.objects.filter(study=study, organisation=organisation, ended_at=None)
    if rows.update(ended_at=clock.now()):
        record(events.OrganisationLeft, actor, study, organisation_id=organisation.pk)


@transaction.atomic
def join(*, actor: Person, study: Study, programme: Programme, adults: bool) -> None:
    """A programme takes part: its people are asked, each for themselves. Never one in which minors take part."""
    require_in_programme(actor, programme, Permission.TAKE_PART_IN_RESEARCH)
    row = locked(study)
    _require_open(row)
    organisation = programme.organisation
    if not queries.agrees(row, organisation):
        raise Refusal(_("An administrator of your organisation has to agree to the study first."))
    if with_minors([programme]):
        raise Refusal(_("Programmes in which minors take part are never part of a study."))
    if not adults:
        raise Refusal(_("Say that only adults take part in the programme, and ever have."), field="adults")
    if queries.takes_part(row, programme):
        return
    Part.objects.update_or_create(
        study=row, programme=programme, defaults={"since": clock.now(), "ended_at": None}
    )
    record(
        events.ProgrammeJoined,
        actor,
        row,
        programme.pk,
        organisation_id=organisation.pk,
        programme_kind=programme.template.split("@")[0],
        country=organisation.country,
        region=organisation.region,
    )


@transaction.atomic
def leave(*, actor: Person, study: Study, programme: Programme) -> None:
    """No later edition tells of the programme."""
    require_in_programme(actor, programme, Permission.TAKE_PART_IN_RESEARCH)
    _leave(actor, locked(study), programme)


def _leave(actor: Person | None, study: Study, programme: Programme) -> None:
    rows = Part.objects.filter(study=study, programme=programme, ended_at=None)
    if rows.update(ended_at=clock.now()):
        record(events.ProgrammeLeft, actor, study, programme.pk, organisation_id=programme.organisation_id)


def tend_studies() -> None:
    """The clock's work: what no longer holds ends, also where nothing told of it."""
    for study in queries.open_studies():
        end_lapsed(study=study)


@transaction.atomic
def end_lapsed(*, study: Study) -> None:
    """
    Who left the network, or closed the account, agrees no more; a programme in which minors take part since it joined
    takes part no more. Whoever publishes looks once more.
    """
    row = locked(study)
    members = set(organisations_in(row.network))
    for organisation in queries.agreeing(row):
        if organisation not in members:
            _end_agreement(None, row, organisation)
    programmes = {part.programme_id: part.programme for part in queries.parts_of(row)}
    for programme in with_minors(programmes.values()):
        _leave(None, row, programmes[programme])
    # The journal says who consents, so it is the journal that has to be told.
    consenting = replay.consents(history(row.pk), clock.now())
    active = {person.pk for person in people(set(consenting.values())) if person.is_active}
    for participation, person in consenting.items():
        if person not in active:
            rows = Consent.objects.filter(study=row, participation=participation, state=ConsentState.GIVEN)
            rows.update(state=ConsentState.LAPSED, since=clock.now())
            record(events.ConsentLapsed, None, row, participation_id=participation, person_id=person)
