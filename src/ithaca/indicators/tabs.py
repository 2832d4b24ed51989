"""The pages about a programme's figures, as one row of tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.programmes.models import Programme


def tabs(programme: Programme, current: str) -> list[dict[str, object]]:
    """`current` is the name of the address of the page that is shown."""
    named = [
        ("steering:overview", _("Overview")),
        ("steering:requests", _("Requests")),
        ("evaluations:results", _("Evaluations")),
        ("indicators:facts", _("Facts")),
        ("indicators:comparison", _("Comparison")),
        ("seals:programme", _("Seals")),
        ("research:programme", _("Research")),
    ]
    return [
        {"label": label, "url": reverse(name, args=[programme.slug]), "current": name == current}
        for name, label in named
    ]
