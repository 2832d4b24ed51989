"""A scheme's versions: begun from the catalogue, from another network or from a file, changed, published."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue.models import Scheme
from ithaca.editions.faults import Faulty
from ithaca.editions.seen import Seen
from ithaca.journal import actions as journal
from ithaca.kernel import clock, ids
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Network
from ithaca.schemes import document, events, policies, queries
from ithaca.schemes.document import Content
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.states import VERSION, VersionState


@transaction.atomic
def adopt_scheme(*, actor: Person, network: Network, id: UUID, slug: str) -> SchemeVersion:
    """Makes a shipped scheme the network's own: a draft that it may change."""
    shipped = catalogue.scheme(slug)
    return _draft(
        actor, network, id, document.content_of(shipped), origin=str(shipped.reference), family=slug
    )


@transaction.atomic
def derive_scheme(*, actor: Person, network: Network, id: UUID, source: SchemeVersion) -> SchemeVersion:
    """Derives a scheme from what another network has published; where it comes from is kept."""
    if source.state != VersionState.PUBLISHED:
        raise Refusal(_("This scheme is not published any more. Choose another one."))
    return _draft(
        actor,
        network,
        id,
        source.content,
        origin=queries.reference_of(source),
        derived_from=source,
        family=source.family,
    )


@transaction.atomic
def import_scheme(*, actor: Person, network: Network, id: UUID, scheme: Scheme) -> SchemeVersion:
    """Makes a scheme that came as a file a draft of the network."""
    series = ids.new_id()
    return _draft(actor, network, id, document.content_of(scheme), series=series, family=str(series))


def _draft(actor: Person, network: Network, id: UUID, content: Content, **more: Any) -> SchemeVersion:
    policies.require(actor, network)
    existing = SchemeVersion.made_before(id, network=network)
    if existing is not None:
        return existing
    row = SchemeVersion.objects.create(id=id, network=network, content=content, **more)
    record(events.Drafted, actor, row, origin=row.origin or "file")
    return row


@transaction.atomic
def begin_next_version(*, actor: Person, version: SchemeVersion, id: UUID) -> SchemeVersion:
    """Begins the next version of a scheme with what the newest one says; finds the one that is being written."""
    row = locked(actor, version)
    newest = queries.versions_in_series(row)[0]
    if newest.state == VersionState.DRAFT:
        return newest
    kept = {
        name: getattr(newest, name) for name in ("origin", "derived_from", "family", "reasons", "content")
    }
    made = SchemeVersion.objects.create(
        id=id, network=row.network, series=row.series, number=newest.number + 1, **kept
    )
    record(events.Drafted, actor, made, origin="version")
    return made


@transaction.atomic
def change_scheme(
    *, actor: Person, version: SchemeVersion, edit: Callable[[Content], Content], seen: Seen | None = None
) -> None:
    """
    Changes one thing in a draft as it stands now, if that is what somebody has `seen`; what would make no whole scheme
    is refused.
    """
    row = locked_draft(actor, version)
    if seen is not None:
        seen.check(row.content)
    try:
        changed = edit(row.content)
    except (StopIteration, KeyError) as gone:
        raise Refusal(_("What you were changing is no longer there: somebody has dropped it.")) from gone
    write(row, changed)
    record(events.Changed, actor, row)


def write(row: SchemeVersion, content: Content, **more: Any) -> None:
    """Keeps new content in a draft that is locked, if it is whole."""
    try:
        scheme = document.scheme_of(content)
    except Faulty as faulty:
        where = ", ".join(dict.fromkeys(fault.where for fault in faulty.faults[:3] if fault.where))
        raise Refusal(
            _(
                "With this change the scheme would not be whole: each name once, a text for everything, nothing that is still referred to may be missing (%(where)s)."
            )
            % {"where": where}
        ) from faulty
    row.content = document.content_of(scheme)
    row.state = VERSION.after("change", row.state)
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["content", "state", *more])


@transaction.atomic
def publish_scheme(*, actor: Person, version: SchemeVersion, seen: Seen | None = None) -> None:
    """Publishes what somebody has `seen`: programmes may be held against it, and it never changes any more."""
    row = locked(actor, version)
    if seen is not None and VERSION.allows("publish", row.state):
        seen.check(row.content)
    if VERSION.allows("publish", row.state) and queries.without_reason(row):
        raise Refusal(_("Say first why each standard differs from the one it comes from."))
    row.state = VERSION.after("publish", row.state)
    row.sha256, row.published_at = document.digest(row.content), clock.now()
    row.save(update_fields=["state", "sha256", "published_at"])
    record(events.Published, actor, row, sha256=row.sha256)


@transaction.atomic
def retire_scheme(*, actor: Person, version: SchemeVersion) -> None:
    """Nobody begins by this version any more; whoever holds its seal keeps it."""
    _move(actor, version, "retire", events.Retired)


@transaction.atomic
def bring_back_scheme(*, actor: Person, version: SchemeVersion) -> None:
    """Lets programmes begin by a retired version again."""
    _move(actor, version, "bring back", events.BroughtBack)


def _move(actor: Person, version: SchemeVersion, verb: str, fact: type[events.SchemeFact]) -> None:
    row = locked(actor, version)
    row.state = VERSION.after(verb, row.state)
    row.save(update_fields=["state"])
    record(fact, actor, row)


@transaction.atomic
def discard_scheme(*, actor: Person, version: SchemeVersion, seen: Seen | None = None) -> None:
    """Throws a draft away as somebody has `seen` it; nobody else has ever used it."""
    row = locked_draft(actor, version)
    if seen is not None:
        seen.check(row.content)
    record(events.Discarded, actor, row)
    row.delete()


def locked(actor: Person, version: SchemeVersion) -> SchemeVersion:
    """The version as it stands now, held until the transaction ends, for whoever may write it."""
    rows = SchemeVersion.objects.select_for_update(of=("self",)).select_related(
        "network", "derived_from__network"
    )
    row = rows.filter(pk=version.pk).first()
    if row is None:
        raise Refusal(_("This draft is no longer there."))
    policies.require(actor, row.network)
    return row


def locked_draft(actor: Person, version: SchemeVersion) -> SchemeVersion:
    row = locked(actor, version)
    if row.state != VersionState.DRAFT:
        raise Refusal(_("This version is published and never changes. Begin the next version to change it."))
    return row


def record(fact: type[events.SchemeFact], actor: Person, row: SchemeVersion, **more: Any) -> None:
    journal.record(
        fact(actor_id=actor.pk, subject_id=row.pk, network_id=row.network_id, number=row.number, **more)
    )
