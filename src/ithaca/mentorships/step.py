from dataclasses import dataclass

from django.urls import reverse

from ithaca.mentorships.models import Mentorship


@dataclass(frozen=True)
class Step:
    """A sentence, what to press, and whether somebody waits for it."""

    title: str
    text: str
    action: str = ""
    url: str = ""
    waits: bool = False
    post: bool = False


def room_url(row: Mentorship) -> str:
    return reverse("mentorships:room", args=[row.pk])
