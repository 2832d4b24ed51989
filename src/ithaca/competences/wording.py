"""How statuses, facts, steps and faults are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.competences.rules import Status, Step
from ithaca.competences.states import ConsentState
from ithaca.editions import wording

Words = Mapping[str, str | Promise]

STATUSES: Words = {
    Status.PROVEN: _("proven"),
    Status.CLAIMED: _("claimed"),
    Status.EXPIRED: _("expired"),
    Status.MISSING: _("missing"),
}
STATUS_HINTS: Words = {
    Status.PROVEN: _("Valid evidence, as much as the framework asks for."),
    Status.CLAIMED: _("You say so, or some evidence is there but not all."),
    Status.EXPIRED: _("There was evidence; it has grown too old."),
    Status.MISSING: _("Nothing speaks for it yet."),
}
STATUS_TONES = {
    Status.PROVEN: "done",
    Status.CLAIMED: "waiting",
    Status.EXPIRED: "attention",
    Status.MISSING: "ended",
}
STATUS_ICONS = {
    Status.PROVEN: "circle-check",
    Status.CLAIMED: "circle-dot",
    Status.EXPIRED: "hourglass",
    Status.MISSING: "circle",
}
STEPS: Words = {
    Step.RENEW: _("Renew it: what showed it has expired"),
    Step.RENEW_SOON: _("Renew it soon: it counts until %(until)s only"),
    Step.ASK_REFERENT: _("A referent mentor has to validate it"),
    Step.SHOW: _("Show it: you say that you do it, and nothing proves it yet"),
    Step.BEGIN: _("Begin: add a first piece of evidence"),
}
CONSENTS: Words = {
    ConsentState.NOT_NEEDED: _("nobody to ask"),
    ConsentState.WAITING: _("waiting for the mentee’s answer"),
    ConsentState.GIVEN: _("the mentee agrees"),
    ConsentState.REFUSED: _("the mentee has said no"),
    ConsentState.WITHDRAWN: _("the mentee has taken the consent back"),
}
# The same to the mentee themselves.
OWN_CONSENTS: Words = {
    ConsentState.WAITING: _("waiting for your answer"),
    ConsentState.GIVEN: _("you agree"),
    ConsentState.REFUSED: _("you have said no"),
    ConsentState.WITHDRAWN: _("you have taken your consent back"),
}
CONSENT_TONES = {"waiting": "waiting", "given": "done", "refused": "attention", "withdrawn": "attention"}
FACTS: Words = {
    "mentorships": _("Mentorships completed"),
    "contacts": _("Mentorships with meetings held"),
    "goals": _("Mentorships with goals set"),
    "actions": _("Mentorships with an action plan"),
    "goal_reviews": _("Mentorships with goals reviewed"),
    "introductions": _("Mentorships with introductions made"),
    "agreements": _("Agreements in effect"),
    "closings": _("Closings with goals looked at together"),
    "own_evaluations": _("Evaluations that you have given"),
    "mentee_evaluations": _("Evaluations given by your mentees"),
    "perspectives": _("Perspectives of mentees and others that you show"),
    "trainings": _("Trainings attended"),
    "community": _("Meetings of mentors attended"),
}
GAPS: Words = {
    "mentorships_completed": _("Mentorships completed: %(has)s of %(wants)s"),
    "hours": _("Hours with mentees: %(has)s of %(wants)s"),
    "training_hours": _("Hours of training: %(has)s of %(wants)s"),
    "proven_percent": _("Abilities proven: %(has)s %% of %(wants)s %%"),
    "proven_percent_in_competence": _("%(subject)s: %(has)s %% proven of %(wants)s %%"),
}
FAULTS: Words = {
    **wording.FAULTS,
    "ending": _("Choose a file that ends in .toml, .csv or .json."),
    "json": _("This is not JSON."),
    "case": _("This is no CASE package: CFDocument, CFItems and CFAssociations are wanted."),
    "row": _(
        "The column “row” says what the line is: framework, scale, kind, level, area, competence, ability or alignment."
    ),
    "no area": _("A competence comes after the line of its area."),
    "no competence": _("An ability comes after the line of its competence."),
    "no such item": _("This leads to an item that is not in the file."),
}
