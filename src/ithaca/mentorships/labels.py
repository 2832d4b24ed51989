"""The names of states and kinds, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.mentorships.models import Proposal
from ithaca.mentorships.states import EndKind, GoalState, MeetingState, MentorshipState

MENTORSHIP: dict[str, Promise] = {
    MentorshipState.PROPOSED: _("Proposed"),
    MentorshipState.LAUNCH: _("Launch"),
    MentorshipState.DEVELOPMENT: _("Development"),
    MentorshipState.SEPARATION: _("Conclusion"),
    MentorshipState.PAUSED: _("Paused"),
    MentorshipState.ENDED: _("Ended"),
    MentorshipState.DECLINED: _("Not begun"),
}
END: dict[str, Promise] = {
    EndKind.COMPLETED: _("Completed"),
    EndKind.JOINT_EARLY_END: _("Ended early, by both"),
    EndKind.WITHDRAWN_BY_MENTOR: _("Mentor withdrew"),
    EndKind.WITHDRAWN_BY_MENTEE: _("Mentee withdrew"),
    EndKind.EXCLUDED: _("Ended by the organisation"),
}
MEETING: dict[str, Promise] = {
    MeetingState.PROPOSED: pgettext_lazy("meeting", "Dates offered"),
    MeetingState.PLANNED: pgettext_lazy("meeting", "Planned"),
    MeetingState.HELD: pgettext_lazy("meeting", "Held"),
    MeetingState.MISSED: pgettext_lazy("meeting", "Missed"),
    MeetingState.DISPUTED: pgettext_lazy("meeting", "Absence disputed"),
    MeetingState.TO_CONFIRM: pgettext_lazy("meeting", "To confirm"),
    MeetingState.CANCELLED: pgettext_lazy("meeting", "Cancelled"),
    MeetingState.REFUSED: pgettext_lazy("meeting", "Not confirmed"),
}
GOAL: dict[str, Promise] = {
    GoalState.SET: pgettext_lazy("goal", "Set"),
    GoalState.IN_PROGRESS: pgettext_lazy("goal", "In progress"),
    GoalState.REACHED: pgettext_lazy("goal", "Reached"),
    GoalState.DROPPED: pgettext_lazy("goal", "Dropped"),
}
CONTACT: dict[str, Promise] = {
    "telephone": _("By telephone"),
    "video": _("By video call"),
    "in_person": _("In person"),
    "in_writing": _("In writing"),
}
CALLER: dict[str, Promise] = {
    "mentor": _("The mentor calls"),
    "mentee": _("The mentee calls"),
}
DECISION: dict[str, Promise] = {
    Proposal.Kind.GO_ON: _("Go on with our meetings"),
    Proposal.Kind.CLOSE: _("Close the mentorship for good"),
    Proposal.Kind.END_EARLY: _("End the mentorship early"),
}
TO_CONCLUSION = _("Move on to the conclusion")
FOLLOWS: dict[str, Promise] = {
    Proposal.Kind.GO_ON: _("The mentorship continues; you can conclude it together at any time."),
    Proposal.Kind.CLOSE: _("The mentorship is over: you both evaluate it, and your room becomes read-only."),
    Proposal.Kind.END_EARLY: _("The mentorship is over at once: your room becomes read-only."),
}
BEFORE_THE_END = _(
    "You look back on the way and say how you stay in touch. Closing for good is a second decision, later."
)


def decision(kind: str, phase: str) -> Promise:
    """What a decision is called: to close begins with the conclusion, and ends with the closing."""
    first = kind == Proposal.Kind.CLOSE and phase == MentorshipState.DEVELOPMENT
    return TO_CONCLUSION if first else DECISION[kind]


def what_follows(kind: str, phase: str) -> Promise:
    first = kind == Proposal.Kind.CLOSE and phase == MentorshipState.DEVELOPMENT
    return BEFORE_THE_END if first else FOLLOWS[kind]
