"""How the states of files are called, and what happens in each."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.schemes.rules import Status
from ithaca.seals.states import FileState as F
from ithaca.seals.states import ImprovementState as I

Words = Mapping[str, str | Promise]

# --- Files ---

STATES: Words = {
    F.ASSESSING: _("self-assessment"),
    F.HANDED_IN: _("handed in"),
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
    I.DROPPED: _("dropped"),
}
IMPROVEMENT_TONES: Mapping[str, str] = {
    I.PLANNED: "waiting",
    I.GOING: "going",
    I.DONE: "done",
    I.DROPPED: "ended",
}
