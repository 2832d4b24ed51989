from django.conf import settings
from django.db import models

from ithaca.kernel import clock
from ithaca.kernel.records import Record


class Notice(Record):
    """That somebody was told of a fact: one line in the product, as the subject of a mail would say it."""

    key = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=300)  # where it leads
    made_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="notice_newest_first"),
            models.Index(fields=["person"], condition=models.Q(seen_at=None), name="notice_unseen"),
            models.Index(fields=["made_at"], name="notice_by_age"),
        ]
