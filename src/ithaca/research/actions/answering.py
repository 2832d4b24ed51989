"""Each person says for themselves whether what their mentorships show may go out."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes.models import Participation
from ithaca.research import events, policies, queries
from ithaca.research.actions.changes import locked, record
from ithaca.research.models import Consent, Study
from ithaca.research.states import CONSENT, ConsentState

FACTS: dict[ConsentState, type[events.ConsentFact]] = {
    ConsentState.GIVEN: events.ConsentGiven,
    ConsentState.REFUSED: events.ConsentRefused,
    ConsentState.WITHDRAWN: events.ConsentWithdrawn,
}


@transaction.atomic
def give_consent(*, actor: Person, study: Study, participation: Participation, adult: bool) -> None:
    """Says yes, as an adult, after having read what goes out."""
    if not adult:
        raise Refusal(
            _("Say that you are of age, and were: only adults take part in a study."), field="adult"
        )
    _answer(actor, study, participation, ConsentState.GIVEN, verb="give")


@transaction.atomic
def refuse_consent(*, actor: Person, study: Study, participation: Participation) -> None:
    """Says no; nobody is told, and nobody asks again."""
    _answer(actor, study, participation, ConsentState.REFUSED, verb="refuse")


@transaction.atomic
def withdraw_consent(*, actor: Person, study: Study, participation: Participation) -> None:
    """No later edition tells of their mentorships; also once the study is closed."""
    _answer(actor, study, participation, ConsentState.WITHDRAWN, verb="withdraw")


def _answer(
    actor: Person, study: Study, participation: Participation, state: ConsentState, *, verb: str
) -> None:
    policies.require_for(actor, participation)
    row = locked(study)
    found = queries.consent(row, participation) or Consent(study=row, participation=participation)
    if found.state == state:
        return  # a second click
    if state != ConsentState.WITHDRAWN and not queries.is_asked(row, participation):
        raise Refusal(_("This study no longer asks people of your programme."))
    found.state, found.since = CONSENT.after(verb, found.state), clock.now()
    found.save()
    record(
        FACTS[state],
        actor,
        row,
        participation.programme_id,
        participation_id=participation.pk,
        person_id=participation.person_id,
    )
