"""What somebody has entered on a page that is no longer true: shown to them, so that nothing of it is lost."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ithaca.editions.document import known_language

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Entered:
    """One field as it was sent: how it is called, and what it said."""

    label: str
    text: str


def language_name(code: str) -> str:
    """A language as the reader calls it, "French" or « Français »; its code where nobody knows it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def entered(form: forms.Form) -> tuple[Entered, ...]:
    """What was sent and is not what stands now."""
    found = [Entered(str(each.label), _told(each)) for each in form if _differs(form, each)]
    labels = {NUMBER.sub("#", name): str(field.label) for name, field in form.fields.items()}
    for name, text in texts_in(form.data).items():
        if name not in form.fields:  # a line that is no longer there
            found.append(Entered(labels.get(NUMBER.sub("#", name), _language(name)), text))
    return tuple(found)


def texts_in(data: Mapping[str, object]) -> dict[str, str]:
    """The words among what was sent: fields in a language, and reasons."""
    return {
        name: str(data[name]).strip()
        for name in data
        if (known_language(name.rsplit("_", 1)[-1]) or name.startswith("why_")) and str(data[name]).strip()
    }


def too_late(
    request: HttpRequest, *, why: object, back: str, fields: Mapping[str, object] | None = None
) -> HttpResponse:
    """
    There is nothing left to change: what was written is shown, for elsewhere. Whoever only looks finds nothing.
    `fields` says how those are called that bear no language in their name.
    """
    if request.method != "POST":
        raise Http404
    sent = request.POST if isinstance(request.POST, QueryDict) else {}
    words = [Entered(_language(name), text) for name, text in texts_in(sent).items()]
    words += [
        Entered(str(label), sent[name].strip())
        for name, label in (fields or {}).items()
        if sent.get(name, "").strip()
    ]
    return render(request, "editions/too_late.html", {"why": why, "back": back, "entered": words}, status=409)


def _language(name: str) -> str:
    code = name.rsplit("_", 1)[-1]
    return language_name(code) if known_language(code) else _("Text")


def _differs(form: forms.Form, each: BoundField) -> bool:
    widget, name = each.field.widget, each.html_name
    if widget.is_hidden or widget.value_omitted_from_data(form.data, form.files, name):
        return False
    return each.field.has_changed(each.initial, each.data)


def _told(each: BoundField) -> str:
    return ", ".join(_words(each)) or "–"


def _words(each: BoundField) -> Iterator[str]:
    value, choices = each.data, getattr(each.field, "choices", None)
    if isinstance(each.field, forms.BooleanField):
        yield _("yes") if value else _("no")
    elif choices is not None:
        names = {str(key): str(label) for key, label in choices}
        yield from (names.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))
    elif str(value or "").strip():
        yield str(value).strip()
