"""Rules around the end."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.mentorships.next_step.step import Situation, Step
from ithaca.mentorships.states import MentorshipState


def close_well(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.SEPARATION:
        return None
    return Step(
        _("Close well"),
        _("Look back on goals and progress, say how you stay in touch, then both agree to close."),
        _("Go through the closing"),
        reverse("mentorships:closing", args=[at.row.pk]),
        waits=True,
        icon="flag",
    )


def official_end(at: Situation) -> Step | None:
    if at.row.official_end_at is None or at.row.goes_on_since is not None:
        return None
    return Step(
        _("The agreed number of meetings is reached"),
        _("Decide together: go on, or close."),
        _("Decide together"),
        f"{at.page}#decision",
        waits=True,
        icon="flag",
    )
