"""How kinds of mail and ways to get it are called."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.notifications.kinds import Delivery, Kind


@dataclass(frozen=True)
class Label:
    name: Promise
    hint: Promise
    icon: str


KINDS: dict[Kind, Label] = {
    Kind.REQUESTS: Label(
        _("Requests"), _("A mentee turns to you, a mentor answers you, somebody is proposed to you."), "send"
    ),
    Kind.MEETINGS: Label(
        _("Meetings"),
        _(
            "Planned, moved, cancelled, missed. Invitations for your calendar come at once also with the digest."
        ),
        "calendar",
    ),
    Kind.DECISIONS: Label(
        _("Decisions of the pair"),
        _("The beginning, the agreement, what you decide together, the end."),
        "handshake",
    ),
    Kind.ROOM: Label(
        _("Messages and room"),
        _("That something new stands in your room; never what it says."),
        "messages-square",
    ),
    Kind.PROGRAMME: Label(_("Life of the programme"), _("Your application, news, trainings."), "compass"),
    Kind.COORDINATION: Label(
        _("Coordination"),
        _("What waits for you as somebody who coordinates: applications above all."),
        "users",
    ),
    Kind.REMINDERS: Label(
        _("Reminders"),
        _("A meeting tomorrow, an answer that somebody waits for. Once for each thing."),
        "bell",
    ),
    Kind.ACCOUNT: Label(_("Account and safety"), _("Addresses, passwords, keys."), "shield-check"),
    Kind.DIGEST: Label(
        _("Daily digest"), _("One mail a day, with what you have chosen to get together."), "inbox"
    ),
}
DELIVERIES: dict[Delivery, Promise] = {
    Delivery.AT_ONCE: _("At once"),
    Delivery.DIGEST: _("Daily digest"),
    Delivery.OFF: _("No mail"),
}
