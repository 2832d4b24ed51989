"""The living page of every component, in the reader's language. Not served in production."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.access.permissions import Permission
from ithaca.design.components import shapes
from ithaca.design.components.charts import Bar
from ithaca.design.components.radar import Axis, Shape
from ithaca.design.forms import AccessibleForm, Described
from ithaca.design.views import open_route

TOKENS = [
    "paper",
    "surface",
    "sunken",
    "sea",
    "sea-tint",
    "olive-tint",
    "terracotta-tint",
    "sun-tint",
    "deep",
]


class ExampleForm(AccessibleForm, forms.Form):
    """One field of each kind."""

    headline = forms.CharField(
        label=gettext_lazy("Headline"), help_text=gettext_lazy("One sentence that says who you are.")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    password = forms.CharField(label=gettext_lazy("Password"), widget=forms.PasswordInput)
    presentation = forms.CharField(label=gettext_lazy("Presentation"), widget=forms.Textarea, required=False)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Rhythm"),
        choices=[
            ("", gettext_lazy("Choose…")),
            ("2", gettext_lazy("Every two weeks")),
            ("4", gettext_lazy("Every month")),
        ],
    )
    day = forms.DateField(label=gettext_lazy("Day"))
    hour = forms.TimeField(label=gettext_lazy("Hour"))
    places = forms.IntegerField(label=gettext_lazy("Number of mentees at a time"), min_value=1, max_value=9)
    contact = forms.ChoiceField(
        label=gettext_lazy("How you will meet"),
        widget=forms.RadioSelect,
        choices=[
            (
                "video",
                Described(gettext_lazy("By video"), gettext_lazy("The link goes out with the invitation.")),
            ),
            ("person", Described(gettext_lazy("In person"), gettext_lazy("You choose the place together."))),
            ("phone", gettext_lazy("By telephone")),
        ],
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("fr", gettext_lazy("French")),
            ("en", gettext_lazy("English")),
            ("es", gettext_lazy("Spanish")),
        ],
    )
    photo = forms.FileField(label=gettext_lazy("Photo"), required=False)
    available = forms.BooleanField(
        label=gettext_lazy("Available for a new mentee"),
        required=False,
        help_text=gettext_lazy("Switch it off, and nobody new can write to you."),
    )
    charter = forms.BooleanField(label=gettext_lazy("I have read the charter and accept it."))


def _wrong_form() -> ExampleForm:
    return ExampleForm(
        {"headline": "", "email": "amina@", "presentation": _("I keep my text."), "contact": "boat"},
        auto_id="wrong_%s",
    )


def _months() -> list[Bar]:
    values = [3, 5, 4, 8, 11, 9, 2, 1, 10, 14, 12, 7]
    return [Bar(str(month), value) for month, value in enumerate(values, start=1)]


def _navigation() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(label=_("Home"), url="#", current=True, badge="", icon="house"),
        SimpleNamespace(label=_("Directory"), url="#", current=False, badge="", icon="search"),
        SimpleNamespace(label=_("Mentorships"), url="#", current=False, badge=3, icon="users"),
        SimpleNamespace(label=_("Requests"), url="#", current=False, badge="", icon="inbox"),
        SimpleNamespace(label=_("Steering"), url="#", current=False, badge="", icon="chart-column"),
    ]


def _meetings() -> list[Bar]:
    return [
        Bar(_("Held"), 42, tone="done"),
        Bar(_("Planned"), 17),
        Bar(_("Missed"), 6, tone="attention"),
        Bar(_("Waiting for an answer"), 9, tone="waiting"),
    ]


def _radar() -> tuple[list[Axis], list[Shape]]:
    names = [_("Plan"), _("Do"), _("Evaluate"), _("Act"), _("Learn")]
    axes = [Axis(str(n), name) for n, name in enumerate(names, start=1)]
    before, now = [0.2, 0.4, 0.3, 0.5, 0.2], [0.6, 0.8, 0.5, 0.7, 0.9]
    return axes, [
        Shape(_("Last year"), before, [f"{value:.0%}" for value in before], "ended"),
        Shape(_("Today"), now, [f"{value:.0%}" for value in now]),
    ]


def _context() -> dict[str, Any]:
    return {
        "tokens": TOKENS,
        "icons": shapes.names("icons"),
        "drawings": [name for name in shapes.names("drawings") if name != "logo"],
        "form": ExampleForm(),
        "wrong": _wrong_form(),
        "phases": [
            (_("Launch"), "done", _("First meeting and agreement")),
            (_("Development"), "current", _("2 meetings of 4 held")),
            (_("Separation"), "next", _("Taking stock and saying goodbye")),
        ],
        "facts": [
            (_("Programme"), _("Take the helm")),
            (_("Rhythm"), _("Every two weeks")),
            (_("Capacity"), 2),
        ],
        "bars": _meetings(),
        "months": _months(),
        "radar_axes": _radar()[0],
        "radar_shapes": _radar()[1],
        "page": Paginator(range(200), 10).page(4),
        "tabs": [
            {"label": _("Overview"), "url": "#", "current": True},
            {"label": _("Meetings"), "url": "#", "count": 2},
            {"label": _("Goals"), "url": "#"},
        ],
        "moment": datetime(2026, 3, 12, 17, 30, tzinfo=UTC),
        "people": ["Amina Diallo", "Jean-Baptiste Roy", "Léa Favre", "Tomás Iglesias"],
        "states": [
            ("held", _("Held")),
            ("planned", _("Planned")),
            ("sent", _("Waiting for an answer")),
            ("missed", _("Missed")),
            ("closed", _("Closed")),
        ],
        "navigation": _navigation(),
    }


@open_route(Permission.SEE_PUBLIC_PAGES)
def style(request: HttpRequest) -> HttpResponse:
    if settings.PRODUCTION:
        raise Http404
    return render(request, "design/style.html", _context() | {"theme": request.GET.get("theme", "")})
