from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record
from ithaca.perspectives.rules import Group

PERSON = settings.AUTH_USER_MODEL


class Round(Record):
    """One time that a mentor asks others. The answers are counts, by group, question and value: see `rules`."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    questionnaire = models.CharField(max_length=80)  # catalogue `slug@version`
    ends_at = models.DateTimeField()  # nobody answers from then on
    ended = models.BooleanField(default=False)  # before its time, by whoever asked
    counts = models.JSONField()
    shown = models.BooleanField(default=False)  # as evidence, to whoever assesses

    class Meta:
        ordering = ["-created_at", "-id"]


class Invitation(Record):
    """Whom the round asks, and whether they have answered; not when, and nothing that leads to what."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    group = models.CharField(max_length=8, choices=[(group.value, group.value) for group in Group])
    person = models.ForeignKey(PERSON, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254, blank=True)  # of whoever has no account
    language = models.CharField(max_length=5)
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(email=""), name="perspective_of_one"),
            models.UniqueConstraint(
                fields=["round", "person"], condition=Q(person__isnull=False), name="person_asked_once"
            ),
            models.UniqueConstraint(
                fields=["round", "email"], condition=~Q(email=""), name="address_asked_once"
            ),
        ]
