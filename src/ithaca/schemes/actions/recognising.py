"""Which levels of other networks' seals a network accepts as its own."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Network
from ithaca.schemes import events, keeping, policies, queries
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.schemes.states import VersionState


@dataclass(frozen=True, kw_only=True)
class RecognitionContent:
    """A level of theirs, the level of ours that it counts as, and what applicants should know."""

    ours: SchemeVersion
    level: str
    theirs: SchemeVersion
    their_level: str
    note: str = ""


@transaction.atomic
def declare_recognition(
    *, actor: Person, network: Network, id: UUID, content: RecognitionContent
) -> Recognition:
    """Accepts a level of another network's seal as one of ours. A second click finds the first."""
    policies.require(actor, network)
    # The scheme's row is the queue for two administrators.
    SchemeVersion.objects.select_for_update().get(pk=content.ours.pk)
    existing = Recognition.made_before(id, network=network)
    if existing is not None:
        return existing
    _check(network, content)
    same = queries.recognitions_of(network)
    key = (content.ours.series, content.level, content.theirs.series, content.their_level)
    if any((row.ours.series, row.level, row.theirs.series, row.their_level) == key for row in same):
        raise Refusal(_("You recognise this level already."))
    made = Recognition.objects.create(
        id=id,
        network=network,
        ours=content.ours,
        level=content.level,
        theirs=content.theirs,
        their_level=content.their_level,
        note=content.note,
        declared_by=actor,
    )
    _record(events.Recognised, actor, made)
    return made


def _check(network: Network, content: RecognitionContent) -> None:
    ours, theirs = content.ours, content.theirs
    if ours.network_id != network.pk or theirs.network_id == network.pk:
        raise Refusal(_("Choose a scheme of your own, and one of another network."))
    if {ours.state, theirs.state} != {VersionState.PUBLISHED}:
        raise Refusal(_("Only published schemes can be recognised."))
    for row, level in ((ours, content.level), (theirs, content.their_level)):
        if level not in {each.slug for each in queries.scheme(row).levels}:
            raise Refusal(_("Choose a level of the scheme."))


@transaction.atomic
def keep_recognition(*, actor: Person, recognition: Recognition, looked_at: SchemeVersion) -> None:
    """
    Goes on accepting a level after somebody has `looked_at` a later version of theirs: by that version where it still
    has the level, else for what was awarded before it.
    """
    row = _locked(actor, recognition)
    later = queries.newest_published(row.theirs.series)
    if row.ended_at is not None or later is None or later.pk != looked_at.pk:
        raise Refusal(
            _("The other network’s scheme, or your recognition, has moved on meanwhile. Look at it again.")
        )
    told = keeping.moved(row)
    if told is None:
        return  # a second click
    if told.level_gone:
        row.reviewed = later
    else:
        row.theirs, row.reviewed = later, None
    row.save(update_fields=["theirs", "reviewed"])
    _record(events.RecognitionKept, actor, row)


@transaction.atomic
def end_recognition(*, actor: Person, recognition: Recognition) -> None:
    """Accepts a level no longer; whoever was accepted stays so."""
    row = _locked(actor, recognition)
    if row.ended_at is not None:
        return  # a second click
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    _record(events.RecognitionEnded, actor, row)


def _locked(actor: Person, recognition: Recognition) -> Recognition:
    rows = Recognition.objects.select_for_update(of=("self",)).select_related(
        "network", "ours__network", "theirs__network", "reviewed"
    )
    row = rows.get(pk=recognition.pk)
    policies.require(actor, row.network)
    return row


def _record(fact: type[events.RecognitionFact], actor: Person, row: Recognition) -> None:
    journal.record(
        fact(
            actor_id=actor.pk,
            subject_id=row.pk,
            network_id=row.network_id,
            scheme_id=row.theirs_id,
            level=row.their_level,
            as_level=row.level,
        )
    )
