"""Reads of what becomes of seals: what suspends them, when they end, what follows them, what rests on them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from ithaca.kernel import clock
from ithaca.kernel.periods import months_later
from ithaca.networks.models import Network
from ithaca.networks.queries import networks_with
from ithaca.programmes.models import Programme
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.schemes.sharing import Supplement
from ithaca.seals.models import Cause, Hold, SealFile
from ithaca.seals.queries.files import WITH
from ithaca.seals.queries.registry import held_by
from ithaca.seals.queries.sealing import in_force
from ithaca.seals.states import RUNNING, FileState

RENEWAL_MONTHS = 6  # before its end, from which on a seal can be renewed
LONGEST_RENEWAL = 184  # days: six months, whichever they are


def holds_of(row: SealFile) -> QuerySet[Hold]:
    """What suspends a seal, or did, the newest first."""
    return Hold.objects.filter(file=row).select_related("by").order_by("-created_at", "-id")


def held_by_others(row: SealFile) -> list[Hold]:
    """What suspends a seal besides the network's administrators, and that they can't lift."""
    return [each for each in holds_of(row) if each.lifted_at is None and each.cause != Cause.NETWORK]


# --- Renewal ---


def renewable_from(row: SealFile) -> datetime | None:
    """From when on a seal can be renewed; None for one that does not end."""
    if row.credential is None or row.credential.valid_until is None:
        return None
    end = row.credential.valid_until
    return datetime.combine(months_later(end.date(), -RENEWAL_MONTHS), time(0), end.tzinfo)


def may_renew(row: SealFile) -> bool:
    """In its last months, while it is in force and nobody has begun yet."""
    begins = renewable_from(row)
    if row.state != FileState.SEALED or row.credential is None or begins is None:
        return False
    within = begins <= clock.now() < (row.credential.valid_until or begins)
    return within and renewal_of(row) is None


def renewal_of(row: SealFile) -> SealFile | None:
    """The file that renews a seal: under way, or awarded."""
    rows = SealFile.objects.filter(renews=row, state__in=(*RUNNING, FileState.SEALED))
    return rows.order_by("-created_at").first()


def scheme_to_renew_by(row: SealFile) -> SchemeVersion | None:
    """The newest published version of the scheme, where the level still exists."""
    published = schemes.published_of(row.network)
    found = next((each for each in published if each.series == row.version.series), None)
    levels = {each.slug for each in schemes.scheme(found).levels} if found else ()
    return found if row.awarded_level in levels else None


def ending_within(now: datetime, days: int, programmes: Collection[UUID] | None = None) -> list[SealFile]:
    """Seals in force that end within so many days and whose renewal nobody has begun, the first to end first."""
    rows = SealFile.objects.filter(
        state=FileState.SEALED,
        credential__valid_until__gt=now,
        credential__valid_until__lte=now + timedelta(days=days),
    )
    if programmes is not None:
        rows = rows.filter(programme__in=programmes)
    begun = SealFile.objects.filter(renews__isnull=False, state__in=(*RUNNING, FileState.SEALED))
    rows = rows.exclude(pk__in=begun.values("renews")).select_related(*WITH)
    return list(rows.order_by("credential__valid_until", "id"))


# --- Recognition ---


@dataclass(frozen=True)
class Offer:
    """A seal that the programme holds, which another of its networks accepts as a level of its own."""

    base: SealFile
    recognition: Recognition
    version: SchemeVersion  # of ours, the newest that is published
    supplement: Supplement  # what is still to be shown


def offers_to(programme: Programme) -> list[Offer]:
    """What a programme can begin on the strength of a seal that it holds."""
    return [each for base in held_by(programme) for each in _offers(base)]


def offer(programme: Programme, base_id: UUID, recognition_id: UUID) -> Offer | None:
    found = (
        each
        for each in offers_to(programme)
        if (each.base.pk, each.recognition.pk) == (base_id, recognition_id)
    )
    return next(found, None)


def _offers(base: SealFile) -> Iterator[Offer]:
    """A seal that itself rests on another vouches for nothing: else two could hold each other up, and nobody audits."""
    if base.rests_on_id is not None:
        return
    mine: list[Network] = list(networks_with(base.programme.organisation))
    reached = {each.slug for each in schemes.scheme(base.version).up_to(base.awarded_level)}
    for each in schemes.recognitions_of_series(base.version.series):
        version = next(
            (row for row in schemes.published_of(each.network) if row.series == each.ours.series), None
        )
        if version is None or each.network not in mine or each.their_level not in reached:
            continue
        if each.level not in {one.slug for one in schemes.scheme(version).levels}:
            continue
        rest = schemes.supplement_between(version, each.level, base.version, base.awarded_level)
        yield Offer(base, each, version, rest)


def resting_on(row: SealFile) -> list[SealFile]:
    """The files of other networks that rest on a seal."""
    rows = SealFile.objects.filter(rests_on=row).exclude(state=FileState.LEFT)
    return list(rows.select_related("network").order_by("created_at", "id"))


def left_to_show(row: SealFile) -> tuple[str, ...]:
    """What a file that rests on another seal is still asked for."""
    if row.rests_on is None:
        return ()
    theirs = row.rests_on
    rest = schemes.supplement_between(row.version, row.level, theirs.version, theirs.awarded_level)
    return rest.remaining if in_force(theirs) else (*rest.covered, *rest.remaining)


def needs_no_audit(row: SealFile) -> bool:
    """Whether a file rests on a seal in force that vouches for everything its level asks for."""
    theirs = row.rests_on
    return theirs is not None and in_force(theirs) and not left_to_show(row)


def to_renew(programmes: Collection[UUID]) -> list[SealFile]:
    """The seals of these programmes that can be renewed now, the first to end first."""
    now = clock.now()
    rows = ending_within(now, LONGEST_RENEWAL, programmes)
    return [row for row in rows if (renewable_from(row) or now) <= now]
