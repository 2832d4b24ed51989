"""The names of states, as a coordinator reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.mentorships.states import EndKind, MentorshipState

STATES: dict[str, Promise] = {
    MentorshipState.PROPOSED: _("Proposed"),
    MentorshipState.LAUNCH: _("Launch"),
    MentorshipState.DEVELOPMENT: _("Development"),
    MentorshipState.SEPARATION: _("Conclusion"),
    MentorshipState.PAUSED: _("Paused"),
    MentorshipState.ENDED: _("Ended"),
    MentorshipState.DECLINED: _("Not begun"),
}
ENDS: dict[str, Promise] = {
    EndKind.COMPLETED: _("Completed"),
    EndKind.JOINT_EARLY_END: _("Ended early, by both"),
    EndKind.WITHDRAWN_BY_MENTOR: _("Mentor withdrew"),
    EndKind.WITHDRAWN_BY_MENTEE: _("Mentee withdrew"),
    EndKind.EXCLUDED: _("Ended by the organisation"),
}

MONTHS: tuple[Promise, ...] = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "June"),
    pgettext_lazy("short month", "July"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sept"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)


def state_label(state: str) -> Promise | str:
    return STATES.get(state, state)


def end_label(kind: str) -> Promise | str:
    return ENDS.get(kind, kind)
