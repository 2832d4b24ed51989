"""That two people have signed an agreement: it stays as long as it proves something to the other."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.agreements.models import Signature
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_proof, of_nobody, rows


def export(person: Person) -> dict[str, object]:
    mine = Signature.objects.filter(person=person).order_by("created_at", "id")
    return {"signatures": rows(mine, "revision_sha256", "jws", agreement="agreement_id", at="created_at")}


personal_data.register(
    personal_data.Part(
        app="agreements",
        title=gettext_lazy("Signed agreements"),
        rules={
            "Agreement": of_nobody("Which sealed text is a pair’s agreement."),
            "Signature": as_proof(
                "That somebody has signed it.",
                "An identifier and a signature; as long as the other member keeps the room.",
            ),
        },
        export=export,
    )
)
