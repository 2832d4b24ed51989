"""How an organisation certifies, and whom it trusts to judge."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.queries import person_by_email
from ithaca.certification import events, figures, policies, queries, wording
from ithaca.certification.models import PanelMember, Scheme
from ithaca.certification.states import SCHEME
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.queries import framework
from ithaca.competences.states import VersionState
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class SchemeContent:
    """What an organisation chooses; levels, thresholds and validity are the framework's."""

    assessors: int = 2
    referent: bool = True
    interview: bool = True
    deciders_read: bool = False
    appeal_days: int = 30


@dataclass(frozen=True, kw_only=True)
class Trust:
    """What somebody on the panel may do."""

    assesses: bool = True
    refers: bool = False
    decides: bool = False


@transaction.atomic
def make_scheme(*, actor: Person, version: FrameworkVersion, id: UUID, content: SchemeContent) -> Scheme:
    """Begins to certify by a published framework; nobody can apply until the scheme is opened."""
    policies.require_in_organisation(actor, version.organisation, Permission.MANAGE_CERTIFICATION)
    existing = Scheme.made_before(id, version=version)
    existing = existing or Scheme.objects.filter(version=version).first()
    if existing is not None:
        return existing
    if version.state != VersionState.PUBLISHED or not framework(version).levels:
        raise Refusal(_("Choose a published framework that has levels."), field="version")
    made = Scheme.objects.create(id=id, organisation=version.organisation, version=version, **asdict(content))
    _record(events.SchemeMade, actor, made)
    return made


@transaction.atomic
def change_scheme(*, actor: Person, scheme: Scheme, content: SchemeContent) -> None:
    """Changes how many assess, and how; files that are under way go by what holds at each step."""
    row = _locked(actor, scheme)
    for name, value in asdict(content).items():
        setattr(row, name, value)
    row.save(update_fields=[*asdict(content)])
    _record(events.SchemeChanged, actor, row)


@transaction.atomic
def open_scheme(*, actor: Person, scheme: Scheme) -> None:
    """Lets mentors apply, once there is a panel that can carry a file to its end."""
    row = _locked(actor, scheme)
    target = SCHEME.after("open", row.state)
    lack = next((need for need, there in figures.needs_of(row).items() if not there), None)
    if lack is not None:
        raise Refusal(str(wording.LACKS[lack]))
    row.state = target
    row.save(update_fields=["state"])
    _record(events.SchemeOpened, actor, row)


@transaction.atomic
def close_scheme(*, actor: Person, scheme: Scheme) -> None:
    """Nobody applies any more; files that are under way go on to their end."""
    row = _locked(actor, scheme)
    row.state = SCHEME.after("close", row.state)
    row.save(update_fields=["state"])
    _record(events.SchemeClosed, actor, row)


@transaction.atomic
def name_to_panel(*, actor: Person, scheme: Scheme, email: str, trust: Trust) -> PanelMember:
    """Trusts somebody with assessing, validating or deciding; again, it changes with what."""
    row = _locked(actor, scheme)
    person = person_by_email(email.strip().lower())
    if person is None:
        raise Refusal(
            _("Nobody has an account with this address. Ask them to make one first."), field="email"
        )
    if not (trust.assesses or trust.decides):
        raise Refusal(_("Say what this person does: assess, decide, or both."), field="assesses")
    if trust.refers and not trust.assesses:
        raise Refusal(_("A referent mentor is one of the assessors."), field="refers")
    made, _new = PanelMember.objects.update_or_create(scheme=row, person=person, defaults=asdict(trust))
    _record(events.PanelNamed, actor, row, person_id=person.pk, **asdict(trust))
    return made


@transaction.atomic
def drop_from_panel(*, actor: Person, scheme: Scheme, person: Person) -> None:
    """Somebody judges in no further file; in those they are in they go on."""
    row = _locked(actor, scheme)
    if PanelMember.objects.filter(scheme=row, person=person).delete()[0]:
        _record(events.PanelLeft, actor, row, person_id=person.pk)


def _locked(actor: Person, scheme: Scheme) -> Scheme:
    rows = Scheme.objects.select_for_update(of=("self",)).select_related("organisation", "version")
    row = rows.get(pk=scheme.pk)
    policies.require_towards(actor, row, Permission.MANAGE_CERTIFICATION)
    if queries.is_under_way(actor, row):
        raise Refusal(
            _(
                "You are a candidate here: while your file is under way, somebody else says who judges, and how."
            )
        )
    return row


def _record(fact: type[events.SchemeFact], actor: Person, row: Scheme, **more: Any) -> None:
    journal.record(fact(actor_id=actor.pk, subject_id=row.pk, organisation_id=row.organisation_id, **more))
