"""The last changes of seals as Atom."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ithaca.networks.models import Network
from ithaca.seals import addresses, queries
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.registry import Public, public

LAST = 50


class Changes(Feed[Public, Network | None]):
    """What was awarded, suspended, put back or withdrawn last; an entry keeps its id and changes its date."""

    feed_type = Atom1Feed

    def __init__(self, network: Network | None, language: str) -> None:
        self.network, self.language = network, language

    def title(self) -> str:
        if self.network is None:
            return _("Quality seals of mentoring programmes")
        return _("Quality seals of %(network)s") % {"network": self.network.name}

    def link(self) -> str:
        return addresses.of_registry(self.network)

    def feed_url(self) -> str:
        return addresses.of_feed(self.network, "atom")

    def items(self) -> list[Public]:
        rows: list[SealFile] = list(queries.changes(self.network)[:LAST])
        return [public(row) for row in rows]

    def item_title(self, item: Public) -> str:
        return f"{item.programme}, {item.organisation}: {item.level.label} – {item.standing_label}"

    def item_description(self, item: Public) -> str:
        return _("%(level)s of %(network)s, %(scheme)s") % {
            "level": item.level.label,
            "network": item.row.network.name,
            "scheme": item.scheme,
        }

    def item_link(self, item: Public) -> str:
        return item.address

    def item_guid(self, item: Public) -> str:
        return item.address

    def item_pubdate(self, item: Public) -> datetime:
        return item.seal.valid_from

    def item_updateddate(self, item: Public) -> datetime:
        return item.told_at


def atom(request: HttpRequest, network: Network | None) -> str:
    """In one language for everybody who asks at one address: `?lang=en`, else French."""
    asked = request.GET.get("lang", "")
    language = asked if asked in addresses.LANGUAGES else addresses.LANGUAGES[0]
    with translation.override(language):
        return Changes(network, language).get_feed(None, request).writeString("utf-8")
