"""Mail around a programme's seal file: what colleagues ask of each other, and who learns that it was handed in."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel.ids import read_id
from ithaca.notifications.kinds import Kind
from ithaca.notifications.post import Told, Words, tell
from ithaca.notifications.words.seal_audits import administrators_free_of
from ithaca.programmes.queries import coordinators_of
from ithaca.programmes.texts import localised
from ithaca.seals import queries
from ithaca.seals.models import SealFile

WHY = _("You get this mail because you coordinate %(programme)s.")
WHY_NETWORK = _("You get this mail because you administer the network %(network)s.")
YOURS = Words(
    _("You take care of an improvement in %(programme)s"),
    _(
        "%(who)s has put you down for “%(standard)s” in the improvement plan of %(programme)s, by %(due)s. If it should be another day or somebody else, say so there."
    ),
    WHY,
    kind=Kind.COORDINATION,
)
HANDED_IN = Words(
    _("%(programme)s has handed in its self-assessment"),
    _(
        "%(programme)s of %(organisation)s asks %(network)s for the level “%(level)s”. Read the report, and name the auditors or send the file back so that the programme improves first."
    ),
    WHY_NETWORK,
)
NOTHING_TO_AUDIT = Words(
    _("%(programme)s has handed in its self-assessment"),
    _(
        "%(programme)s of %(organisation)s asks %(network)s for the level “%(level)s”. The seal on which its file rests vouches for everything that is asked: hand it to the committee."
    ),
    WHY_NETWORK,
)
TO_COLLEAGUES = Words(
    _("Your self-assessment was handed in"),
    _(
        "%(who)s has handed in the self-assessment of %(programme)s for the level “%(level)s” of %(network)s. Everything is frozen as it stood; its hash stands on the page of the file."
    ),
    WHY,
)


def _values(row: SealFile, language: str) -> dict[str, object]:
    scheme = queries.scheme_of(row)
    return {
        "programme": localised(row.programme.name, language),
        "organisation": row.programme.organisation.name,
        "network": row.network.name,
        "level": scheme.text(language).levels[row.level].label,
    }


@reacts_to("seal.plan moved")
def tell_who_takes_care(event: Event) -> None:
    """Whoever was put down for it by somebody else."""
    found = queries.improvement(UUID(event.facts["improvement_id"]))
    owner = read_id(str(event.facts.get("owner_id") or ""))
    if found is None or found.owner is None or not event.facts["handed_over"]:
        return
    if found.owner_id != owner or owner == event.actor_id:
        return
    who = people([event.actor_id])[0].name if event.actor_id else ""
    scheme = queries.scheme_of(found.file)
    values = _values(found.file, found.owner.language) | {
        "who": who,
        "due": found.due,
        "standard": scheme.text(found.owner.language).standards[found.standard].label,
    }
    tell(event, [Told(found.owner, YOURS, reverse("seals:improvement", args=[found.pk]), values)])


@reacts_to("seal.moved")
def tell_of_handing_in(event: Event) -> None:
    """The network's administrators, and the colleagues of whoever handed in."""
    row = queries.file(event.subject_id)
    if row is None or event.facts["step"] != "hand in":
        return
    path = reverse("seals:file", args=[row.pk])
    own = coordinators_of(row.programme)
    who = next(iter(people([event.actor_id])), None) if event.actor_id else None
    named = {"who": who.name if who else ""}
    told = [
        Told(each, TO_COLLEAGUES, path, _values(row, each.language) | named)
        for each in own
        if each.pk != event.actor_id
    ]
    words = NOTHING_TO_AUDIT if queries.needs_no_audit(row) else HANDED_IN
    told += [Told(each, words, path, _values(row, each.language)) for each in administrators_free_of(row)]
    tell(event, told)
