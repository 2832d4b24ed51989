"""Steps of whoever is asked to answer for an organisation or a network, and of whom a network waits for."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.networks import queries as networks
from ithaca.networks.models import Network, NetworkLetter
from ithaca.organisations import queries as organisations
from ithaca.web.home.step import Step


def asked(person: Person) -> Iterator[Step]:
    """Letters to one of their addresses that wait for a yes or a no."""
    addresses = proven_addresses(person)
    for to_organisation in organisations.letters_to(addresses):
        name = {"name": to_organisation.organisation.name}
        url = reverse("organisations:index")
        yield Step(_("You are asked to administer %(name)s") % name, url, _("Answer"), "mail", urgent=True)
    for letter in networks.letters_to(addresses):
        name = {"name": letter.network.name}
        url = reverse("networks:answer_letter", args=[letter.pk])
        if letter.asks == NetworkLetter.Asks.ADMINISTRATOR:
            title = _("You are asked to administer %(name)s") % name
        else:
            title = _("%(name)s invites your organisation") % name
        yield Step(title, url, _("Answer"), "mail", urgent=True)


def to_answer(administered: Sequence[Network]) -> Iterator[Step]:
    """Organisations that ask to join."""
    for row in networks.requests_to(administered) if administered else ():
        title = _("%(organisation)s asks to join %(network)s")
        names = {"organisation": row.organisation.name, "network": row.network.name}
        url = reverse("networks:member", args=[row.network.slug, row.pk])
        yield Step(title % names, url, _("Answer"), "globe", urgent=True)
