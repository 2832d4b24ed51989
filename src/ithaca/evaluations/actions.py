import uuid
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.evaluations.events import EvaluationGiven
from ithaca.evaluations.models import Completion, Response
from ithaca.evaluations.queries import OPEN_IN, SMALLEST_GROUP, has_evaluated, questionnaire_for
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import policies
from ithaca.mentorships.actions.changes import locked
from ithaca.mentorships.models import Mentorship


@transaction.atomic
def give_evaluation(*, actor: Person, mentorship: Mentorship, answers: Mapping[str, int]) -> None:
    """Keeps that somebody has evaluated, and apart from it, without a name, what was answered."""
    mentorship = locked(mentorship.pk)  # the queue for two tabs of the same person
    policies.require(actor, mentorship, Permission.EVALUATE)
    role = policies.role_of(actor, mentorship)
    if mentorship.state not in OPEN_IN:
        raise Refusal(_("The evaluation opens when you close the mentorship."))
    participation = mentorship.mentor if role == "mentor" else mentorship.mentee
    if has_evaluated(mentorship, participation):
        raise Refusal(_("You have evaluated this mentorship already. Thank you."))
    questionnaire = questionnaire_for(mentorship.programme, role)
    known = {item.slug for item in questionnaire.items} | {"recommendation"}
    if not set(answers) <= known:
        raise Refusal(_("Reload the page: the questions have changed."))
    Completion.objects.create(mentorship=mentorship, participation=participation)
    response = Response(
        id=uuid.uuid4(),
        programme=mentorship.programme,
        role=role,
        questionnaire=str(questionnaire.reference),
        month=clock.today().replace(day=1),
        answers=dict(answers),
    )
    _keep(response)
    journal.record(
        EvaluationGiven(
            actor_id=actor.pk,
            subject_id=mentorship.pk,
            programme_id=mentorship.programme_id,
            participation_id=participation.pk,
            role=role,
        )
    )


def _keep(response: Response) -> None:
    """Keeps answers, to be shown together with those that wait as soon as they are enough not to be told apart."""
    alike = Response.objects.filter(
        programme=response.programme_id, role=response.role, questionnaire=response.questionnaire
    )
    waiting = list(alike.filter(group=0).select_for_update().values_list("pk", flat=True))
    response.save(force_insert=True)
    if len(waiting) + 1 >= SMALLEST_GROUP:
        last = alike.aggregate(last=Max("group"))["last"] or 0
        Response.objects.filter(pk__in=[*waiting, response.pk]).update(group=last + 1)
