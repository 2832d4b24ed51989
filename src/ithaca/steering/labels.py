"""The names of states, as a coordinator reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def state_label(state: str) -> Promise | str:
    return STATES.get(state, state)


def end_label(kind: str) -> Promise | str:
    return ENDS.get(kind, kind)
