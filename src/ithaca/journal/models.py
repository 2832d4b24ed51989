from typing import NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ithaca.kernel import clock


class Event(models.Model):
    """Who did what to which subject, when. Never what anybody wrote to anybody."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    verb = models.CharField(max_length=60)
    # Plain ids without foreign keys: the journal outlives what it speaks of.
    actor_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    programme_id = models.UUIDField(null=True)
    within_id = models.UUIDField(null=True)  # the pair that the subject (a meeting, a goal) belongs to
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "id"], name="journal_by_subject"),
            models.Index(fields=["programme_id", "verb", "at"], name="journal_by_programme"),
            models.Index(
                fields=["within_id", "id"], condition=models.Q(within_id__isnull=False), name="journal_within"
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("The journal is append-only.")


class Undispatched(models.Model):
    """An event whose reactions have not run yet. Inserted with the event, deleted with the reactions."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.CASCADE, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now, db_index=True)
    last_error = models.TextField(blank=True)
