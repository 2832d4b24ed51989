"""Evaluations: that somebody has answered is known, what they answered is nobody's."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.evaluations.models import Completion
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody, rows


def export(person: Person) -> dict[str, object]:
    mine = Completion.objects.filter(participation__person=person)
    return {"evaluations_answered": rows(mine, mentorship="mentorship_id")}


personal_data.register(
    personal_data.Part(
        app="evaluations",
        title=gettext_lazy("Evaluations"),
        rules={
            "Completion": as_fact("That somebody has answered the evaluation of a mentorship."),
            "Response": of_nobody("Answers, without anything that tells whose they are."),
        },
        export=export,
    )
)
