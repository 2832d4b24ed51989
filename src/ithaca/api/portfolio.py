"""Where the room of one's portfolios is, and the facts of what belongs into it. What it says is sealed."""

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router

from ithaca.accounts.who import viewer
from ithaca.api.access import own
from ithaca.api.vault_shapes import Shape
from ithaca.competences import queries
from ithaca.vault.queries import own_room
from ithaca.vault.rules import PORTFOLIO

router = Router(tags=["portfolio"])


@router.get("")
@own
def portfolio(request: HttpRequest) -> Shape:
    person, language = viewer(request), get_language() or "fr"
    room = own_room(person, purpose=PORTFOLIO)
    items: list[Shape] = []
    portfolios: list[Shape] = []
    for row in queries.portfolios_of(person):
        words = queries.framework(row.version).text(language)
        portfolios.append({"id": str(row.pk), "title": words.title, "abilities": dict(words.abilities)})
        mine = queries.items_of(row)
        letters = queries.labels(row, mine)
        for each in mine:
            kind = words.kinds.get(each.kind)
            items.append(
                {
                    "id": str(each.pk),
                    "kind": kind.label if kind else each.kind,
                    "made_on": each.made_on.isoformat(),
                    "abilities": each.abilities,
                    "letter": letters[each.mentorship_id] if each.mentorship_id else "",
                    "mentorship": str(each.mentorship_id) if each.mentorship_id else None,
                    "portfolio": str(row.pk),
                }
            )
    return {"room": str(room.pk) if room else None, "items": items, "portfolios": portfolios}
