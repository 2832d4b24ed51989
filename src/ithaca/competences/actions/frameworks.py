from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.catalogue.models import Framework
from ithaca.competences import document, events, policies, queries
from ithaca.competences.document import Content
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.states import VERSION, VersionState
from ithaca.editions.faults import Faulty
from ithaca.editions.seen import Seen
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.organisations.models import Organisation


@transaction.atomic
def adopt_framework(*, actor: Person, organisation: Organisation, id: UUID, slug: str) -> FrameworkVersion:
    """Makes a shipped framework the organisation's own: a draft that it may change."""
    shipped = catalogue.framework(slug)
    return _draft(
        actor=actor, organisation=organisation, id=id, framework=shipped, origin=str(shipped.reference)
    )


@transaction.atomic
def import_framework(
    *, actor: Person, organisation: Organisation, id: UUID, framework: Framework
) -> FrameworkVersion:
    """Makes a framework that came as a file a draft of the organisation."""
    return _draft(actor=actor, organisation=organisation, id=id, framework=framework, origin="")


def _draft(
    *, actor: Person, organisation: Organisation, id: UUID, framework: Framework, origin: str
) -> FrameworkVersion:
    policies.require_in_organisation(actor, organisation, Permission.MANAGE_FRAMEWORKS)
    existing = FrameworkVersion.made_before(id, organisation=organisation)
    if existing is not None:
        return existing
    row = FrameworkVersion.objects.create(
        id=id, organisation=organisation, origin=origin, content=document.content_of(framework)
    )
    _record(events.Drafted, actor, row, origin=origin or "file")
    return row


@transaction.atomic
def begin_next_version(*, actor: Person, version: FrameworkVersion, id: UUID) -> FrameworkVersion:
    """Begins the next version of a framework with what the newest one says; finds the one that is being written."""
    row = _locked(actor, version)
    newest = queries.versions_in_series(row)[0]
    if newest.state == VersionState.DRAFT:
        return newest
    made = FrameworkVersion.objects.create(
        id=id,
        organisation=row.organisation,
        series=row.series,
        number=newest.number + 1,
        origin=row.origin,
        content=newest.content,
    )
    _record(events.Drafted, actor, made, origin="version")
    return made


@transaction.atomic
def change_framework(
    *, actor: Person, version: FrameworkVersion, edit: Callable[[Content], Content], seen: Seen | None = None
) -> None:
    """
    Changes one thing in a draft as it stands now, if that is what somebody has `seen`; what makes no whole framework is
    refused.
    """
    row = _locked(actor, version)
    if row.state != VersionState.DRAFT:
        raise Refusal(_("This version is published and never changes. Begin the next version to change it."))
    if seen is not None:
        seen.check(row.content)
    try:
        framework = document.framework_of(edit(row.content))
    except (StopIteration, KeyError) as gone:
        raise Refusal(_("What you were changing is no longer there: somebody has dropped it.")) from gone
    except Faulty:
        raise Refusal(
            _("With this change the framework would not be whole: each code once, and a text for everything.")
        )
    row.content = document.content_of(framework)
    row.state = VERSION.after("change", row.state)
    row.save(update_fields=["content", "state"])
    _record(events.Changed, actor, row)


@transaction.atomic
def publish_framework(*, actor: Person, version: FrameworkVersion, seen: Seen | None = None) -> None:
    """Publishes what somebody has `seen`: mentors may begin by it, and it never changes any more."""
    row = _locked(actor, version)
    if seen is not None and VERSION.allows("publish", row.state):
        seen.check(row.content)
    row.state = VERSION.after("publish", row.state)
    row.sha256, row.published_at = document.digest(row.content), clock.now()
    row.save(update_fields=["state", "sha256", "published_at"])
    _record(events.Published, actor, row, sha256=row.sha256)


@transaction.atomic
def retire_framework(*, actor: Person, version: FrameworkVersion) -> None:
    """Nobody begins by this version any more; whoever uses it goes on."""
    _move(actor, version, "retire", events.Retired)


@transaction.atomic
def bring_back_framework(*, actor: Person, version: FrameworkVersion) -> None:
    """Lets mentors begin by a retired version again."""
    _move(actor, version, "bring back", events.BroughtBack)


def _move(actor: Person, version: FrameworkVersion, verb: str, fact: type[events.FrameworkFact]) -> None:
    row = _locked(actor, version)
    row.state = VERSION.after(verb, row.state)
    row.save(update_fields=["state"])
    _record(fact, actor, row)


@transaction.atomic
def discard_framework(*, actor: Person, version: FrameworkVersion, seen: Seen | None = None) -> None:
    """Throws a draft away as somebody has `seen` it; nobody else has ever used it."""
    row = _locked(actor, version)
    if row.state != VersionState.DRAFT:
        raise Refusal(_("Only a draft can be discarded. Retire this version instead."))
    if seen is not None:
        seen.check(row.content)
    _record(events.Discarded, actor, row)
    row.delete()


def _locked(actor: Person, version: FrameworkVersion) -> FrameworkVersion:
    rows = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=version.pk).first()
    if row is None:
        raise Refusal(_("This draft is no longer there."))
    policies.require_towards(actor, row, Permission.MANAGE_FRAMEWORKS)
    return row


def _record(fact: type[events.FrameworkFact], actor: Person, row: FrameworkVersion, **more: Any) -> None:
    journal.record(
        fact(
            actor_id=actor.pk,
            subject_id=row.pk,
            organisation_id=row.organisation_id,
            number=row.number,
            **more,
        )
    )
