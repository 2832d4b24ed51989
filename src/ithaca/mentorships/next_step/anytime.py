"""Rules that hold in every phase."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.mentorships.models import Proposal
from ithaca.mentorships.next_step.step import Situation, Step
from ithaca.mentorships.states import MentorshipState


def proposed_to_me(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.PROPOSED or getattr(at.row, f"{at.role}_agreed_at") is not None:
        return None
    return Step(
        _("A mentorship is proposed to you"),
        _("Your coordinator thinks that you and %(name)s fit. You are free to say no, without a reason.")
        % {"name": at.name},
        waits=True,
        icon="handshake",
    )


def proposed_and_agreed(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.PROPOSED:
        return None
    return Step(
        _("You have agreed"), _("We wait for the answer of %(name)s.") % {"name": at.name}, icon="hourglass"
    )


def resting(at: Situation) -> Step | None:
    if at.row.state != MentorshipState.PAUSED:
        return None
    return Step(
        _("The mentorship rests"),
        _("You planned to take it up again on %(day)s.") % {"day": date_format(at.row.returns_on)}
        if at.row.returns_on
        else _("Take it up again when you are both ready."),
        _("Take it up again"),
        reverse("mentorships:resume", args=[at.row.pk]),
        post=True,
        icon="circle-pause",
    )


def decision_to_answer(at: Situation) -> Step | None:
    if at.proposal is None or at.proposal.proposed_by_id == at.me:
        return None
    return Step(
        _("%(name)s waits for your answer") % {"name": at.name},
        _("An early end is proposed to you, after a talk of you both: find a moment for it.")
        if _talk_is_owed(at.proposal)
        else _("A joint decision is proposed to you: you agree, or you do not."),
        _("See the proposal"),
        f"{at.page}#decision",
        waits=True,
        icon="flag",
    )


def newer_agreement_to_sign(at: Situation) -> Step | None:
    """The other has signed the text as it stands now, at first or after a change."""
    if at.row.state == MentorshipState.PROPOSED or not at.signed_newest or at.me in at.signed_newest:
        return None
    return Step(
        _("%(name)s has signed your agreement") % {"name": at.name},
        _("Read this version, and sign it if it suits you. What both signed before holds until then."),
        _("Read the agreement"),
        f"{at.room}#agreement",
        waits=True,
        icon="file-text",
    )


def meeting_to_record(at: Situation) -> Step | None:
    overdue = [m for m in at.planned if m.starts_at + timedelta(minutes=m.minutes) < at.now]
    if not overdue:
        return None
    return Step(
        _("Did the meeting take place?"),
        _("Record it as held or missed, so that it counts."),
        _("Record the meeting"),
        reverse("mentorships:record_meeting", args=[overdue[0].pk]),
        waits=True,
        icon="calendar",
    )


def own_proposal_waits(at: Situation) -> Step | None:
    if at.proposal is None:
        return None
    if _talk_is_owed(at.proposal):
        return Step(
            _("Talk about it with %(name)s") % {"name": at.name},
            _("You propose an early end. Find a moment to talk about it; then say here that you have."),
            _("See the proposal"),
            f"{at.page}#decision",
            icon="flag",
        )
    return Step(
        _("Your proposal waits"),
        _("We wait for the answer of %(name)s.") % {"name": at.name},
        icon="hourglass",
    )


def _talk_is_owed(proposal: Proposal) -> bool:
    """An early end is decided in a talk, which whoever proposed it confirms first."""
    return proposal.kind == Proposal.Kind.END_EARLY and proposal.proposer_talked_at is None
