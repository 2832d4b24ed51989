"""Mail around keys: a change that its owner and those in a room with them must hear of."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts import queries as accounts
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Words, write
from ithaca.vault import queries as vault

OWNER = Words(
    _("Your confidential space has new keys"),
    _(
        "New keys were made for your confidential space. Rooms open to them again once the other person has compared the safety number with you. If it was not you, change your password now and tell your coordinator."
    ),
    _("You get this mail because it concerns the safety of your account."),
)
OTHERS = Words(
    _("%(who)s has made new keys"),
    _(
        "%(who)s has made new keys for the confidential space, after a loss or to be safe. Call each other or meet, compare the safety number shown in your room, then grant the room again: until then it stays closed to %(who)s."
    ),
    _("You get this mail because you share a room."),
)
AGAIN = Words(
    _("Your confidential space is open to you again"),
    _("%(who)s has compared the safety number with you and opened it again: what you both wrote is there."),
    _("You get this mail because you share a room."),
)


@reacts_to("vault.keyring_renewed")
def renewed(event: Event) -> None:
    person = accounts.people([event.actor_id] if event.actor_id else []).first()
    if person is None:
        return
    write(event, person, OWNER, reverse("vault:own"))
    others = {member.person_id: member.person for member in vault.people_in_rooms_with(person)}
    for other in others.values():
        write(event, other, OTHERS, reverse("mentorships:index"), values={"who": person.name})


@reacts_to("vault.room_granted_again")
def granted_again(event: Event) -> None:
    granted_to, granter = UUID(str(event.facts["person_id"])), event.actor_id
    people = {row.pk: row for row in accounts.people([one for one in (granted_to, granter) if one])}
    granted, by = people.get(granted_to), people.get(granter) if granter else None
    if granted is not None and by is not None:
        write(event, granted, AGAIN, reverse("mentorships:index"), values={"who": by.name})
