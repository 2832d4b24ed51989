"""Rules of the launch: meet, exchange CVs, be willing, sign."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.mentorships.next_step.step import Situation, Step
from ithaca.mentorships.states import MentorshipState


def _before_first_meeting(at: Situation) -> bool:
    return at.row.state == MentorshipState.LAUNCH and not at.row.contacts


def _plan(at: Situation, text: str) -> Step:
    return Step(
        _("Plan your first meeting"),
        text,
        _("Plan the meeting"),
        at.plan,
        waits=at.role == "mentee",
        icon="calendar-plus",
    )


def mentee_plans_first(at: Situation) -> Step | None:
    """The mentee leads: dates first, then what goes before the meeting."""
    if not _before_first_meeting(at) or at.planned or at.role != "mentee":
        return None
    return _plan(
        at,
        _("It is for you to propose a date and what you want to speak of. Then compare your safety number."),
    )


def send_cv(at: Situation) -> Step | None:
    if not _before_first_meeting(at) or not at.row.programme.cv_asked or at.me in at.cv_sent:
        return None
    return Step(
        _("Send your CV"),
        _("Before you meet, each of you reads who the other is. It is encrypted for the two of you alone."),
        _("Send it in the room"),
        f"{at.room}#documents",
        waits=at.role == "mentee",
        icon="file-text",
    )


def mentor_plans_first(at: Situation) -> Step | None:
    if not _before_first_meeting(at) or at.planned:
        return None
    return _plan(at, _("%(name)s is asked to propose a date. You can do it as well.") % {"name": at.name})


def prepare_first_meeting(at: Situation) -> Step | None:
    if not _before_first_meeting(at):
        return None
    return Step(
        _("Your first meeting is planned"),
        _("Prepare what you want to speak of; you both find it in the room."),
        _("Prepare the agenda"),
        f"{at.room}#agenda/{at.planned[0].pk}",
        icon="calendar",
    )


def willingness(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.LAUNCH or at.row.willingness_confirmed_at is not None:
        return None
    if at.role == "mentor":
        return Step(
            _("The choice is with your mentee"),
            _("%(name)s has yet to confirm that they wish to be mentored. Nothing is asked of you.")
            % {"name": at.name},
            icon="hourglass",
        )
    return Step(
        _("Do you wish to go on?"),
        _("Confirm that you wish to be mentored by %(name)s. It is your choice alone.") % {"name": at.name},
        _("Yes, I wish to"),
        reverse("mentorships:confirm_willingness", args=[at.row.pk]),
        waits=True,
        post=True,
        icon="sprout",
    )


def sign_agreement(at: Situation) -> Step | None:
    signed = at.row.agreement is not None and at.me in at.signed_newest
    if at.row.state != MentorshipState.LAUNCH or signed:
        return None
    return Step(
        _("Write and sign your agreement"),
        _("Expectations, form and frequency, duration, first goals: together, in the room."),
        _("Open the agreement"),
        f"{at.room}#agreement",
        waits=True,
        icon="file-text",
    )


def other_signs(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.LAUNCH:
        return None
    return Step(
        _("You have signed the agreement"),
        _("We wait for the signature of %(name)s.") % {"name": at.name},
        icon="hourglass",
    )
