"""How facts, parts, differences and faults are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.editions import wording
from ithaca.schemes.merging import Meeting
from ithaca.schemes.parts import How
from ithaca.schemes.rules import Status

Words = Mapping[str, str | Promise]

FACTS: Words = {
    "charter_accepted": _("People who have accepted the charter in force"),
    "requests_answered": _("Requests answered"),
    "first_answer_days": _("Days until a request is answered"),
    "mentors_trained_before_matching": _("Mentors trained before their first pair"),
    "mentors_trained": _("Mentors who have attended a training"),
    "first_month_contact": _("Pairs in touch within their first month"),
    "meetings_held": _("Meetings held, of those planned"),
    "agreements_signed": _("Pairs with an agreement"),
    "goals_set": _("Pairs with goals"),
    "goals_reviewed": _("Pairs that have reviewed their goals"),
    "closings": _("Mentorships whose end both decided on"),
    "completed": _("Mentorships that reached their planned end"),
    "evaluations_answered": _("Evaluations answered"),
    "recommendation": _("Recommendation score"),
    "checks_recorded": _("Mentors whose safeguarding check was seen and is valid"),
    "consents_recorded": _("Pairs to which both said yes before they began"),
    "waiting_days": _("Days waited for a match"),
    "rematches": _("Mentees who found another mentor after theirs had left"),
    "support_meetings": _("Meetings held to support mentors"),
    "aims_described": _("The aims are described"),
    "eligibility_described": _("The eligibility criteria are described"),
    "conflict_rules_set": _("Rules against conflicts of interest are set"),
    "matching_policy_published": _("The matching policy is published"),
    "questionnaires_set": _("Questionnaires are set"),
    "resources_published": _("Resources published"),
    "follow_up_set": _("A look back after the end is set"),
    "coordinators": _("People who coordinate"),
}
PERCENT, DAYS, SCORE, COUNT, FLAG = "percent", "days", "score", "count", "flag"
UNITS: Mapping[str, str] = {
    **dict.fromkeys(FACTS, PERCENT),
    **dict.fromkeys(("first_answer_days", "waiting_days"), DAYS),
    "recommendation": SCORE,
    **dict.fromkeys(("support_meetings", "resources_published", "coordinators"), COUNT),
    **{
        name: FLAG
        for name in FACTS
        if name.endswith(("_described", "_set", "_published"))
        and name not in ("goals_set", "resources_published")
    },
}
UNIT_HINTS: Words = {
    PERCENT: _("in per cent"),
    DAYS: _("in days"),
    SCORE: _("from 0 to 10"),
    COUNT: _("as a number"),
    FLAG: "",
}
KINDS: Words = {
    "general": _("The scheme as a whole"),
    "tier": _("Tier"),
    "scale": _("Scale"),
    "kind": _("Kind of evidence"),
    "gate": _("Condition for applying"),
    "level": _("Level"),
    "requirement": _("Requirement"),
    "standard": _("Standard"),
}
HOW: Words = {
    How.ADDED: _("added"),
    How.DROPPED: _("dropped"),
    How.CHANGED: _("changed"),
    How.MOVED: _("moved"),
}
HOW_TONES = {How.ADDED: "done", How.DROPPED: "attention", How.CHANGED: "waiting", How.MOVED: "going"}
MEETINGS: Words = {
    Meeting.TAKEN: _("changed there only: taken over"),
    Meeting.ALIKE: _("changed on both sides, to the same"),
    Meeting.BOTH: _("changed on both sides: choose"),
}
STATUSES: Words = {
    Status.MET: _("met"),
    Status.NOT_MET: _("not met"),
    Status.NOT_APPLICABLE: _("not applicable"),
}
FIELDS: Words = {
    "parent": _("Requirement"),
    "tier": _("Tier"),
    "scale": _("Scale"),
    "mandatory": _("Mandatory"),
    "minors": _("Only where minors take part"),
    "optional": _("Optional"),
    "weight": _("Weight"),
    "evidence": _("Evidence"),
    "facts": _("Facts"),
    "met": _("Met from this step on"),
    "steps": _("Steps"),
    "valid_months": _("Months for which it is valid"),
    "after": _("Comes after"),
    "rules": _("Rules"),
    "title": _("Title"),
    "introduction": _("Introduction"),
    "source": _("Where it comes from"),
    "fees": _("Fees"),
    "label": _("Text"),
    "description": _("Description"),
    "hint": _("Hint"),
    "guidance": _("How one sees it"),
}
FAULTS: Words = {
    **wording.FAULTS,
    "ending": _("Choose a file that ends in .toml or .csv."),
    "row": _(
        "The column “row” says what the line is: scheme, tier, scale, step, kind, gate, level, rule, requirement or standard."
    ),
    "no scale": _("A step comes after the line of its scale."),
    "no level": _("A rule comes after the line of its level."),
    "no requirement": _("A standard comes after the line of its requirement."),
    "fact": _("A fact is written as meetings_held>=75, first_answer_days<=7, or by its name alone."),
}
