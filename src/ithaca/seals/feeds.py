"""The last changes of seals as Atom."""

from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ithaca.editions.limits import printable
from ithaca.networks.models import Network
from ithaca.seals import addresses, queries
from ithaca.seals.presentation.registry import Public, public

LAST = 50


def atom(network: Network | None, language: str) -> str:
    """What was awarded, suspended, put back or withdrawn last; an entry keeps its id and changes its date."""
    with translation.override(language):
        home, here = addresses.of_registry(network), addresses.of_feed(network, "atom")
        feed = Atom1Feed(_title(network), home, "", language=language, feed_url=here, feed_guid=here)
        for row in queries.changes(network)[:LAST]:
            _add(feed, public(row))
        return feed.writeString("utf-8")


def _title(network: Network | None) -> str:
    if network is None:
        return _("Quality seals of mentoring programmes")
    return printable(_("Quality seals of %(network)s") % {"network": network.name})


def _add(feed: Atom1Feed, told: Public) -> None:
    words = {"level": told.level.label, "network": told.row.network.name, "scheme": told.scheme}
    title = f"{told.programme}, {told.organisation}: {told.level.label} – {told.standing_label}"
    feed.add_item(
        printable(title),  # one sign that XML does not know would take the whole feed away
        told.address,
        printable(_("%(level)s of %(network)s, %(scheme)s") % words),
        unique_id=told.address,
        pubdate=told.seal.valid_from,
        updateddate=told.told_at,
    )
