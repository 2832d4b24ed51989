"""Two networks, three more organisations, and memberships in every state."""

from functools import partial
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.cli.demo.people import somebody
from ithaca.kernel.ids import new_id
from ithaca.networks import actions
from ithaca.networks.actions import NetworkContent
from ithaca.networks.models import Membership, Network, NetworkRole
from ithaca.networks.queries import letters_of
from ithaca.organisations.models import Administrator, Organisation
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Programme

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

GRAND_LARGE = NetworkContent(
    name="Réseau Grand Large",
    languages=["fr", "en"],
    presentation={
        "fr": "Des associations et des institutions de toute la France qui font du mentorat avec soin. Nous partageons nos outils, nous nous rendons visite et nous parlons de ce qui ne va pas.",
        "en": "Associations and institutions from all over France that mentor with care. We share our tools, visit each other and talk about what goes wrong.",
    },
    countries=["FR"],
    website="https://grand-large.example.org/",
    public=True,
)
DEUX_RIVES = NetworkContent(
    name="Archipel des Deux Rives",
    languages=["fr"],
    presentation={
        "fr": "Du Léman au Saint-Laurent, des programmes francophones qui comparent leurs façons de faire et s’ouvrent leurs portes."
    },
    countries=["BE", "CA", "CH", "FR"],
    public=True,
)
# name, address, country, region, who founded it, how its programme is called
MORE = (
    ("L’Amarre", "l-amarre", "BE", "BE-WAL", "Béatrice Claes", {"fr": "Premiers nœuds", "en": "First knots"}),
    ("Cap Léman", "cap-leman", "CH", "CH-VD", "Joël Rochat", {"fr": "Vent de face", "en": "Headwind"}),
    ("Port-Neuf", "port-neuf", "CA", "CA-QC", "Maude Lavoie", {"fr": "Bon quart", "en": "Good watch"}),
)

# Of Deux Rives, besides Joël; none of them has to do with a member.
SEATS = {
    "administrator": ("Solveig",),
    "auditor": ("Ysaline", "Tancrède", "Noor"),
    "committee": ("Ludivine", "Edmond", "Rosine"),
}


def tell(world: "World") -> None:
    world.at(170, lambda: _found(world))
    people = world.people
    houses = {row.slug: row for row in Organisation.objects.all()}
    large, rives = (Network.objects.get(slug=slug) for slug in ("grand-large", "deux-rives"))
    oriane, joel = people["Oriane"], people["Joël"]
    world.at(165, lambda: _invite(oriane, large, people["Alma"], houses["les-voiles"]))
    world.at(160, lambda: _ask(people["Hélène"], houses["caisse-du-midi"], large, by=oriane))
    world.at(120, lambda: _invite(joel, rives, people["Alma"], houses["les-voiles"]))
    for name, house in (("Béatrice", "l-amarre"), ("Joël", "cap-leman"), ("Maude", "port-neuf")):
        world.at(100, partial(_ask, people[name], houses[house], rives, by=joel))
    world.at(50, lambda: _ask(people["Joël"], houses["cap-leman"], large, by=oriane))
    world.at(30, lambda: actions.leave(actor=joel, membership=_row(houses["cap-leman"], large)))
    why = "Le rapport annuel n’est pas arrivé, malgré deux rappels."
    world.at(20, lambda: actions.suspend(actor=joel, membership=_row(houses["port-neuf"], rives), reason=why))
    world.at(4, lambda: _ask(people["Béatrice"], houses["l-amarre"], large))
    world.at(3, lambda: _ask(people["Hélène"], houses["caisse-du-midi"], rives))
    world.at(2, lambda: _write(oriane, large, "direction@phare.example.org"))
    world.at(79, lambda: _seat(world, joel, rives))
    Programme.objects.filter(organisation__in=houses.values()).exclude(name__fr="Au large").update(
        listed=True
    )


def _seat(world: "World", actor: Person, network: Network) -> None:
    """Whoever is asked for a role in the network says yes."""
    world.people["Solveig"] = somebody("Solveig Berger", password=actor.password)
    for asks, names in SEATS.items():
        for name in names:
            person = world.people[name]
            _write(actor, network, person.email, asks)
            letter = letters_of(network, asks).get(email=person.email)
            actions.accept_role(actor=person, id=letter.pk)


def _found(world: "World") -> None:
    for name, slug, country, region, founder, programme in MORE:
        first = founder.split()[0]
        person = world.people[first] = somebody(founder, password=world.people["Oriane"].password)
        house = Organisation.objects.create(name=name, slug=slug, country=country, region=region)
        Administrator.objects.create(person=person, organisation=house)
        made = programmes.create_programme(
            actor=person,
            id=new_id(),
            organisation=house,
            template="association-directory",
            languages=["fr", "en"],
            name=programme,
        )
        programmes.open_programme(actor=person, programme=made)
    for slug, content, who in (("grand-large", GRAND_LARGE, "Oriane"), ("deux-rives", DEUX_RIVES, "Joël")):
        network = Network.objects.create(name=content.name, slug=slug)
        NetworkRole.objects.create(network=network, person=world.people[who], role="administrator")
        actions.change_network(actor=world.people[who], network=network, content=content)


def _row(organisation: Organisation, network: Network) -> Membership:
    rows = Membership.objects.select_related("organisation", "network")
    return rows.get(organisation=organisation, network=network)


def _write(actor: Person, network: Network, email: str, asks: str = "member") -> None:
    actions.write_to(actor=actor, network=network, email=email, asks=asks)


def _invite(actor: Person, network: Network, who: Person, organisation: Organisation) -> None:
    _write(actor, network, who.email)
    letter = letters_of(network, "member").get(email=who.email)
    actions.join_by_letter(actor=who, id=letter.pk, organisation=organisation)


def _ask(actor: Person, organisation: Organisation, network: Network, *, by: Person | None = None) -> None:
    """A request; accepted at once by whoever is named."""
    made = actions.ask_to_join(actor=actor, organisation=organisation, network=network)
    if by is not None:
        actions.accept_request(actor=by, membership=_row(organisation, network))
    else:
        assert made.state == "asked"
