"""What people say to studies. What was published hides everybody, and stays as it is."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody, rows
from ithaca.research.actions import withdraw_consent
from ithaca.research.models import Consent
from ithaca.research.states import ConsentState


def erase(person: Person) -> None:
    """No later edition tells of their mentorships."""
    given = Consent.objects.filter(participation__person=person, state=ConsentState.GIVEN)
    for row in given.select_related("study", "participation__programme").order_by("study_id", "pk"):
        withdraw_consent(actor=person, study=row.study, participation=row.participation)


def export(person: Person) -> dict[str, object]:
    mine = Consent.objects.filter(participation__person=person).order_by("created_at")
    return {"consents": rows(mine, "state", "since", study="study__title")}


personal_data.register(
    personal_data.Part(
        app="research",
        title=gettext_lazy("Research"),
        rules={
            "Study": of_nobody("Studies, with the address that their network gives for questions."),
            "Agreement": of_nobody("Which organisations agree to a study."),
            "Part": of_nobody("Which programmes take part."),
            "Consent": as_fact("What somebody said to a study: proof of what was asked and answered."),
            "Release": of_nobody("Published editions, in which nobody is made out."),
            "ReleasedPair": as_fact("That a mentorship has gone out: never again."),
        },
        erase=erase,
        export=export,
    )
)
