from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.competences import events, policies, queries
from ithaca.competences.actions.portfolios import record
from ithaca.competences.models import Item
from ithaca.competences.states import AGREED, CONSENT
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault.actions import withdraw_copies


@transaction.atomic
def give_consent(*, actor: Person, item: Item) -> None:
    """The mentee lets the portfolio speak of them in this item; they can take it back at any time."""
    _answer(actor, item, "give")


@transaction.atomic
def refuse_consent(*, actor: Person, item: Item) -> None:
    """The mentee says no; no reason is owed, and the item counts for nothing."""
    _answer(actor, item, "refuse")


@transaction.atomic
def withdraw_consent(*, actor: Person, item: Item) -> None:
    """The mentee takes their consent back: the item counts for nothing, and every copy that was shown is closed."""
    _answer(actor, item, "withdraw")


def _answer(actor: Person, item: Item, verb: str) -> None:
    rows = Item.objects.select_for_update(of=("self",)).select_related(
        "portfolio__person", "mentorship__programme__organisation", "mentorship__mentor", "mentorship__mentee"
    )
    row = rows.filter(pk=item.pk).first()
    if row is None:
        raise Refusal(_("Your mentor has taken this item out. There is nothing to answer any more."))
    policies.require_asked(actor, row)
    row.consent = CONSENT.after(verb, row.consent)
    row.consent_answered_at = clock.now()
    row.save(update_fields=["consent", "consent_answered_at"])
    if row.consent not in AGREED:
        withdraw_copies(Q(content__in=[row.pk, *queries.exhibits_of(row)]))
    record(
        events.ConsentAnswered,
        actor,
        row.portfolio,
        item_id=row.pk,
        kind=row.kind,
        pair_id=row.mentorship_id,
        programme_id=row.mentorship.programme_id if row.mentorship else None,
        state=row.consent,
    )
