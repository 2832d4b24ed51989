"""Who has a place in which training, and how long they were there."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.kernel import clock, personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody, rows
from ithaca.trainings import actions
from ithaca.trainings.models import SignUp
from ithaca.trainings.states import SignUpState, TrainingState


def erase(person: Person) -> None:
    mine = SignUp.objects.filter(
        person=person,
        state__in=(SignUpState.WAITING, SignUpState.PLACED),
        training__state=TrainingState.OPEN,
        training__starts_at__gt=clock.now(),
    )
    for found in mine.select_related("training").order_by("training_id"):
        actions.give_up(person=person, training=found.training)


def export(person: Person) -> dict[str, object]:
    mine = SignUp.objects.filter(person=person).order_by("created_at", "id")
    return {
        "trainings": rows(
            mine,
            "state",
            "minutes",
            title="training__title",
            programme="training__programme__name",
            begins="training__starts_at",
            signed_up="created_at",
        )
    }


personal_data.register(
    personal_data.Part(
        app="trainings",
        title=gettext_lazy("Trainings"),
        rules={
            "Training": of_nobody("Trainings of a programme."),
            "TrainingDate": of_nobody("Their dates."),
            "SignUp": as_fact("Who has a place in a training, and how long they were there."),
        },
        erase=erase,
        export=export,
    )
)
