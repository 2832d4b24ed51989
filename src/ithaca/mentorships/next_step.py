"""What now: the one next step of a person in a mentorship, from its facts."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.mentorships import rules
from ithaca.mentorships.meeting_steps import own_offer, waiting_meeting
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import Page
from ithaca.mentorships.states import MentorshipState
from ithaca.mentorships.step import Step, room_url


def next_step(page: Page, role: str, name: str) -> Step:
    """`role` is mentor or mentee, `name` the other person's."""
    row = page.mentorship
    if row.state == MentorshipState.PROPOSED:
        return _proposed(row, role, name)
    if row.state == MentorshipState.PAUSED:
        return Step(
            _("The mentorship rests"),
            _("Take it up again when you are both ready."),
            _("Take it up again"),
            reverse("mentorships:resume", args=[row.pk]),
            post=True,
        )
    if page.proposal is not None:
        return _decision(page, role, name)
    me = getattr(row, role).person_id
    waiting = waiting_meeting(page, me, name)
    if waiting is not None:
        return waiting
    if row.state == MentorshipState.LAUNCH:
        return _launch(page, role, name)
    if row.state == MentorshipState.SEPARATION:
        return _separation(row)
    return _development(page, me, name)


def _proposed(row: Mentorship, role: str, name: str) -> Step:
    if getattr(row, f"{role}_agreed_at") is None:
        return Step(
            _("A mentorship is proposed to you"),
            _("Your coordinator thinks that you and %(name)s fit. You are free to say no, without a reason.")
            % {"name": name},
            waits=True,
        )
    return Step(_("You have agreed"), _("We wait for the answer of %(name)s.") % {"name": name})


def _decision(page: Page, role: str, name: str) -> Step:
    assert page.proposal is not None
    own = getattr(page.mentorship, role).person_id == page.proposal.proposed_by_id
    if own:
        return Step(_("Your proposal waits"), _("We wait for the answer of %(name)s.") % {"name": name})
    return Step(
        _("%(name)s waits for your answer") % {"name": name},
        _("See the proposal below."),
        _("See the proposal"),
        "#decision",
        waits=True,
    )


def _launch(page: Page, role: str, name: str) -> Step:
    row = page.mentorship
    offered = own_offer(page, getattr(row, role).person_id, name)
    if offered is not None and not row.contacts:
        return offered
    if not page.planned and not row.contacts:
        return Step(
            _("Plan your first meeting"),
            _("Get to know each other, say what you expect, and compare your safety number."),
            _("Plan the meeting"),
            reverse("mentorships:plan_meeting", args=[row.pk]),
            waits=role == "mentee",
        )
    if not row.contacts:
        return Step(
            _("Your first meeting is planned"),
            _("Think of what you expect, and note it in the room."),
            _("Open the room"),
            room_url(row),
        )
    if row.willingness_confirmed_at is None:
        return _willingness(row, role, name)
    return _agreement(page, role, name)


def _willingness(row: Mentorship, role: str, name: str) -> Step:
    if role == "mentor":
        return Step(
            _("The choice is with your mentee"),
            _("%(name)s has yet to confirm that they wish to be mentored. Nothing is asked of you.")
            % {"name": name},
        )
    return Step(
        _("Do you wish to go on?"),
        _("Confirm that you wish to be mentored by %(name)s. It is your choice alone.") % {"name": name},
        _("Yes, I wish to"),
        reverse("mentorships:confirm_willingness", args=[row.pk]),
        waits=True,
        post=True,
    )


def _agreement(page: Page, role: str, name: str) -> Step:
    row = page.mentorship
    own = getattr(row, role).person_id
    if row.agreement is None or own not in page.signed_newest:
        return Step(
            _("Write and sign your agreement"),
            _("Expectations, form and frequency, duration, first goals: together, in the room."),
            _("Open the room"),
            room_url(row),
            waits=True,
        )
    return Step(
        _("You have signed the agreement"), _("We wait for the signature of %(name)s.") % {"name": name}
    )


def _separation(row: Mentorship) -> Step:
    return Step(
        _("Close well"),
        _("Look back on goals and progress, say how you stay in touch, then both agree to close."),
        _("Decide together"),
        "#decision",
        waits=True,
    )


def _development(page: Page, me: UUID, name: str) -> Step:
    row = page.mentorship
    if rules.ceiling_reached(row.contacts, row.programme.most_contacts):
        return Step(
            _("You have held all your meetings"),
            _("The programme provides for no more. Look back on the way together, and close well."),
            _("Decide together"),
            "#decision",
            waits=True,
        )
    if row.official_end_at is not None and row.goes_on_since is None:
        return Step(
            _("The agreed number of meetings is reached"),
            _("Decide together: go on, or close."),
            _("Decide together"),
            "#decision",
            waits=True,
        )
    offered = own_offer(page, me, name)
    if offered is not None:
        return offered
    if not page.planned:
        return Step(
            _("Plan the next meeting"),
            _("A date in the calendar keeps a mentorship alive."),
            _("Plan the meeting"),
            reverse("mentorships:plan_meeting", args=[row.pk]),
            waits=True,
        )
    return Step(
        _("Prepare the next meeting"),
        _("Note questions and what has moved since the last time."),
        _("Open the room"),
        room_url(row),
    )
