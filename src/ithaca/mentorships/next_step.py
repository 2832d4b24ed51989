"""What now: the one next step of a person in a mentorship, from its facts."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import Page
from ithaca.mentorships.states import MentorshipState


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
    overdue = [m for m in page.planned if m.starts_at + timedelta(minutes=m.minutes) < clock.now()]
    if overdue:
        return Step(
            _("Did the meeting take place?"),
            _("Record it as held or missed, so that it counts."),
            _("Record the meeting"),
            reverse("mentorships:record_meeting", args=[overdue[0].pk]),
            waits=True,
        )
    if row.state == MentorshipState.LAUNCH:
        return _launch(page, role, name)
    if row.state == MentorshipState.SEPARATION:
        return _separation(row)
    return _development(page)


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


def _development(page: Page) -> Step:
    row = page.mentorship
    if row.official_end_at is not None and row.goes_on_since is None:
        return Step(
            _("The agreed number of meetings is reached"),
            _("Decide together: go on, or close."),
            _("Decide together"),
            "#decision",
            waits=True,
        )
    if page.plan.review_is_due and page.planned:
        return Step(
            _("Review your goals"),
            _("Keep, change, reached, dropped: look at each goal together, and note what you conclude."),
            _("Review the goals"),
            f"{room_url(row)}#review",
            waits=True,
        )
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
        _("Note your questions and what has moved since the last time: you both see it."),
        _("Prepare the agenda"),
        f"{room_url(row)}#agenda/{page.planned[0].pk}",
    )
