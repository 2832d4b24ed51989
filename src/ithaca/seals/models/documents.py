from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.seals.models.files import SealFile
from ithaca.vault.models import Room

PERSON = settings.AUTH_USER_MODEL


class FileRoom(Record):
    """Where the documents of a file lie, sealed: a room of those who answer for the programme at the time."""

    file = models.OneToOneField(SealFile, on_delete=models.CASCADE, related_name="place")
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="+")


class Document(Record):
    """
    A document in support of some standards. It has the id of the sealed text that tells of it: its title, its name and
    the note beside it are known to those who can open the room alone.
    """

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)  # of evidence, by the scheme
    standards = models.JSONField(default=list)  # slugs
    added_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
