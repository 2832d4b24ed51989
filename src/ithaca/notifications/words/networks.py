"""Mail around networks: an address is asked, an organisation asks or leaves, a network answers or suspends."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks import queries
from ithaca.networks.models import Role
from ithaca.notifications.post import Told, Words, tell
from ithaca.notifications.words.addresses import Asked, write_to_address
from ithaca.organisations.queries import administrators

WHY_NETWORK = _("You get this mail because you administer the network %(network)s.")
WHY_ORGANISATION = _("You get this mail because you administer %(organisation)s.")
HOW = _("Sign in with this address, or create an account for it, then agree or decline on this page:")
TO_PEOPLE: dict[str, tuple[Promise, Promise]] = {
    Role.ADMINISTRATOR: (
        _("You are asked to administer the network %(network)s"),
        _("%(who)s asks you to administer the network %(network)s on Ithaca."),
    ),
    Role.AUDITOR: (
        _("The network %(network)s asks you to audit programmes"),
        _(
            "%(who)s asks you to be one of the auditors of the network %(network)s on Ithaca: to read what programmes hand in for its seal, to talk with their people, and to report. You are named file by file."
        ),
    ),
    Role.COMMITTEE: (
        _("The network %(network)s asks you to sit on its committee"),
        _(
            "%(who)s asks you to sit on the committee of the network %(network)s on Ithaca, which decides on its seal."
        ),
    ),
}
TO_NETWORK = {
    "ask": Words(
        _("%(organisation)s asks to join %(network)s"),
        _("%(organisation)s would like to be a member of %(network)s. Accept or decline the request here."),
        WHY_NETWORK,
    ),
    "join": Words(
        _("%(organisation)s has joined %(network)s"),
        _("%(organisation)s has followed your invitation and is a member of %(network)s now."),
        WHY_NETWORK,
    ),
    "leave": Words(
        _("%(organisation)s has left %(network)s"),
        _(
            "%(organisation)s is no longer a member of %(network)s. Its programmes have left the network’s page, and its counts are no longer among yours."
        ),
        WHY_NETWORK,
    ),
}
DECLINED = {
    "member": Words(
        _("Somebody has declined your invitation to %(network)s"),
        _(
            "An address that %(network)s had invited would rather not join. Those who have not answered yet stand on the page of its members."
        ),
        WHY_NETWORK,
    ),
    "administrator": Words(
        _("Somebody would rather not administer %(network)s"),
        _(
            "An address that was asked to administer %(network)s has declined. Those who have not answered yet stand on the page of its people."
        ),
        WHY_NETWORK,
    ),
    "auditor": Words(
        _("Somebody would rather not audit for %(network)s"),
        _(
            "An address that was asked to audit programmes for %(network)s has declined. Those who have not answered yet stand on the page of its people."
        ),
        WHY_NETWORK,
    ),
    "committee": Words(
        _("Somebody would rather not decide for %(network)s"),
        _(
            "An address that was asked to join the committee of %(network)s has declined. Those who have not answered yet stand on the page of its people."
        ),
        WHY_NETWORK,
    ),
}
TO_ORGANISATION = {
    "accept": Words(
        _("%(organisation)s is a member of %(network)s now"),
        _(
            "%(network)s has accepted your request. Coordinators can now let the network’s page name their programmes: each decides for theirs, in the presentation of the set-up."
        ),
        WHY_ORGANISATION,
    ),
    "decline": Words(
        _("%(network)s has declined your request"),
        _("%(organisation)s does not become a member of %(network)s for now. You read the reason here."),
        WHY_ORGANISATION,
    ),
    "suspend": Words(
        _("Your membership of %(network)s is suspended"),
        _(
            "%(network)s has suspended the membership of %(organisation)s. Until it is back in force, your programmes are not on the network’s page. You read the reason here."
        ),
        WHY_ORGANISATION,
    ),
    "reinstate": Words(
        _("Your membership of %(network)s is in force again"),
        _("%(organisation)s is a full member of %(network)s again."),
        WHY_ORGANISATION,
    ),
    "exclude": Words(
        _("Your membership of %(network)s has ended"),
        _("%(network)s has ended the membership of %(organisation)s. You read the reason here."),
        WHY_ORGANISATION,
    ),
}


@reacts_to("network.letter sent")
def ask_the_address(event: Event) -> None:
    row = queries.letter(UUID(str(event.facts["letter_id"])))
    if row is None:
        return
    path = reverse("networks:answer_letter", args=[row.pk])
    if row.asks in TO_PEOPLE:
        asked = Asked(*TO_PEOPLE[row.asks], HOW, path)
    else:
        asked = Asked(
            _("%(network)s invites your organisation"),
            _(
                "%(who)s invites your organisation to become a member of the network %(network)s on Ithaca. It costs nothing of your independence: the network sees counts of your programmes, never names."
            ),
            HOW,
            path,
        )
    who = row.sent_by.name if row.sent_by else row.network.name
    write_to_address(event, row, asked, {"who": who, "network": row.network.name})


@reacts_to("network.letter declined")
def tell_whoever_asked(event: Event) -> None:
    """Without the name of whoever has declined: all that the network knew of them is an address."""
    network = queries.network(event.subject_id)
    if network is None:
        return
    asks = str(event.facts["asks"])
    page = "people" if asks in Role.values else "members"
    path = reverse(f"networks:{page}", args=[network.slug])
    people = [each.person for each in queries.people_of(network, "administrator")]
    values = {"network": network.name}
    told = [Told(person, DECLINED[asks], path, values) for person in people if person.pk != event.actor_id]
    tell(event, told)


@reacts_to("membership.moved")
def tell_the_other_side(event: Event) -> None:
    """Whoever answers for the side that did not act."""
    row, step = queries.membership(event.subject_id), event.facts["step"]
    if row is None:
        return
    if step in TO_NETWORK:
        words, path = TO_NETWORK[step], reverse("networks:member", args=[row.network.slug, row.pk])
        people: Iterable[Person] = [each.person for each in queries.people_of(row.network, "administrator")]
    elif step in TO_ORGANISATION:
        words, path = TO_ORGANISATION[step], reverse("networks:of_organisation", args=[row.organisation.slug])
        people = [each.person for each in administrators(row.organisation)]
    else:
        return
    values = {"network": row.network.name, "organisation": row.organisation.name}
    tell(event, [Told(person, words, path, values) for person in people if person.pk != event.actor_id])
