"""One form field with its label, hint and errors, tied together for assistive technology."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from ithaca.design.forms import Described

register = template.Library()

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_COMPOSITE = (forms.MultiWidget, forms.SelectDateWidget)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, _GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    return "composite" if isinstance(widget, _COMPOSITE) else "input"


def anchor(field: BoundField) -> str:
    """The id of the control that a link to the field should lead to."""
    kind = _kind(field.field.widget)
    identifier = field.auto_id or field.html_name
    return f"{identifier}_0" if kind in ("group", "composite") else identifier


def _attributes(field: BoundField, *, hint: str, short: bool, kind: str) -> dict[str, Any]:
    described = [f"{field.auto_id}_hint"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    own = field.field.widget.attrs.get("class", "")
    attributes: dict[str, Any] = {}
    if kind not in ("group", "checkbox", "composite"):
        attributes["class"] = " ".join(filter(None, ["input", "input--short" if short else "", own]))
    if described and kind != "group":
        attributes["aria-describedby"] = " ".join(described)
    if field.errors and kind != "group":
        attributes["aria-invalid"] = "true"
    return attributes


def _control(field: BoundField, attributes: dict[str, Any]) -> SafeString:
    return field.as_widget(attrs=attributes)


@register.inclusion_tag("design/components/field.html", name="field")
def render_field(
    field: BoundField,
    *,
    label: str = "",
    hint: str = "",
    look: str = "",
    optional: bool = True,
) -> dict[str, Any]:
    """A field; look is "short", "columns", "cards" or "switch"; optional=False hides the word "optional"."""
    widget = field.field.widget
    if widget.is_hidden:
        return {"kind": "hidden", "control": field}
    kind = _kind(widget)
    hint = hint or str(field.help_text)
    attributes = _attributes(field, hint=hint, short=look == "short", kind=kind)
    described = [f"{field.auto_id}_hint"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    return {
        "field": field,
        "kind": kind,
        "label": label or field.label,
        "hint": hint,
        "look": look,
        "optional": optional and not field.field.required and kind != "checkbox",
        "described": " ".join(described),
        "control": None if kind == "group" else _control(field, attributes),
        "choices": [_choice(option, bool(field.errors)) for option in field.subwidgets]
        if kind == "group"
        else [],
    }


def _choice(option: Any, invalid: bool) -> dict[str, Any]:
    """One option of a group; a choice label may be Described."""
    if invalid:
        option.data["attrs"]["aria-invalid"] = "true"
    label = option.choice_label
    hint = label.hint if isinstance(label, Described) else ""
    return {"control": option.tag(), "id": option.id_for_label, "label": str(label), "hint": hint}


@register.inclusion_tag("design/components/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """Every field of a form in its order, hidden ones included."""
    return {"form": form}


@register.inclusion_tag("design/components/error_summary.html")
def error_summary(*forms_shown: forms.BaseForm) -> dict[str, Any]:
    """What is wrong, on top of the page: takes the focus and links to each field."""
    problems: list[dict[str, Any]] = []
    for form in forms_shown:
        if form is None or not form.is_bound:
            continue
        problems += [{"text": text} for text in form.non_field_errors()]
        for field in form:
            target = "" if field.is_hidden else anchor(field)
            problems += [
                {"text": text, "label": str(field.label).rstrip().rstrip(".:").rstrip(), "anchor": target}
                for text in field.errors
            ]
    return {"problems": problems}
