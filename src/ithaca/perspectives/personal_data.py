"""How others see a mentor: counts that go with the mentor's account, and who was asked."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import rows, with_account
from ithaca.perspectives.models import Invitation, Round


def erase(person: Person) -> None:
    """What others said of a mentor goes with the mentor; what this person said of others is counted, and theirs."""
    Round.objects.filter(person=person).delete()
    Invitation.objects.filter(Q(person=person) | Q(email__in=proven_addresses(person))).delete()


def export(person: Person) -> dict[str, object]:
    """Without whom was asked by address, and without counts of too few: the page shows what may be shown."""
    mine = Round.objects.filter(person=person).order_by("created_at")
    return {"rounds": rows(mine, "questionnaire", "ends_at", "ended", "shown", begun_at="created_at")}


personal_data.register(
    personal_data.Part(
        app="perspectives",
        title=gettext_lazy("Perspectives of others on you"),
        rules={
            "Round": with_account("When a mentor asked others how they see them, and the answers as counts."),
            "Invitation": with_account(
                "Whom a round asks, by account or address, and whether they have answered.",
                "Goes with the mentor’s account or with that of whoever was asked.",
            ),
        },
        erase=erase,
        export=export,
    )
)
