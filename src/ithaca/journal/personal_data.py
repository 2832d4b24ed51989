"""The journal tells who did what and when, by ids alone; of a former member it tells no name."""

from typing import Any

from django.utils.translation import gettext_lazy

from ithaca.journal.models import Event
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody, rows


def export(person: Any) -> dict[str, object]:
    mine = Event.objects.filter(actor_id=person.pk).order_by("id")
    return {"what_you_did": rows(mine, "at", "verb", "subject_id", "programme_id")}


personal_data.register(
    personal_data.Part(
        app="journal",
        title=gettext_lazy("What you did, and when"),
        rules={
            "Event": as_fact(
                "Who did what to which subject, when, by identifiers; never what anybody wrote."
            ),
            "Undispatched": of_nobody("Events whose reactions have not run yet; gone within moments."),
        },
        export=export,
    )
)
