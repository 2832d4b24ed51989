"""What somebody answered to the questions of a programme, in words."""

from typing import Any

from django.utils.translation import gettext as _

from ithaca.programmes.models import EligibilityQuestion, Participation, Programme
from ithaca.programmes.texts import localised
from ithaca.programmes.wording import reader_language


def answers_in_words(
    programme: Programme, participation: Participation, asked: list[EligibilityQuestion]
) -> list[tuple[str, str]]:
    """Each question of the role with the answer given, in the reader's language."""
    language = reader_language(programme)
    told = []
    for question in asked:
        answer: Any = participation.answers.get(str(question.pk))
        if answer is None or question.asked_of not in ("both", participation.role):
            continue
        if isinstance(answer, bool):
            answer = _("Yes") if answer else _("No")
        elif question.kind == "choice":
            labels = {option["value"]: option["label"] for option in question.options}
            answer = localised(labels.get(answer, {}), language) or answer
        told.append((localised(question.label, language), str(answer)))
    return told
