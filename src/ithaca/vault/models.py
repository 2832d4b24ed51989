from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record

PERSON = settings.AUTH_USER_MODEL


class Keyring(Record):
    """That a person has a keyring. The keyring itself exists only in browsers and, wrapped, in `Wrap`."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    scheme = models.CharField(max_length=20)
    # What the person's vault remembers (pins, revisions seen), sealed to the person; counted, to show a rollback.
    ledger = models.BinaryField()
    generation = models.PositiveIntegerField(default=1)


class Wrap(Record):
    """The keyring under one way of unlocking: a symmetric age file."""

    keyring = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="wraps")
    way = models.CharField(max_length=40)  # passphrase, kit, or passkey:… (rules.is_way)
    file = models.BinaryField()
    proven_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keyring", "way"], name="one_wrap_per_way")]


class FormerWrap(Record):
    """A wrap that was replaced: of former keys, so that an old kit found again opens what it opened; or of the
    present ones for a while, so that nobody at an open browser destroys a vault."""

    keyring = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="former_wraps")
    way = models.CharField(max_length=40)
    file = models.BinaryField()
    until = models.DateTimeField(null=True)  # null: kept for good


class KeyCard(Record):
    """A person's public keys, signed; each card names the one before it."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    jws = models.TextField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="card_number_once")]
        ordering = ["number"]


class Room(Record):
    """A set of members and what they wrote, which nobody else can open."""

    purpose = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)  # readable from then on, nothing is added
    destroyed_at = models.DateTimeField(null=True)  # its key is gone, and so is everything written under it


class RoomMember(Record):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="member_once")]


class Epoch(Record):
    """A room key's time of service; a new one begins when a member leaves or a key is lost."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="epochs")
    number = models.PositiveIntegerField()
    recipient = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="epoch_number_once")]


class Grant(Record):
    """The room key of one epoch, sealed to one member and signed by who made it."""

    epoch = models.ForeignKey(Epoch, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    file = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["epoch", "member"], name="one_grant_per_member")]


class ContentObject(Record):
    """Something written in a room: its kind and its author are facts, its revisions are ciphertext."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="contents")
    kind = models.CharField(max_length=20)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    head = models.PositiveIntegerField(default=0)
    # An opaque id of the fact that the content belongs to (a meeting, a goal), where there is one.
    about = models.UUIDField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    destruction = models.TextField(blank=True)  # what its author has signed on destroying it


class Revision(Record):
    content = models.ForeignKey(ContentObject, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    file = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "number"], name="revision_number_once")]
        ordering = ["number"]


class Attachment(Record):
    """The sealed bytes of a document, kept as a file under the attachment's id; its name is in the room's text.

    The object that tells of it carries its id as `about`.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="attachments")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    parts = models.PositiveIntegerField(default=0)  # received so far, in order
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    completed_at = models.DateTimeField(null=True)


class FrozenCopy(Record):
    """One revision of a text, signed again by its author and sealed to a reader outside the room."""

    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    content = models.ForeignKey(ContentObject, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of that revision's own file
    file = models.BinaryField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None) | models.Q(file=b""), name="revoked_copy_is_empty"
            )
        ]


class Draft(Record):
    """Unfinished text, sealed to its author alone. The object may not exist yet."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    object_id = models.UUIDField()
    file = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "object_id"], name="one_draft_per_object")]
