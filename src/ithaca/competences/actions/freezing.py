from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.competences import document, events, policies, queries
from ithaca.competences.actions.portfolios import locked, record
from ithaca.competences.models import FrozenPortfolio, Portfolio
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault.queries import heads_about, own_room
from ithaca.vault.rules import PORTFOLIO


@transaction.atomic
def freeze(*, actor: Person, portfolio: Portfolio, readers: Collection[Person], id: UUID) -> FrozenPortfolio:
    """Keeps a portfolio as it stands now: facts, coverage, and the hash of every text, without a mentee's name.

    Part of the action that hands it in. What the texts say goes to the readers as frozen copies that the owner's
    browser seals; the hashes here say which revisions those must be of. Only what counts is taken.
    """
    row = locked(portfolio)
    policies.require_owner(actor, row)
    existing = FrozenPortfolio.made_before(id, portfolio=row)
    if existing is not None:
        return existing
    if any(reader.pk == row.person_id for reader in readers):
        raise Refusal(_("Nobody assesses their own portfolio."))
    manifest = _manifest(row)
    if not manifest["items"] and not manifest["facts"]:
        raise Refusal(_("There is nothing to hand in yet: add evidence to your portfolio first."))
    made = FrozenPortfolio.objects.create(
        id=id,
        portfolio=row,
        version=row.version,
        manifest=manifest,
        sha256=document.digest(manifest),
        readers=sorted(str(reader.pk) for reader in readers),
    )
    items = len(manifest["items"])
    record(events.Frozen, actor, row, frozen_id=made.pk, items=items, readers=len(readers))
    return made


def _manifest(row: Portfolio) -> dict[str, Any]:
    covered = queries.coverage_of(row)
    names = queries.labels(row, covered.items)
    room = own_room(row.person, purpose=PORTFOLIO)
    heads = heads_about(room, kind=queries.EVIDENCE) if room else {}
    files = heads_about(room, kind=queries.EXHIBIT) if room else {}
    taken = [each for each in covered.items if queries.counts(each, covered.written)]
    return {
        "framework": {"version": str(row.version_id), "sha256": row.version.sha256},
        "frozen_at": clock.now().isoformat(),
        "items": [
            {
                "id": str(each.pk),
                "kind": each.kind,
                "made_on": each.made_on.isoformat(),
                "abilities": each.abilities,
                "consent": each.consent,
                "file": names.get(each.mentorship_id) if each.mentorship_id else None,
                "validated": sorted(one.ability for one in each.validations.all()),
                **heads[each.pk],
                "files": [files[id] for id in queries.exhibits_of(each) if id in files],
            }
            for each in taken
        ],
        "facts": covered.known.counts(),
        "rounds": [str(each) for each in covered.known.rounds],
        "practice": {
            "mentorships": covered.known.practice.mentorships_completed,
            "contacts": covered.known.practice.contacts,
            "hours": covered.known.practice.hours,
            "training_hours": covered.known.practice.training_hours,
        },
        "marks": dict(queries.latest_marks(row)),
        "coverage": {slug: each.status.value for slug, each in covered.coverages.items()},
    }
