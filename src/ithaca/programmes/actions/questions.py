from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.programmes import policies, queries, rules
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.actions.setting_up import check_section
from ithaca.programmes.models import EligibilityQuestion, Participation, Programme
from ithaca.programmes.states import ASKING


@dataclass(frozen=True, kw_only=True)
class QuestionContent:
    """What a coordinator writes of one eligibility question."""

    asked_of: str
    kind: str
    label: Mapping[str, str]
    help: Mapping[str, str] = field(default_factory=dict)
    options: list[dict[str, Any]] = field(default_factory=list)
    rule: Mapping[str, Any] = field(default_factory=dict)
    refusal: Mapping[str, str] = field(default_factory=dict)
    is_group: bool = False


@transaction.atomic
def save_question(
    *, actor: Person, programme: Programme, id: UUID, content: QuestionContent
) -> EligibilityQuestion:
    """Adds a question after the others, or changes the one with this id."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if set(content.rule) - rules.RULES_OF[content.kind]:
        raise Refusal(_("This rule doesn’t go with this kind of question."), field="kind")
    if content.is_group and content.rule:
        raise Refusal(_("A question about groups has no rule: let every answer fit."), field="is_group")
    question = EligibilityQuestion.made_before(id, programme=row)
    if question is None:
        position = EligibilityQuestion.objects.filter(programme=row).count() + 1
        question = EligibilityQuestion(pk=id, programme=row, position=position)
    question.asked_of, question.kind = content.asked_of, content.kind
    question.label, question.help = dict(content.label), dict(content.help)
    question.options, question.rule, question.refusal = (
        content.options,
        dict(content.rule),
        dict(content.refusal),
    )
    question.is_group = content.is_group
    question.save()
    _questions_changed(actor, row)
    return question


@transaction.atomic
def remove_question(*, actor: Person, programme: Programme, id: UUID) -> None:
    """Removes a question; answers that were given to it stay with their applications, unread."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    EligibilityQuestion.objects.filter(programme=row, pk=id).delete()
    _questions_changed(actor, row)


@transaction.atomic
def move_question(*, actor: Person, programme: Programme, id: UUID, steps: int) -> None:
    """Moves a question up (-1) or down (1) in the order in which it is asked."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    order = queries.questions(row)
    here = next((index for index, question in enumerate(order) if question.pk == id), None)
    if here is None:
        raise Refusal(_("This question is no longer there."))
    question = order.pop(here)
    order.insert(max(0, here + steps), question)
    for position, each in enumerate(order, start=1):
        each.position = position
    EligibilityQuestion.objects.bulk_update(order, ["position"])
    check_section(actor=actor, programme=row, section="questions")


def _questions_changed(actor: Person, programme: Programme) -> None:
    """Applications that wait are measured against the rules of today, so that the queue shows who no longer fits."""
    asked = queries.as_rules(queries.questions(programme))
    waiting = list(Participation.objects.filter(programme=programme, state__in=ASKING))
    for application in waiting:
        application.eligible = not rules.unmet(asked, application.role, application.answers)
    Participation.objects.bulk_update(waiting, ["eligible"], batch_size=500)
    check_section(actor=actor, programme=programme, section="questions")
