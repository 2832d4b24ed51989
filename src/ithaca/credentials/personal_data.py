"""What was certified of people: their names go with the account, what verifies a file that is out in the world stays."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.credentials import actions, queries
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import Attached, as_proof, of_nobody


def erase(person: Person) -> None:
    for row in queries.credentials_of(person):
        actions.erase_holder(actor=person, credential=row)


def export(person: Person) -> dict[str, object]:
    return {
        "certificates": [
            {
                "id": row.pk,
                "name": row.name,
                "holder": row.holder_name,
                "issuer": row.issuer.name,
                "state": row.state,
                "valid_from": row.valid_from,
                "valid_until": row.valid_until,
                "public_page": row.shown,
                "in_the_directory": row.listed,
                "document": row.document,
                "jwt": row.jwt,
            }
            for row in queries.credentials_of(person)
        ]
    }


def files(person: Person) -> list[Attached]:
    """Each certificate as the very text that was issued, ready for any verifier."""
    return [
        Attached(f"certificates/{row.pk}.json", row.document.encode())
        for row in queries.credentials_of(person)
    ]


personal_data.register(
    personal_data.Part(
        app="credentials",
        title=gettext_lazy("Certificates"),
        rules={
            "Issuer": of_nobody("Organisations and networks as those who attest."),
            "IssuerKey": of_nobody("Their keys, sealed."),
            "AchievementText": of_nobody("What can be achieved, in words."),
            "StatusList": of_nobody("How many positions of a status list are taken."),
            "Credential": as_proof(
                "What an organisation has certified of somebody, with the name it was issued to.",
                "The name and the document go with the account; a position in a list and hashes stay, "
                "by which a file that is out in the world is verified.",
            ),
        },
        erase=erase,
        export=export,
        files=files,
    )
)
