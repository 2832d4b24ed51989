"""Mail around seal schemes: the origin has moved on, another network recognises one's seal or no longer does."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks.models import Network
from ithaca.networks.queries import people_of
from ithaca.notifications.post import Told, Words, tell
from ithaca.schemes import queries
from ithaca.schemes.keeping import moved

WHY = _("You get this mail because you administer the network %(network)s.")
ORIGIN = Words(
    _("%(source)s has changed the scheme that yours is derived from"),
    _(
        "%(source)s has published version %(number)s of its seal scheme, from which that of %(network)s is derived. Look at what has changed, and choose what you take over; yours stays as it is until then."
    ),
    WHY,
)
MOVED = Words(
    _("%(source)s has changed a scheme whose seal you recognise"),
    _(
        "Version %(number)s of the seal scheme of %(source)s takes something away on which the recognition by %(network)s rests. It stays as it is until you say: look at what has changed, then keep or end it."
    ),
    WHY,
)
RECOGNITION = {
    "recognition.declared": Words(
        _("%(source)s recognises your seal"),
        _(
            "%(source)s accepts a level of the seal of %(network)s as its own. Its page says what is still to show."
        ),
        WHY,
    ),
    "recognition.ended": Words(
        _("%(source)s no longer recognises your seal"),
        _(
            "%(source)s accepts a level of the seal of %(network)s no longer. Whoever was accepted until now stays so."
        ),
        WHY,
    ),
}


def _administrators(
    event: Event, network: Network, words: Words, path: str, values: dict[str, object]
) -> list[Told]:
    told = {"network": network.name, **values}
    people = [row.person for row in people_of(network, "administrator")]
    return [Told(person, words, path, told) for person in people if person.pk != event.actor_id]


@reacts_to("seal scheme.published")
def tell_of_a_later_version(event: Event) -> None:
    """
    Whoever administers a network that recognises a seal of the scheme, where this version takes something away; then one
    whose scheme comes from an earlier version. Of one fact people hear once: who has to decide hears of that.
    """
    version = queries.version(event.subject_id)
    if version is None:
        return
    values: dict[str, object] = {"source": version.network.name, "number": version.number}
    recognising = [
        row.network for row in queries.recognitions_of_series(version.series) if moved(row) is not None
    ]
    for network in dict.fromkeys(recognising):
        path = reverse("schemes:recognition", args=[network.slug])
        tell(event, _administrators(event, network, MOVED, path, values))
    for derived in queries.derived_from_series(version):
        older = derived.derived_from is not None and derived.derived_from.number < version.number
        if older and derived.network not in recognising:
            path = reverse("schemes:scheme", args=[derived.pk])
            tell(event, _administrators(event, derived.network, ORIGIN, path, values))


@reacts_to("recognition.declared", "recognition.ended")
def tell_whose_seal_it_is(event: Event) -> None:
    row = queries.recognition(event.subject_id)
    if row is None:
        return
    path = reverse("schemes:public", args=[row.ours.pk])
    network = row.theirs.network
    tell(event, _administrators(event, network, RECOGNITION[event.verb], path, {"source": row.network.name}))
