"""Keys and sealed texts: nobody's key is left behind, and what others can read stays theirs."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_proof, for_a_time, of_nobody, rows, with_account
from ithaca.vault import actions
from ithaca.vault.actions.copies import withdraw_copies
from ithaca.vault.models import ContentObject, Draft, Grant, KeyCard, Keyring, RoomMember
from ithaca.vault.rules import SEAL


def erase(person: Person) -> None:
    """What only this person could open is destroyed. Their cards stay where others read what they have signed."""
    rooms = RoomMember.objects.filter(person=person, left_at=None).order_by("room_id")
    for room_id in list(rooms.values_list("room_id", flat=True)):
        actions.leave_room(actor=person, room_id=room_id)
    # What a programme has shown of its documents is the programme's, whoever's browser showed it.
    withdraw_copies((Q(owner=person) & ~Q(content__room__purpose=SEAL)) | Q(reader=person))
    Grant.objects.filter(member=person).delete()
    Draft.objects.filter(person=person).delete()
    Keyring.objects.filter(person=person).delete()
    if not RoomMember.objects.filter(room__destroyed_at=None, room__members__person=person).exists():
        KeyCard.objects.filter(person=person).delete()


def export(person: Person) -> dict[str, object]:
    """Facts alone: the texts leave by the export of the confidential space, which only its owner's browser can make."""
    mine = RoomMember.objects.filter(person=person).order_by("created_at", "id")
    written = ContentObject.objects.filter(author=person).order_by("created_at", "id")
    return {
        "rooms": rows(mine, room="room_id", purpose="room__purpose", since="created_at", left="left_at"),
        "written": rows(written, "id", "kind", room="room_id", at="created_at", destroyed="destroyed_at"),
        "public_keys": rows(KeyCard.objects.filter(person=person), "number", "jws", made="created_at"),
    }


personal_data.register(
    personal_data.Part(
        app="vault",
        title=gettext_lazy("Rooms and public keys, without the encrypted texts"),
        rules={
            "Keyring": with_account(
                "That somebody has keys, and what their vault remembers, sealed to them."
            ),
            "Wrap": with_account("The keys under each way of opening them, sealed."),
            "FormerWrap": with_account(
                "Replaced ones, sealed.", "Those of present keys go after some days, with the clock."
            ),
            "KeyCard": as_proof(
                "Public keys, signed.",
                "They verify what others still read; no key that opens anything is in them.",
            ),
            "Room": of_nobody("Rooms: their purpose, and whether they are closed or destroyed."),
            "RoomMember": as_proof("Who was in which room, from when to when."),
            "Epoch": of_nobody("The times of service of a room’s keys."),
            "Grant": with_account("A room’s key, sealed to one member."),
            "ContentObject": as_proof(
                "That something was written: its kind, its author, its room.",
                "As long as the other member keeps the room.",
            ),
            "Revision": as_proof(
                "Sealed texts.", "As long as the other member keeps the room; one’s own rooms are destroyed."
            ),
            "Attachment": as_proof(
                "Sealed documents.",
                "As long as the other member keeps the room; one’s own rooms are destroyed.",
            ),
            "FrozenCopy": with_account("Texts shown to a reader outside the room, sealed to that reader."),
            "Draft": for_a_time("Unfinished texts, sealed to their author.", "until finished or given up"),
        },
        erase=erase,
        export=export,
        forget=(actions.forget_replaced_wraps, actions.sweep_attachments),
    )
)
