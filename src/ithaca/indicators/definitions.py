"""Every indicator: what it counts, of what, how it is dated, and which way is better."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.catalogue.models import ProgrammeFact
from ithaca.directory import facts as directory
from ithaca.evaluations import facts as evaluations
from ithaca.kernel.tallies import Counted
from ithaca.matching import facts as matching
from ithaca.mentorships import facts as mentorships
from ithaca.programmes import facts as programmes
from ithaca.resources import facts as resources
from ithaca.trainings import facts as trainings

Words = Promise | str


class Unit(StrEnum):
    SHARE = "share"  # in per cent
    DAYS = "days"  # a median
    SCORE = "score"  # a mean from 0 to 10
    COUNT = "count"
    YES_NO = "yes_no"


class Dated(StrEnum):
    """What ties a fact to the period."""

    PERIOD = "period"  # it happened in it
    END = "end"  # so it stood at its end
    TODAY = "today"  # the product keeps no date of it


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One indicator. `counts` says what is counted, `of` among what."""

    slug: ProgrammeFact
    unit: Unit
    counted: Counted
    name: Words
    counts: Words
    of: Words = ""
    left_out: Words = ""
    nothing: Words = ""  # why there is no value
    dated: Dated = Dated.PERIOD
    less_is_better: bool = False

    @property
    def compared(self) -> bool:
        """Whether programmes are compared by it: numbers grow with the size, settings have no distribution."""
        return self.unit in (Unit.SHARE, Unit.DAYS, Unit.SCORE)


_NO_MENTOR = _("No mentor took part at the end of the period.")
_NO_PAIR = _("No pair began in the period.")
_NOT_UNDER_WAY = _("At the end of the period no pair had been under way for a month.")
_NO_END = _("No mentorship ended in the period.")
_FIRST_MONTH = _("pairs under way at the end of the period, begun 30 days before or earlier")
_ENDED = _("mentorships that ended in the period")

_PEOPLE = (
    Definition(
        slug="charter_accepted",
        unit=Unit.SHARE,
        counted=programmes.charter_accepted,
        name=_("Charter accepted"),
        counts=_("people who have accepted the version of the charter that was in force"),
        of=_("people who took part at the end of the period"),
        nothing=_("Nobody took part at the end of the period."),
        dated=Dated.END,
    ),
    Definition(
        slug="mentors_trained",
        unit=Unit.SHARE,
        counted=trainings.mentors_trained,
        name=_("Mentors trained"),
        counts=_("mentors who were present at a training of the programme"),
        of=_("mentors who took part at the end of the period"),
        left_out=_(
            "Trainings of other programmes, and events that are no training. Attendance noted anew changes earlier periods too."
        ),
        nothing=_NO_MENTOR,
        dated=Dated.END,
    ),
    Definition(
        slug="checks_recorded",
        unit=Unit.SHARE,
        counted=matching.checks_recorded,
        name=_("Safeguarding checks seen"),
        counts=_("mentors whose safeguarding check was noted as seen and still valid"),
        of=_("mentors who took part at the end of the period"),
        left_out=_("The check itself: only that it was seen is noted here."),
        nothing=_NO_MENTOR,
        dated=Dated.END,
    ),
    Definition(
        slug="support_meetings",
        unit=Unit.COUNT,
        counted=trainings.support_meetings,
        name=_("Meetings that support mentors"),
        counts=_("programme meetings and meetings of mentors that were held"),
        left_out=_("Trainings, and meetings for mentees alone."),
    ),
    Definition(
        slug="coordinators",
        unit=Unit.COUNT,
        counted=programmes.coordinators,
        name=_("Coordinators"),
        counts=_("people who coordinate the programme"),
        left_out=_("Administrators of the organisation."),
        dated=Dated.END,
    ),
)
_COMING_TOGETHER = (
    Definition(
        slug="requests_answered",
        unit=Unit.SHARE,
        counted=directory.requests_answered,
        name=_("Requests answered in time"),
        counts=_("requests to which the mentor said yes or no before they lapsed"),
        of=_("requests whose answer was due in the period"),
        left_out=_("Requests that the mentee withdrew before that day."),
        nothing=_("No answer to a request was due in the period."),
    ),
    Definition(
        slug="first_answer_days",
        unit=Unit.DAYS,
        counted=directory.first_answer_days,
        name=_("Time to the first answer"),
        counts=_("days from a request to the mentor’s yes or no, the median"),
        of=_("requests answered in the period"),
        left_out=_("Requests that nobody answered: see the share answered in time."),
        nothing=_("No request was answered in the period."),
        less_is_better=True,
    ),
    Definition(
        slug="waiting_days",
        unit=Unit.DAYS,
        counted=mentorships.waiting_days,
        name=_("Wait for a mentor"),
        counts=_(
            "days from the day on which a mentee was taken in to the beginning of their first mentorship, the median"
        ),
        of=_("mentees whose first mentorship began in the period"),
        left_out=_("Mentees who still wait."),
        nothing=_("No mentee’s first mentorship began in the period."),
        less_is_better=True,
    ),
    Definition(
        slug="mentors_trained_before_matching",
        unit=Unit.SHARE,
        counted=mentorships.mentors_trained_before_matching,
        name=_("Mentors trained before the pair began"),
        counts=_("pairs whose mentor had been present at a training of the programme before they began"),
        of=_("pairs begun in the period"),
        left_out=_("Trainings of other programmes. Attendance noted anew changes earlier periods too."),
        nothing=_NO_PAIR,
    ),
    Definition(
        slug="consents_recorded",
        unit=Unit.SHARE,
        counted=mentorships.consents_recorded,
        name=_("Consent of both recorded"),
        counts=_("pairs to which mentor and mentee had both said yes before they began"),
        of=_("pairs begun in the period"),
        left_out=_("Consent given on paper, by parents for instance: it is not kept here."),
        nothing=_NO_PAIR,
    ),
    Definition(
        slug="matching_policy_published",
        unit=Unit.YES_NO,
        counted=matching.matching_policy_published,
        name=_("Matching policy in force"),
        counts=_("whether people who take part could read by which policy pairs are proposed"),
        nothing=_("In this programme mentees choose their mentor themselves."),
        dated=Dated.END,
    ),
    Definition(
        slug="conflict_rules_set",
        unit=Unit.YES_NO,
        counted=programmes.conflict_rules_set,
        name=_("Rules against conflicts of interest"),
        counts=_(
            "whether people of the same unit are never paired, or the organisation keeps a reporting line or declared conflicts"
        ),
        dated=Dated.TODAY,
    ),
)
_PAIRS = (
    Definition(
        slug="first_month_contact",
        unit=Unit.SHARE,
        counted=mentorships.first_month_contact,
        name=_("Contact in the first month"),
        counts=_("pairs who had met within 30 days of their beginning"),
        of=_("pairs whose first 30 days ended in the period"),
        left_out=_("Contacts that one of the two has not confirmed."),
        nothing=_("No pair’s first month ended in the period."),
    ),
    Definition(
        slug="agreements_signed",
        unit=Unit.SHARE,
        counted=mentorships.agreements_signed,
        name=_("Agreements signed"),
        counts=_("pairs with an agreement that both had signed"),
        of=_FIRST_MONTH,
        nothing=_NOT_UNDER_WAY,
        dated=Dated.END,
    ),
    Definition(
        slug="goals_set",
        unit=Unit.SHARE,
        counted=mentorships.goals_set,
        name=_("Goals set"),
        counts=_("pairs who had set a goal"),
        of=_FIRST_MONTH,
        nothing=_NOT_UNDER_WAY,
        dated=Dated.END,
    ),
    Definition(
        slug="goals_reviewed",
        unit=Unit.SHARE,
        counted=mentorships.goals_reviewed,
        name=_("Reviews of the goals"),
        counts=_("reviews of the goals held by the end of the period"),
        of=_("reviews that were due in the period while the pair was under way"),
        nothing=_("No review of goals was due in the period."),
    ),
    Definition(
        slug="meetings_held",
        unit=Unit.SHARE,
        counted=mentorships.meetings_held,
        name=_("Meetings held"),
        counts=_("meetings that took place"),
        of=_(
            "meetings of which it was recorded in the period that they took place or that somebody was missing"
        ),
        left_out=_("Meetings called off, and those about which the two disagreed at the end of the period."),
        nothing=_("No meeting was recorded in the period."),
    ),
    Definition(
        slug="rematches",
        unit=Unit.SHARE,
        counted=mentorships.rematches,
        name=_("New mentor found"),
        counts=_("mentees who had begun with another mentor within 60 days"),
        of=_("mentees whose mentor withdrew or was excluded, 60 days of which ended in the period"),
        nothing=_("No mentee lost their mentor so long ago."),
    ),
)
_ENDINGS = (
    Definition(
        slug="closings",
        unit=Unit.SHARE,
        counted=mentorships.closings,
        name=_("Ended by a decision of both"),
        counts=_("mentorships completed, or ended early after a talk of the two"),
        of=_ENDED,
        left_out=_("Mentorships that the organisation ended."),
        nothing=_NO_END,
    ),
    Definition(
        slug="completed",
        unit=Unit.SHARE,
        counted=mentorships.completed,
        name=_("Completed"),
        counts=_("mentorships completed"),
        of=_ENDED,
        nothing=_NO_END,
    ),
    Definition(
        slug="evaluations_answered",
        unit=Unit.SHARE,
        counted=evaluations.evaluations_answered,
        name=_("Evaluations answered"),
        counts=_("people who had answered the closing questionnaire"),
        of=_("both people of the mentorships that had been over for 30 days in the period"),
        left_out=_("Mentorships that the organisation ended."),
        nothing=_("No mentorship had been over for 30 days in the period."),
    ),
    Definition(
        slug="recommendation",
        unit=Unit.SCORE,
        counted=evaluations.recommendation,
        name=_("Recommendation"),
        counts=_("from 0 to 10, how gladly people recommend the programme, the mean"),
        of=_("answers to the closing questionnaires, in the whole months of the period"),
        left_out=_(
            "Answers that wait until five can be shown together. A bundle of five or more counts in the month that completed it."
        ),
        nothing=_("Fewer than five answers can be shown of the whole months of this period."),
    ),
    Definition(
        slug="questionnaires_set",
        unit=Unit.YES_NO,
        counted=programmes.questionnaires_set,
        name=_("Closing questionnaires"),
        counts=_("whether mentors and mentees are asked a questionnaire at the end"),
        dated=Dated.TODAY,
    ),
    Definition(
        slug="follow_up_set",
        unit=Unit.YES_NO,
        counted=programmes.follow_up_set,
        name=_("Look back after the end"),
        counts=_("whether both are asked, some months after the end, what has lasted"),
        dated=Dated.TODAY,
    ),
)
_PUBLISHED = (
    Definition(
        slug="aims_described",
        unit=Unit.YES_NO,
        counted=programmes.aims_described,
        name=_("Aims described"),
        counts=_("whether theme and objectives stand in every language of the programme"),
        dated=Dated.TODAY,
    ),
    Definition(
        slug="eligibility_described",
        unit=Unit.YES_NO,
        counted=programmes.eligibility_described,
        name=_("Criteria for taking part"),
        counts=_("whether mentors and mentees are asked at least one question about who can take part"),
        left_out=_("Questions asked for the bias check only."),
        dated=Dated.TODAY,
    ),
    Definition(
        slug="resources_published",
        unit=Unit.COUNT,
        counted=resources.resources_published,
        name=_("Resources"),
        counts=_("guides, links and files that could be read at the end of the period"),
        left_out=_("Hidden ones."),
        dated=Dated.END,
    ),
)

THEMES: tuple[tuple[Words, tuple[Definition, ...]], ...] = (
    (_("People and their preparation"), _PEOPLE),
    (_("How pairs come about"), _COMING_TOGETHER),
    (_("Pairs under way"), _PAIRS),
    (_("Endings and what is learnt"), _ENDINGS),
    (_("What the programme publishes"), _PUBLISHED),
)
BY_SLUG: dict[str, Definition] = {each.slug: each for _title, theme in THEMES for each in theme}
COMPARED = tuple(each for each in BY_SLUG.values() if each.compared)
