import uuid
from collections.abc import Mapping
from statistics import fmean
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.catalogue import Questionnaire
from ithaca.evaluations.events import EvaluationGiven
from ithaca.evaluations.models import Completion, Mean, Response
from ithaca.evaluations.queries import (
    OPEN_IN,
    RECOMMENDATION,
    SMALLEST_GROUP,
    figures,
    has_evaluated,
    questionnaire_for,
)
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import policies
from ithaca.mentorships.actions.changes import locked
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Programme


@transaction.atomic
def give_evaluation(*, actor: Person, mentorship: Mentorship, answers: Mapping[str, int]) -> None:
    """Keeps that somebody has evaluated, and apart from it, without a name, what was answered."""
    row = locked(mentorship.pk)  # the queue for two tabs of the same person
    policies.require(actor, row, Permission.EVALUATE)
    role = policies.role_of(actor, row)
    if row.state not in OPEN_IN:
        raise Refusal(_("The evaluation opens when you close the mentorship."))
    participation = row.mentor if role == "mentor" else row.mentee
    if has_evaluated(row, participation):
        raise Refusal(_("You have evaluated this mentorship already. Thank you."))
    questionnaire = questionnaire_for(row.programme, role)
    known = {item.slug for item in questionnaire.items} | {RECOMMENDATION}
    if not set(answers) <= known:
        raise Refusal(_("Reload the page: the questions have changed."))
    Completion.objects.create(mentorship=row, participation=participation)
    Response.objects.create(
        id=uuid.uuid4(),
        programme=row.programme,
        role=role,
        questionnaire=str(questionnaire.reference),
        month=clock.today().replace(day=1),
        answers=dict(answers),
    )
    _bring_up_to_date(row.programme, role, questionnaire)
    journal.record(
        EvaluationGiven(
            actor_id=actor.pk,
            subject_id=row.pk,
            programme_id=row.programme_id,
            participation_id=participation.pk,
            role=role,
        )
    )


def _bring_up_to_date(programme: Programme, role: str, questionnaire: Questionnaire) -> None:
    """Renews each figure of which enough further people have spoken."""
    asked: dict[str, Any] = {
        "programme": locked_programme(programme),
        "role": role,
        "questionnaire": str(questionnaire.reference),
    }
    before = dict(Mean.objects.filter(**asked).values_list("about", "count"))
    given = Response.objects.filter(**asked).values_list("answers", flat=True)
    for about, values in figures(questionnaire, given).items():
        if len(values) >= before.get(about, 0) + SMALLEST_GROUP:
            now = {"value": fmean(values), "count": len(values)}
            Mean.objects.update_or_create(**asked, about=about, defaults=now)
