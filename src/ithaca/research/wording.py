"""How variables, their values and their steps are called: on pages, and in the files that go out."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.catalogue.loader import NotInCatalogueError
from ithaca.organisations.places import country_name, region_name
from ithaca.research.variables import ALL, CIRCUMSTANCES

NAMES: dict[str, Promise] = {
    "programme_kind": gettext_lazy("Kind of programme"),
    "place": gettext_lazy("Region or country"),
    "begun": gettext_lazy("When the mentorship began"),
    "met": gettext_lazy("How the two came together"),
    "mentor_prepared": gettext_lazy("Mentor trained before the beginning"),
    "contact": gettext_lazy("Usual kind of meeting"),
    "months": gettext_lazy("Length in months"),
    "ending": gettext_lazy("How the mentorship ended"),
    "meetings": gettext_lazy("Meetings held"),
    "meeting_minutes": gettext_lazy("Usual length of a meeting in minutes"),
    "missed_meetings": gettext_lazy("Meetings missed"),
    "agreement_signed": gettext_lazy("Agreement signed by both"),
    "goals_set": gettext_lazy("Goals set"),
    "goals_reached": gettext_lazy("Goals reached"),
    "goal_reviews": gettext_lazy("Goal reviews held"),
    "evaluated_by": gettext_lazy("Who evaluated the mentorship"),
}
MEANINGS: dict[str, Promise] = {
    "programme_kind": gettext_lazy("The ready programme that the programme was set up from."),
    "place": gettext_lazy(
        "Of the organisation that runs the programme, ISO 3166-2 or 3166-1, when the programme joined the study."
    ),
    "begun": gettext_lazy("Quarter or year in UTC."),
    "met": gettext_lazy(
        "By a request of the mentee, by a matching run that both agreed to, or proposed by a coordinator."
    ),
    "mentor_prepared": gettext_lazy(
        "Whether the mentor’s presence at a training of the programme was noted before the mentorship began."
    ),
    "contact": gettext_lazy(
        "The kind of more than half of the meetings held; “mixed” where no kind has more than half."
    ),
    "months": gettext_lazy("From the beginning to the end, rounded to whole months."),
    "ending": gettext_lazy(
        "Completed; ended early by a joint decision; or ended by one of the two or by the organisation."
    ),
    "meetings": gettext_lazy("Meetings that both say were held."),
    "meeting_minutes": gettext_lazy("The lower median of the meetings held, as the two recorded them."),
    "missed_meetings": gettext_lazy("Planned meetings that one of the two, or both, missed, undisputed."),
    "agreement_signed": gettext_lazy("Whether both signed the mentoring agreement."),
    "goals_set": gettext_lazy("Without those that were dropped."),
    "goals_reached": gettext_lazy("Of the goals set: none, some or all of them."),
    "goal_reviews": gettext_lazy("How often the two looked at all goals together."),
    "evaluated_by": gettext_lazy(
        "Who had answered the closing questionnaire by the end of the period. What they answered is kept without a name and is never part of a data set."
    ),
}
VALUES: dict[str, Promise] = {
    "request": gettext_lazy("request of the mentee"),
    "matching": gettext_lazy("matching run"),
    "coordination": gettext_lazy("proposed by a coordinator"),
    "proposed": gettext_lazy("matching run or coordinator"),
    "in_person": gettext_lazy("in person"),
    "video": gettext_lazy("video call"),
    "telephone": gettext_lazy("telephone"),
    "in_writing": gettext_lazy("in writing"),
    "at_a_distance": gettext_lazy("at a distance"),
    "mixed": gettext_lazy("mixed"),
    "completed": gettext_lazy("completed"),
    "early_together": gettext_lazy("early, by joint decision"),
    "one_sided": gettext_lazy("by one side"),
    "none_set": gettext_lazy("no goal set"),
    "some": gettext_lazy("some"),
    "all": gettext_lazy("all of them"),
    "nobody": gettext_lazy("nobody"),
    "one": gettext_lazy("one of the two"),
    "both": gettext_lazy("both"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
}
# How finely a circumstance is told at each of its steps but the last.
STEPS: dict[str, tuple[Promise, ...]] = {
    "programme_kind": (gettext_lazy("each ready programme"),),
    "place": (gettext_lazy("regions"), gettext_lazy("countries")),
    "begun": (gettext_lazy("quarters"), gettext_lazy("years"), gettext_lazy("two years at a time")),
    "met": (gettext_lazy("three ways"), gettext_lazy("requested or proposed")),
    "mentor_prepared": (gettext_lazy("yes or no"),),
    "contact": (gettext_lazy("each kind"), gettext_lazy("in person or at a distance")),
    "months": (gettext_lazy("six bands"), gettext_lazy("three bands"), gettext_lazy("two bands")),
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
    if slug == "begun" and "-Q" in code:
        year, quarter = code.split("-Q")
        return _("quarter %(n)s of %(year)s") % {"n": quarter, "year": year}
    return str(VALUES.get(code, code.replace(" to ", "–")))


def _programme(slug: str) -> str:
    try:
        return catalogue.programme(slug).text(get_language() or "fr").name
    except NotInCatalogueError:
        return slug
