"""What now: the one next step of a person in a mentorship, from its phase, its checklist and its calendar.

`RULES` is an ordered list of pure rules: each looks at a `Situation` and answers a `Step` or None; the first answer
counts. To add one: write the function in the module of its phase (or a module of your own), put it in its place in the
list, and give it a case in tests/mentorships/test_next_step.py. What it needs to know and isn't there yet is a field of
`Situation`, filled for many pairs at once in `queries/situations.py`, since the home page asks for all of them.
"""

from collections.abc import Callable

from ithaca.mentorships.next_step import anytime, conclusion, development, launch, meetings
from ithaca.mentorships.next_step.step import Situation, Step

Rule = Callable[[Situation], Step | None]

RULES: tuple[Rule, ...] = (
    # What somebody waits for.
    anytime.proposed_to_me,
    anytime.proposed_and_agreed,
    anytime.resting,
    anytime.decision_to_answer,
    meetings.contact_to_confirm,
    meetings.absence_to_settle,
    anytime.meeting_to_record,
    meetings.date_to_choose,
    anytime.newer_agreement_to_sign,
    meetings.declined_in_calendar,
    anytime.own_proposal_waits,
    meetings.own_dates_wait,
    # The launch, in its order.
    launch.mentee_plans_first,
    launch.send_cv,
    launch.mentor_plans_first,
    launch.prepare_first_meeting,
    launch.willingness,
    launch.sign_agreement,
    launch.other_signs,
    # The end, where it has come.
    conclusion.close_well,
    meetings.all_meetings_held,
    conclusion.official_end,
    # In between.
    development.plan_next,
    development.review_goals,
    development.meeting_soon,
    development.first_goal,
    development.checklist,
    development.prepare_next,
)


def next_step(situation: Situation) -> Step:
    """The first rule that answers; the last one always does."""
    steps = (rule(situation) for rule in RULES)
    return next((step for step in steps if step is not None), development.prepare(situation))


__all__ = ["RULES", "Rule", "Situation", "Step", "next_step"]
