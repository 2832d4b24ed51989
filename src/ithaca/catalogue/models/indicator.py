"""What the product itself knows of a programme's quality: nobody has to be believed."""

from typing import Literal

# `ithaca.indicators` counts each of these and says how; a scheme's standards name them.
ProgrammeFact = Literal[
    "charter_accepted",  # share of the people in who accepted the version in force
    "requests_answered",  # share answered in time
    "first_answer_days",  # median days until a mentor answered
    "mentors_trained_before_matching",  # share of pairs
    "mentors_trained",  # share of mentors
    "first_month_contact",  # share of pairs that met in their first month
    "meetings_held",  # share of the meetings recorded
    "agreements_signed",  # share of pairs under way
    "goals_set",  # share of pairs under way
    "goals_reviewed",  # share of the reviews due
    "closings",  # share of endings that both decided on
    "completed",  # share of endings
    "evaluations_answered",  # share of those asked
    "recommendation",  # mean from 0 to 10
    "checks_recorded",  # share of mentors whose safeguarding check is valid
    "consents_recorded",  # share of pairs to which both said yes before they began
    "waiting_days",  # median days a mentee waited for a mentor
    "rematches",  # share of mentees whose mentor left that found another
    "support_meetings",  # number held
    "aims_described",  # yes or no, like the following
    "eligibility_described",
    "conflict_rules_set",
    "matching_policy_published",
    "questionnaires_set",
    "resources_published",  # number
    "follow_up_set",  # yes or no
    "coordinators",  # number
]
