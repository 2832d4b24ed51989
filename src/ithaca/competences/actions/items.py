from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.catalogue.models.framework import code_of
from ithaca.competences import events, policies, queries
from ithaca.competences.actions.portfolios import locked, record
from ithaca.competences.models import Item, Portfolio, Validation
from ithaca.competences.states import ANSWERED, CONSENT, ConsentState
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships.models import Mentorship

MOST_ITEMS = 500


@dataclass(frozen=True, kw_only=True)
class ItemContent:
    """The facts of an item; what it says is sealed apart."""

    kind: str
    made_on: date
    abilities: tuple[str, ...]
    mentorship: Mentorship | None = None
    speaks_of_mentee: bool = False


@transaction.atomic
def add_item(*, actor: Person, portfolio: Portfolio, id: UUID, content: ItemContent) -> Item:
    """Adds a piece of evidence; where it speaks of the mentee, they are asked."""
    row = locked(portfolio)
    policies.require_owner(actor, row)
    existing = Item.made_before(id, portfolio=row)
    if existing is not None:
        return existing
    _check(row, content)
    if row.items.count() >= MOST_ITEMS:
        raise Refusal(_("A portfolio holds up to 500 items. Remove some that you no longer need."))
    made = Item(id=id, portfolio=row)
    _set(made, content)
    made.save(force_insert=True)
    _record(events.ItemAdded, actor, made)
    if made.consent == ConsentState.WAITING:
        _record_asked(actor, made)
    return made


@transaction.atomic
def change_item(*, actor: Person, item: Item, content: ItemContent) -> None:
    """Changes the facts of an item. A validation stands only while what was validated does."""
    row = _locked(actor, item)
    _check(row.portfolio, content)
    _keep_answer(row, content)
    before = (row.kind, row.made_on, row.mentorship_id)
    asked, pair = row.consent, row.mentorship_id
    _set(row, content)
    row.save()
    if before != (row.kind, row.made_on, row.mentorship_id):
        row.validations.all().delete()
    row.validations.exclude(ability__in=row.abilities).delete()
    _record(events.ItemChanged, actor, row)
    if row.consent == ConsentState.WAITING and (asked, pair) != (ConsentState.WAITING, row.mentorship_id):
        _record_asked(actor, row)


def _check(portfolio: Portfolio, content: ItemContent) -> None:
    framework = queries.framework(portfolio.version)
    if content.kind not in framework.validity:
        raise Refusal(_("Choose a kind of evidence."), field="kind")
    if not content.abilities or not set(content.abilities) <= set(framework.abilities):
        raise Refusal(_("Choose at least one ability that it speaks for."), field="abilities")
    unfit = [slug for slug in content.abilities if content.kind not in framework.abilities[slug].evidence]
    if unfit:
        text = _(
            "This kind of evidence does not show %(codes)s. Untick what it does not show, or choose another kind."
        )
        raise Refusal(text % {"codes": ", ".join(code_of(slug) for slug in unfit)}, field="abilities")
    if content.made_on > clock.today(portfolio.person.time_zone):
        raise Refusal(_("This day lies ahead. Give the day on which it was made."), field="made_on")
    pair = content.mentorship
    if pair is not None and pair.mentor.person_id != portfolio.person_id:
        raise Refusal(_("Choose one of your own mentorships."), field="mentorship")
    if content.speaks_of_mentee and pair is None:
        raise Refusal(
            _("Say which mentorship it comes from, so that the mentee can be asked."), field="mentorship"
        )


def _keep_answer(row: Item, content: ItemContent) -> None:
    """What a mentee has answered about an item is theirs to change: the item does not get away from it."""
    same = content.mentorship is not None and content.mentorship.pk == row.mentorship_id
    if row.consent in ANSWERED and not (same and content.speaks_of_mentee):
        raise Refusal(
            _(
                "The mentee has answered about this item, and can change that at any time: it goes on speaking of them. For something else, add another item."
            ),
            field="speaks_of_mentee" if same else "mentorship",
        )


def _set(row: Item, content: ItemContent) -> None:
    """Another mentee is asked anew; whoever was asked and is still spoken of keeps their answer."""
    same = row.mentorship_id == (content.mentorship.pk if content.mentorship else None)
    row.kind, row.made_on, row.abilities = content.kind, content.made_on, list(content.abilities)
    row.mentorship = content.mentorship
    answered = same and row.consent != ConsentState.NOT_NEEDED
    if content.speaks_of_mentee and not answered:
        row.consent = CONSENT.after("ask", ConsentState.NOT_NEEDED)
        row.consent_asked_at, row.consent_answered_at = clock.now(), None
    elif not content.speaks_of_mentee:
        row.consent = ConsentState.NOT_NEEDED
        row.consent_asked_at = row.consent_answered_at = None


@transaction.atomic
def remove_item(*, actor: Person, item: Item) -> None:
    """Removes an item whose words and files are erased: that, its owner's browser alone can sign."""
    row = _locked(actor, item)
    if queries.holds_content(row):
        raise Refusal(_("Erase its words and files first, where you wrote them: only you can."))
    _record(events.ItemRemoved, actor, row)
    row.delete()


@transaction.atomic
def note_validation(*, referent: Person, item: Item, ability: str) -> None:
    """A referent mentor stands by an item, for one ability. Part of the action that has the right to say so."""
    row = Item.objects.select_for_update(of=("self",)).select_related("portfolio").get(pk=item.pk)
    if ability not in row.abilities:
        raise Refusal(_("This item does not speak for that ability."))
    if referent.pk == row.portfolio.person_id:
        raise Refusal(_("Nobody validates their own evidence."))
    _row, new = Validation.objects.get_or_create(item=row, ability=ability, defaults={"referent": referent})
    if new:
        _record(events.ItemValidated, referent, row, ability=ability)


def _locked(actor: Person, item: Item) -> Item:
    rows = Item.objects.select_for_update(of=("self",)).select_related(
        "portfolio__person", "portfolio__version__organisation"
    )
    row = rows.filter(pk=item.pk).first()
    if row is None:
        raise Refusal(_("This item is no longer there."))
    policies.require_owner(actor, row.portfolio)
    return row


def _record_asked(actor: Person, row: Item) -> None:
    assert row.mentorship is not None
    programme = row.mentorship.programme_id
    _record(events.ConsentAsked, actor, row, pair_id=row.mentorship_id, programme_id=programme)


def _record(fact: type[events.ItemFact], actor: Person, row: Item, **more: Any) -> None:
    record(fact, actor, row.portfolio, item_id=row.pk, kind=row.kind, **more)
