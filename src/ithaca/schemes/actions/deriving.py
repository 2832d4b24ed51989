"""What a derived scheme owes its origin: a reason for each difference, and a look at what changed there since."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.kernel.errors import Refusal
from ithaca.schemes import events, merging, queries
from ithaca.schemes.actions.versions import locked_draft, record, write
from ithaca.schemes.merging import Meeting, Side
from ithaca.schemes.models import SchemeVersion


@transaction.atomic
def give_reasons(
    *, actor: Person, version: SchemeVersion, reasons: Mapping[str, str], seen: Seen | None = None
) -> None:
    """Says why standards differ from the origin's; reasons for what does not differ are not kept."""
    row = locked_draft(actor, version)
    if seen is not None:
        seen.check(row)
    differing = {each.slug for each in queries.departures(row)}
    kept = {**row.reasons, **reasons}
    row.reasons = {slug: words.strip() for slug, words in kept.items() if slug in differing and words.strip()}
    row.save(update_fields=["reasons"])
    record(events.ReasonsGiven, actor, row, standards=len(row.reasons))


@transaction.atomic
def merge_origin(
    *,
    actor: Person,
    version: SchemeVersion,
    reference: str,
    chosen: Mapping[str, Side],
    seen: Seen | None = None,
) -> None:
    """Takes the later changes of the origin into a draft; `reference` is the version that somebody has looked at."""
    row = locked_draft(actor, version)
    if seen is not None:
        seen.check(row.content)
    base, later = queries.origin_of(row), queries.later_origin(row)
    if base is None or later is None or later.reference != reference:
        raise Refusal(_("The origin has moved on meanwhile. Look at its changes again."))
    found = merging.crossings(base.content, row.content, later.content)
    open_ones = [each for each in found if each.how == Meeting.BOTH]
    if any(each.key not in chosen for each in open_ones):
        raise Refusal(_("Choose whose wording stands wherever both sides have changed something."))
    content = merging.merged(base.content, row.content, later.content, chosen)
    write(row, content, origin=later.reference, derived_from=later.row)
    taken = sum(each.how == Meeting.TAKEN for each in found)
    record(events.OriginMerged, actor, row, origin=later.reference, taken=taken, chosen=len(open_ones))
