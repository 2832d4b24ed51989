"""How variables, their values and their steps are called: on pages, and in the files that go out."""

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ithaca import catalogue
from ithaca.catalogue.loader import NotInCatalogueError
from ithaca.organisations.places import country_name, region_name
from ithaca.research.variables import ALL, CIRCUMSTANCES

NAMES: dict[str, Promise] = {
    "programme_kind": lazy("Kind of programme"),
    "place": lazy("Region or country"),
    "begun": lazy("When the mentorship began"),
    "met": lazy("How the two came together"),
    "mentor_prepared": lazy("Mentor trained before the beginning"),
    "contact": lazy("Usual kind of meeting"),
    "months": lazy("Length in months"),
    "ending": lazy("How it ended"),
    "meetings": lazy("Meetings held"),
    "meeting_minutes": lazy("Usual length of a meeting in minutes"),
    "missed_meetings": lazy("Meetings missed"),
    "agreement_signed": lazy("Agreement signed by both"),
    "goals_set": lazy("Goals set"),
    "goals_reached": lazy("Goals reached"),
    "goal_reviews": lazy("Goal reviews held"),
    "evaluated_by": lazy("Who evaluated the mentorship"),
}
MEANINGS: dict[str, Promise] = {
    "programme_kind": lazy("The ready programme that the programme was set up from."),
    "place": lazy(
        "Of the organisation that runs the programme, ISO 3166-2 or 3166-1, when the programme joined the study."
    ),
    "begun": lazy("Quarter or year in UTC."),
    "met": lazy(
        "By a request of the mentee, by a matching run that both agreed to, or proposed by a coordinator."
    ),
    "mentor_prepared": lazy(
        "Whether the mentor’s presence at a training of the programme was noted before the mentorship began."
    ),
    "contact": lazy(
        "The kind of more than half of the meetings held; “mixed” where no kind has more than half."
    ),
    "months": lazy("From the beginning to the end, rounded to whole months."),
    "ending": lazy(
        "Completed; ended early by a joint decision; or ended by one of the two or by the organisation."
    ),
    "meetings": lazy("Meetings that both say were held."),
    "meeting_minutes": lazy("The lower median of the meetings held, as the two recorded them."),
    "missed_meetings": lazy("Planned meetings that one of the two, or both, missed, undisputed."),
    "agreement_signed": lazy("Whether both signed the mentoring agreement."),
    "goals_set": lazy("Without those that were dropped."),
    "goals_reached": lazy("Of the goals set: none, some or all of them."),
    "goal_reviews": lazy("How often the two looked at all goals together."),
    "evaluated_by": lazy(
        "Who had answered the closing questionnaire by the end of the period. What they answered is kept without a name and is never part of a data set."
    ),
}
VALUES: dict[str, Promise] = {
    "request": lazy("request of the mentee"),
    "matching": lazy("matching run"),
    "coordination": lazy("proposed by a coordinator"),
    "proposed": lazy("matching run or coordinator"),
    "in_person": lazy("in person"),
    "video": lazy("video call"),
    "telephone": lazy("telephone"),
    "in_writing": lazy("in writing"),
    "at_a_distance": lazy("at a distance"),
    "mixed": lazy("mixed"),
    "completed": lazy("completed"),
    "early_together": lazy("early, by joint decision"),
    "one_sided": lazy("by one side"),
    "none_set": lazy("no goal set"),
    "some": lazy("some"),
    "all": lazy("all of them"),
    "nobody": lazy("nobody"),
    "one": lazy("one of the two"),
    "both": lazy("both"),
    "yes": lazy("yes"),
    "no": lazy("no"),
}
# How finely a circumstance is told at each of its steps but the last.
STEPS: dict[str, tuple[Promise, ...]] = {
    "programme_kind": (lazy("each ready programme"),),
    "place": (lazy("regions"), lazy("countries")),
    "begun": (lazy("quarters"), lazy("years"), lazy("two years at a time")),
    "met": (lazy("three ways"), lazy("requested or proposed")),
    "mentor_prepared": (lazy("yes or no"),),
    "contact": (lazy("each kind"), lazy("in person or at a distance")),
    "months": (lazy("six bands"), lazy("three bands"), lazy("two bands")),
}
LADDERS = {each.slug: each.last for each in CIRCUMSTANCES}


def step(slug: str, number: int) -> str:
    """How finely a circumstance is told."""
    return _("left out") if number == LADDERS[slug] else str(STEPS[slug][number])


def value(slug: str, code: str) -> str:
    """What a code of the table means."""
    if code == ALL:
        return _("not told")
    if code == "none":
        return pgettext("of several", "none")
    if slug == "place":
        return region_name(code) or country_name(code) or code
    if slug == "programme_kind":
        return _programme(code)
    return str(VALUES.get(code, code))


def _programme(slug: str) -> str:
    try:
        return catalogue.programme(slug).text(get_language() or "fr").name
    except NotInCatalogueError:
        return slug
