"""A credential on paper: the same data, with a QR code that leads to its verification. Generic over kinds."""

import io

import segno
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.credentials import addresses, pictures, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges.content import Kind
from ithaca.credentials.open_badges.keys import fingerprint
from ithaca.design.documents import render_pdf


def _code(address: str) -> str:
    """The address as QR code, in SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark="#1c2a36", xmldecl=False)
    return out.getvalue().decode()


def _attests(kind: Kind) -> str:
    return {
        Kind.CERTIFICATION: _("certifies that"),
        Kind.QUALITY: _("awards its seal to"),
        Kind.PARTICIPATION: _("attests that"),
    }[kind]


def _as_what(kind: Kind) -> str:
    return {
        Kind.CERTIFICATION: _("has shown what it takes to be called"),
        Kind.QUALITY: _("which meets what is asked for"),
        Kind.PARTICIPATION: _("has taken part in"),
    }[kind]


def certificate(row: Credential) -> bytes:
    """The certificate as tagged PDF, in the language in which the achievement is written."""
    achievement = queries.achievement_of(row.achievement)
    kind = Kind(row.kind)
    with translation.override(achievement.language):
        day = date_format(timezone.localtime(row.valid_from), "DATE_FORMAT")
        until = date_format(timezone.localtime(row.valid_until), "DATE_FORMAT") if row.valid_until else ""
        facts = [(_("Issued on"), day)]
        if until:
            facts.append((_("Valid until"), until))
        if achievement.version:
            facts.append((_("Scheme"), achievement.version))
        data = {
            "language": achievement.language,
            "title": f"{row.name} – {row.holder_name}",
            "issuer": row.issuer.name,
            "attests": _attests(kind),
            "name": row.holder_name,
            "as_what": _as_what(kind),
            "achievement": row.name,
            "description": achievement.description,
            "facts": facts,
            "badge": pictures.drawing(row),
            "badge_alt": _("Badge: %(name)s") % {"name": row.name},
            "code": _code(addresses.of_credential(row)),
            "code_alt": _("QR code that leads to the verification"),
            "check": _("Is this paper true? Follow the code, or open:"),
            "address": addresses.of_credential(row),
            "signed": _("Signed with key %(number)s, whose fingerprint ends in %(tail)s")
            % {"number": row.key.number, "tail": fingerprint(row.key.public_multikey)},
        }
    return render_pdf("certificate", data, issued_on=row.valid_from.date())
