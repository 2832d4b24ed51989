"""The pages of a network, by who looks at them: parts of pages.py."""

from collections.abc import Iterator

from ithaca.kernel import clock
from ithaca.networks.models import Membership, Network, NetworkLetter
from ithaca.programmes.models import Programme
from tests.browser.research_pages import research_pages
from tests.browser.scheme_pages import scheme_pages


def letter_of_a_network(name: str) -> str:
    """The page on which somebody of the demo answers that they may join with an organisation."""
    row, _made = NetworkLetter.objects.get_or_create(
        network=Network.objects.get(slug="deux-rives"),
        asks="member",
        email=f"{name}@demo.example.org",
        defaults={"language": "fr", "sent_at": clock.now()},
    )
    return f"/networks/letters/{row.pk}/"


def networks_pages(_programme: Programme) -> Iterator[str]:
    """As an administrator of a network sees them."""
    start = "/networks/grand-large/"
    rows = Membership.objects.filter(network__slug="grand-large")
    asking, member = rows.get(state="asked"), rows.get(organisation__slug="les-voiles")
    yield from (f"{start}{page}/" for page in ("settings", "people", "members"))
    yield from (f"{start}members/invite/", f"{start}members/{asking.pk}/decline/")
    yield from (f"{start}members/{member.pk}/{page}" for page in ("", "suspend/", "exclude/"))
    yield from scheme_pages()
    yield from research_pages()
