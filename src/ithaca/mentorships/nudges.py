"""The kind words that a coordinator can send to both of a pair, ready-made, so that nobody is scolded by mistake."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NUDGE_DAYS = 7  # at most one in so many days


@dataclass(frozen=True)
class Ready:
    """A word: what it is for, as the coordinator chooses it, and what the two read."""

    title: Promise
    text: Promise


WORDS: dict[str, Ready] = {
    "news": Ready(
        _("Ask how they are"),
        _(
            "I am thinking of you both: how is it going? You owe me no report. If something is in the way, write to me or call me."
        ),
    ),
    "date": Ready(
        _("Encourage them to choose a date"),
        _(
            "It has been a while since your last meeting. Choose a date together, even for a short one: fifteen minutes are enough to take up the thread."
        ),
    ),
    "record": Ready(
        _("Ask them to bring the page up to date"),
        _(
            "Have you met, or could you not? One click on the page of your mentorship says so. Nothing of what you told each other is asked."
        ),
    ),
}
