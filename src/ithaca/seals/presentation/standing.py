"""A seal on the page of its file, and what another network offers on its strength."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.schemes.presentation import language_of
from ithaca.schemes.queries import scheme
from ithaca.seals import queries
from ithaca.seals.models import Cause, SealFile
from ithaca.seals.presentation.parts import Link, Roles, Section
from ithaca.seals.presentation.registry import public
from ithaca.seals.queries import Offer
from ithaca.seals.states import HELD, FileState

FORMS = (("png", "PNG"), ("svg", "SVG"), ("json", "JSON"), ("jwt", "JWT"))


def cause(of: str) -> str:
    """Why a seal is suspended, in a word."""
    return {
        Cause.NETWORK: _("by the network"),
        Cause.MEMBERSHIP: _("with the membership"),
        Cause.RESTING: _("with the seal on which it rests"),
    }[Cause(of)]


def section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """The seal, once there is one: how it stands, and what its reader can do with it."""
    if row.credential is None:
        return None
    keeps = allowed(roles, Permission.KEEP_SEAL_FILE)
    renewal = queries.renewal_of(row)
    if renewal is not None and renewal.state == FileState.ASSESSING and not keeps:
        renewal = None  # what is being written is the programme's alone
    context = {
        "told": public(row),
        "keeps": keeps,
        "holds": [(each, cause(each.cause)) for each in queries.holds_of(row)],
        "withdrawn_because": row.credential.reason if row.state == FileState.WITHDRAWN else "",
        "forms": FORMS,
        "renewable_from": queries.renewable_from(row) if row.state in HELD else None,
        "renewal": renewal,
        "resting": queries.resting_on(row) if keeps else [],
        "offers": queries.offers_to(row.programme) if keeps else [],
    }
    return Section(_("The seal"), "seals/sections/standing.html", context)


def basis(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """The other network's seal on which a file rests, and what is left to show."""
    if row.rests_on is None or row.rests_on.credential is None:
        return None
    vouched, titles = queries.vouched_for(row), scheme(row.version).text(language_of()).standards
    rest = [titles[slug].label for slug in queries.left_to_show(row)]
    context = {"base": public(row.rests_on), "counts": queries.in_force(row.rests_on)}
    return Section(
        _("Rests on another seal"),
        "seals/sections/basis.html",
        context | {"vouched": len(vouched), "rest": rest},
        aside=True,
    )


def links(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    """To renew it, for the programme in time; to suspend or withdraw it, for the network."""
    found = []
    if allowed(roles, Permission.KEEP_SEAL_FILE) and queries.may_renew(row):
        found.append(Link(_("Renew the seal"), reverse("seals:renew", args=[row.pk]), "history"))
    if row.state in HELD and allowed(roles, Permission.CHANGE_SEAL):
        change = reverse("seals:change", args=[row.pk])
        found.append(Link(change_title(row), change, "circle-pause", kind=""))
    return found


def change_title(row: SealFile) -> str:
    """What the network can do with a seal as it stands."""
    return _("Put back or withdraw") if row.state == FileState.SUSPENDED else _("Suspend or withdraw")


# --- Recognition ---


@dataclass(frozen=True)
class Offered:
    """An offer in its reader's language."""

    offer: Offer
    level: str
    title: str
    base: str  # the level that is held, and of which network
    url: str

    @property
    def covered(self) -> int:
        return len(self.offer.supplement.covered)


def offered(offer: Offer) -> Offered:
    words = scheme(offer.version).text(language_of())
    theirs = queries.scheme_of(offer.base).text(language_of()).levels[offer.base.awarded_level]
    programme = offer.base.programme
    return Offered(
        offer=offer,
        level=words.levels[offer.recognition.level].label,
        title=words.title,
        base=f"{theirs.label} – {offer.base.network.name}",
        url=reverse("seals:begin_recognised", args=[programme.slug, offer.base.pk, offer.recognition.pk]),
    )


def lines_of(told: Offered) -> list[tuple[str, str]]:
    """(code, words) of each standard that is left to show."""
    document = scheme(told.offer.version)
    words = document.text(language_of()).standards
    return [(document.codes[slug], words[slug].label) for slug in told.offer.supplement.remaining]
