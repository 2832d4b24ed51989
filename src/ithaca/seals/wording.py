"""How the states of files are called, and what happens in each."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.access.permissions import Permission
from ithaca.schemes.rules import Status
from ithaca.seals.rules import Conflict
from ithaca.seals.states import FileState as F
from ithaca.seals.states import ImprovementState as I

Words = Mapping[str, str | Promise]

# --- Files ---

STATES: Words = {
    F.ASSESSING: _("self-assessment"),
    F.HANDED_IN: _("handed in to the network"),
    F.AUDITING: _("being audited"),
    F.REPORTED: _("findings to answer"),
    F.DECIDING: _("by the committee"),
    F.SEALED: _("sealed"),
    F.REFUSED: _("refused"),
    F.APPEALED: _("appealed"),
    F.FINAL: _("refused for good"),
    F.SUSPENDED: _("suspended"),
    F.WITHDRAWN: _("withdrawn"),
    F.LEFT: _("ended by the programme"),
}
TONES: Mapping[str, str] = {
    F.ASSESSING: "active",
    F.HANDED_IN: "waiting",
    F.AUDITING: "active",
    F.REPORTED: "attention",
    F.DECIDING: "waiting",
    F.SEALED: "done",
    F.APPEALED: "waiting",
    F.SUSPENDED: "attention",
}
# What happens now, to the programme.
NOW: Words = {
    F.ASSESSING: _(
        "Your turn: answer the standards. Nobody of the network reads anything until you hand in."
    ),
    F.HANDED_IN: _(
        "Everything is frozen as it was handed in. The network names auditors, or says what to improve first."
    ),
    F.AUDITING: _("The auditors look at documents and talk with coordinators, mentors and mentees."),
    F.REPORTED: _("Your turn: answer each finding within its deadline."),
    F.DECIDING: _("The committee decides: people who have not audited."),
    F.SEALED: _("The programme holds the seal."),
    F.REFUSED: _("The committee has not awarded the seal. You can appeal against it."),
    F.APPEALED: _("Others than before look at the appeal."),
    F.FINAL: _("The refusal stands. You can begin a new file at any time."),
    F.SUSPENDED: _("For the moment the seal does not count."),
    F.WITHDRAWN: _("The network has withdrawn the seal."),
    F.LEFT: _("The programme has ended this file. You can begin a new one at any time."),
}


# What happens now, to the network's people: whose turn it is, and what they do.
NOW_FOR: Mapping[str, tuple[Permission, str | Promise, str | Promise]] = {
    F.HANDED_IN: (
        Permission.MANAGE_SEALS,
        _("Your turn: read the report, then name the auditors, or send the file back to improve first."),
        _("The network names auditors."),
    ),
    F.AUDITING: (
        Permission.AUDIT_SEAL_FILE,
        _("Your turn: hold the sessions, judge the standards, write your findings, then the report."),
        _("The auditors are at work."),
    ),
    F.REPORTED: (
        Permission.AUDIT_SEAL_FILE,
        _("The programme answers the findings. You judge each answer, then hand the file to the committee."),
        _("The programme answers the findings, and the auditors judge what it answers."),
    ),
    F.DECIDING: (
        Permission.DECIDE_ON_SEAL,
        _("Your turn: read the report of the audit, and vote with your reasons."),
        _("The committee decides: people who have not audited."),
    ),
    F.APPEALED: (
        Permission.DECIDE_ON_SEAL,
        _("Your turn: read the appeal and the decision, and vote with your reasons."),
        _("Others than before look at the appeal."),
    ),
}


# --- Audit and committee ---

CONFLICTS: Words = {
    Conflict.ADMINISTERS: _("administers the organisation, or did in the last three years"),
    Conflict.COORDINATES: _("coordinates a programme of the organisation, or did in the last three years"),
    Conflict.TAKES_PART: _("takes part in a programme of the organisation, or did in the last three years"),
    Conflict.DECLARED: _("is not independent of the organisation"),
    Conflict.MUTUAL: _("belongs to an organisation that somebody of this one has audited"),
    Conflict.AUDITED: _("has already audited this file"),
    Conflict.DECIDED: _("has already decided on this file"),
}
SESSIONS: Words = {
    "documents": _("Documents"),
    "coordinator": _("Talk with the coordinators"),
    "mentor": _("Talk with a mentor"),
    "mentee": _("Talk with a mentee"),
}
LENGTHS: Words = {
    "documents": _("about an hour"),
    "coordinator": _("about two hours"),
    "mentor": _("10 to 15 minutes"),
    "mentee": _("10 to 15 minutes"),
}
GUIDES = {
    "documents": "audit-documents",
    "coordinator": "audit-coordinator",
    "mentor": "audit-mentor",
    "mentee": "audit-mentee",
}
FINDINGS: Words = {
    "strength": _("a strength"),
    "remediable": _("to put right: it can be remedied"),
    "not remediable": _("cannot be remedied before the decision"),
}
FINDING_TONES = {"strength": "done", "remediable": "waiting", "not remediable": "attention"}
FINDING_STATES: Words = {
    "noted": _("noted"),
    "open": _("waits for the programme’s answer"),
    "answered": _("answered, waits for the auditors"),
    "settled": pgettext_lazy("finding", "settled"),
    "stands": pgettext_lazy("finding", "stands"),
}
FINDING_STATE_TONES = {
    "noted": "done",
    "open": "attention",
    "answered": "waiting",
    "settled": "done",
    "stands": "ended",
}
VOTES: Words = {
    "award": _("Award the seal"),
    "refuse": _("Refuse the seal"),
    "uphold": _("Uphold the appeal: others audit and decide"),
    "dismiss": _("Dismiss the appeal: the refusal stands"),
}
DECISIONS: Words = {
    "send back": _("Sent back to improve first"),
    "award": _("Seal awarded"),
    "refuse": _("Seal refused"),
    "uphold": _("Appeal upheld"),
    "dismiss": _("Appeal dismissed"),
}
ROLES: Words = {"mentor": _("As a mentor"), "mentee": _("As a mentee")}
PEOPLE_OF: Words = {"mentor": _("Mentors"), "mentee": _("Mentees")}
VOLUNTEERS: Words = {
    "willing": _("You are on the list of volunteers."),
    "drawn": _("You were drawn: the auditors get in touch with you."),
    "withdrawn": _("You are not on the list of volunteers."),
    "missed": _("The auditors could not reach you, and talk to somebody else."),
}
VOLUNTEER_STATES: Words = {
    "willing": _("in reserve"),
    "drawn": _("drawn"),
    "withdrawn": _("no longer available"),
    "missed": _("not reached"),
}
# What a file waits for, in the network's list.
WAITS: Words = {
    F.HANDED_IN: _("the network: auditors to name, or to send back"),
    F.AUDITING: _("the auditors"),
    F.REPORTED: _("the programme’s answers"),
    F.DECIDING: _("the committee"),
    F.APPEALED: _("the committee, others than before"),
}

# --- Self-assessment ---

STANDING_TONES: Mapping[str, str] = {
    Status.MET: "done",
    Status.NOT_MET: "attention",
    Status.NOT_APPLICABLE: "ended",
}

# --- Improvement plan ---

EFFORTS: Mapping[int, str | Promise] = {1: _("little effort"), 2: _("some effort"), 3: _("much effort")}
IMPROVEMENTS: Words = {
    I.PLANNED: _("planned"),
    I.GOING: _("under way"),
    I.DONE: _("done"),
    I.DROPPED: _("given up"),
}
IMPROVEMENT_TONES: Mapping[str, str] = {
    I.PLANNED: "waiting",
    I.GOING: "going",
    I.DONE: "done",
    I.DROPPED: "ended",
}
