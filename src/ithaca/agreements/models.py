from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.vault.models import ContentObject


class Agreement(Record):
    """A pair's mentoring agreement: the text is a content object of their room, the signatures stand here."""

    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    effective_at = models.DateTimeField(null=True)  # both signed the same revision
    effective_revision = models.PositiveIntegerField(null=True)  # that one; a newer one is under discussion


class Signature(Record):
    """A member's signature of one revision; a changed text needs both signatures anew."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    revision_sha256 = models.CharField(max_length=64)
    jws = models.TextField()  # made with the signer's vault key

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "person", "revision"], name="signed_once")
        ]
