"""Marc has asked how others see him: one round that is over and shown, one that is running and waits for Inès."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.catalogue.models.questionnaire import RECOMMENDATION
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.perspectives import actions, queries

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

OTHERS = ("collegue@demo.example.org", "ancienne.collegue@demo.example.org", "formatrice@demo.example.org")


def tell(world: "World") -> None:
    marc = world.people["Marc"]
    with clock.telling(world.now - timedelta(days=70)):
        first = actions.begin(person=marc, id=new_id(), days=14)
        actions.ask(actor=marc, row=first, mentees=queries.mentees_of(marc), emails=OTHERS)
        items = queries.items_of(queries.questionnaire_of(first))
        for n, each in enumerate(queries.asked_in(first)):
            answers = {
                item.slug: min(item.high, 1 + n % 2 if item.reversed else 3 + (n + m) % 3)
                for m, item in enumerate(items)
            }
            answers[RECOMMENDATION] = 8 + n % 3
            actions.answer(token=queries.token_of(each), answers=answers)
    with clock.telling(world.now - timedelta(days=50)):
        first.refresh_from_db()
        actions.show(actor=marc, row=first, shown=True)
    with clock.telling(world.now - timedelta(days=5)):
        second = actions.begin(person=marc, id=new_id())
        actions.ask(actor=marc, row=second, mentees=[world.people["Inès"]])
