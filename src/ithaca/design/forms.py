"""What our forms add to Django's: native date and time controls, and autocomplete for what people know by heart."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Described:
    """A choice's label with a sentence under it."""

    label: object
    hint: object

    def __str__(self) -> str:
        return str(self.label)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


# Needed inside words of some scripts, and harmless: the two joiners.
JOINERS = "\u200c\u200d"


class NameField(forms.CharField):
    """A name as people read it: one line, without characters that can't be seen or that turn the text around."""

    def to_python(self, value: Any) -> str:
        told = [
            c if c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp") else " "
            for c in str(super().to_python(value) or "")
        ]
        return " ".join("".join(told).split())


AUTOCOMPLETE = {
    "email": "email",
    "name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "phone": "tel",
    "organisation": "organization",
    "place": "address-level2",
    "city": "address-level2",
    "country": "country-name",
    "url": "url",
    "language": "language",
}

_NATIVE: tuple[tuple[type[forms.Widget], type[forms.Widget]], ...] = (
    (forms.DateTimeInput, DateTimeInput),
    (forms.DateInput, DateInput),
    (forms.TimeInput, TimeInput),
)


def _native(widget: forms.Widget) -> forms.Widget:
    for plain, native in _NATIVE:
        if type(widget) is plain:
            replaced = native(widget.attrs)
            replaced.is_required = widget.is_required
            return replaced
    return widget


class AccessibleForm(forms.BaseForm):
    """Mixed into a form before forms.Form or forms.ModelForm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_native_widgets()

    def use_native_widgets(self) -> None:
        """Again for fields that a form adds after its beginning."""
        for name, field in self.fields.items():
            field.widget = _native(field.widget)
            typed = not isinstance(
                field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)
            )
            if typed and name in AUTOCOMPLETE and "autocomplete" not in field.widget.attrs:
                field.widget.attrs["autocomplete"] = AUTOCOMPLETE[name]
