"""Steps around seals that are held: those that end."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.programmes.models import Programme
from ithaca.programmes.wording import said_by
from ithaca.seals.queries import to_renew
from ithaca.web.home.step import Step


def renewals(programmes: Collection[Programme]) -> Iterator[Step]:
    """From six months before the end, until somebody has begun."""
    for row in to_renew([each.pk for each in programmes]):
        if row.credential is None or row.credential.valid_until is None:
            continue
        day = date_format(timezone.localtime(row.credential.valid_until), "DATE_FORMAT")
        name = said_by(row.programme.name, row.programme)
        title = _("The seal of %(programme)s (%(network)s) ends on %(day)s") % {
            "programme": name,
            "network": row.network.name,
            "day": day,
        }
        text = _("Self-assessment and audit take their time, and nothing is lost by renewing early.")
        yield Step(title, reverse("seals:renew", args=[row.pk]), _("Renew the seal"), "history", text)
