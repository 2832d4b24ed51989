"""Seals as everybody reads them: on the registry's pages, in the feeds, on badges."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from ithaca.catalogue.models.framework import Labelled
from ithaca.credentials import addresses as credentials
from ithaca.credentials import labels
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import standing
from ithaca.kernel import clock
from ithaca.organisations.places import country_name, region_name
from ithaca.programmes.wording import said_by
from ithaca.schemes.presentation import language_of
from ithaca.seals import addresses, attesting, queries
from ithaca.seals.models import SealFile

WIDTH, HEIGHT = 400, 112  # of a badge


@dataclass(frozen=True)
class Public:
    """One seal, with what a page says of it in the reader's language."""

    row: SealFile
    seal: Credential

    @property
    def programme(self) -> str:
        return said_by(self.row.programme.name, self.row.programme)

    @property
    def organisation(self) -> str:
        return self.row.programme.organisation.name

    @property
    def country(self) -> str:
        return country_name(self.row.programme.organisation.country)

    @property
    def region(self) -> str:
        return region_name(self.row.programme.organisation.region)

    @property
    def level(self) -> Labelled:
        return queries.scheme_of(self.row).text(language_of()).levels[self.row.awarded_level]

    @property
    def scheme(self) -> str:
        return queries.scheme_of(self.row).text(language_of()).title

    @property
    def standing(self) -> str:
        """`issued`, `suspended`, `revoked` or `expired`."""
        return standing(self.seal)

    @property
    def standing_label(self) -> object:
        return labels.STANDINGS[self.standing]

    @property
    def in_force(self) -> bool:
        return self.standing == "issued"

    @property
    def address(self) -> str:
        return addresses.of_seal(self.row.pk)

    @property
    def verified_at(self) -> str:
        """Where a browser verifies the signature."""
        return credentials.of_credential(self.seal)

    @property
    def scheme_address(self) -> str:
        return attesting.address_of(self.row.version)

    @property
    def base(self) -> SealFile | None:
        """The seal on which it rests, where everybody may find the network of that one."""
        base = self.row.rests_on
        return base if base is not None and base.version.network.public else None

    @property
    def told_at(self) -> datetime:
        return queries.told_at(self.row)


def public(row: SealFile) -> Public:
    assert row.credential is not None
    return Public(row, row.credential)


def alternative(shown: Public, *, standing: bool = True) -> str:
    """What a badge says to whoever does not see it; on other people's pages without how it stands, which changes."""
    words = {
        "level": shown.level.label,
        "network": shown.row.network.name,
        "programme": shown.programme,
    }
    said = _("Quality seal “%(level)s” of %(network)s for %(programme)s") % words
    return f"{said}: {shown.standing_label}" if standing else said


# --- The feed ---


def entry(row: SealFile) -> Mapping[str, object]:
    """A seal in the machine-readable feed, in every language at once: `docs/seals.md` says its shape."""
    told, organisation, network = public(row), row.programme.organisation, row.network
    texts = queries.scheme_of(row).texts
    return {
        "id": told.address,
        "credential": told.verified_at,
        "standing": told.standing,
        "changed_at": told.told_at.isoformat(),
        "valid_from": told.seal.valid_from.isoformat(),
        "valid_until": told.seal.valid_until.isoformat() if told.seal.valid_until else None,
        "programme": row.programme.name,
        "organisation": {
            "name": organisation.name,
            "country": organisation.country,
            "region": organisation.region or None,
        },
        "network": {"name": network.name, "address": addresses.absolute("networks:page", network.slug)},
        "scheme": {
            "title": {code: words.title for code, words in texts.items()},
            "id": str(row.version_id),
            "series": str(row.version.series),
            "version": row.version.number,
            "address": told.scheme_address,
        },
        "level": {
            "slug": row.awarded_level,
            "label": {code: words.levels[row.awarded_level].label for code, words in texts.items()},
        },
        "rests_on": addresses.of_seal(base.pk) if (base := told.base) else None,
        "badge": {code: addresses.of_badge(row.pk, code) for code in addresses.LANGUAGES},
    }


def feed(rows: list[SealFile], *, address: str, following: str | None) -> Mapping[str, object]:
    return {
        "version": 1,
        "address": address,
        "made_at": clock.now().replace(second=0, microsecond=0).isoformat(),
        "next": following,
        "seals": [entry(row) for row in rows],
    }


# --- On the programme's own site ---


def snippet(row: SealFile, language: str) -> str:
    """The lines of HTML that show the badge: a picture with its words, and a link to the seal's page."""
    with translation.override(language):
        words = escape(alternative(public(row), standing=False))
    picture = (
        f'<img src="{addresses.of_badge(row.pk, language)}" width="{WIDTH}" height="{HEIGHT}" alt="{words}" '
        'loading="lazy" referrerpolicy="no-referrer">'
    )
    return f'<a href="{addresses.of_seal(row.pk)}">{picture}</a>'
