"""Files that organisations bring in: people's rows are there for days, not for good."""

from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.intake.actions import forget_old_imports
from ithaca.intake.models import Import, ImportRow
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import for_a_time, of_nobody, rows

MONTH = "30 days after the import has ended; 7 days where nobody went on with it"


def erase(person: Person) -> None:
    ImportRow.objects.filter(key__in=proven_addresses(person)).delete()


def export(person: Person) -> dict[str, object]:
    mine = Import.objects.filter(started_by=person).order_by("created_at")
    return {"imports": rows(mine, "kind", "file_name", "state", "ended_at", begun_at="created_at")}


personal_data.register(
    personal_data.Part(
        app="intake",
        title=gettext_lazy("Imports"),
        rules={
            "Import": for_a_time(
                "Files that were brought in, their first lines and how columns are read.", MONTH
            ),
            "ImportRow": for_a_time(
                "Rows of such a file; good ones go as soon as they are written.",
                f"{MONTH}; at once where the account of their address is closed",
            ),
            "UnknownWord": for_a_time("Words of a file that nobody knew.", MONTH),
            "Remembered": of_nobody("How columns and words were understood."),
        },
        erase=erase,
        export=export,
        forget=(forget_old_imports,),
    )
)
