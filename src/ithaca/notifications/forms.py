from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.notifications.kinds import Kind
from ithaca.notifications.labels import DELIVERIES, KINDS
from ithaca.notifications.rules import Wishes


class PreferencesForm(AccessibleForm, forms.Form):
    """For each kind of mail how one wishes to get it; quiet hours; the hour of the digest."""

    quiet_from = forms.TimeField(label=_("They begin at"), required=False)
    quiet_to = forms.TimeField(label=_("They end at"), required=False)
    digest_at = forms.TimeField(label=_("Hour of the digest"))

    def __init__(self, *args: Any, kinds: list[Kind], wishes: Wishes, **kwargs: Any) -> None:
        initial = {
            "quiet_from": wishes.quiet_from,
            "quiet_to": wishes.quiet_to,
            "digest_at": wishes.digest_at,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=str(KINDS[kind].name),
                help_text=str(KINDS[kind].hint),
                choices=list(DELIVERIES.items()),
                widget=forms.RadioSelect,
                initial=wishes.delivery(kind),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and (data["quiet_from"] is None) != (data["quiet_to"] is None):
            missing = "quiet_from" if data["quiet_from"] is None else "quiet_to"
            self.add_error(missing, _("Give both ends of the quiet hours, or leave both empty."))
        return data

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[kind.value] for kind in self.kinds]

    @property
    def deliveries(self) -> dict[str, str]:
        return {kind.value: self.cleaned_data[kind.value] for kind in self.kinds}

    @property
    def quiet(self) -> tuple[time, time] | None:
        begin, end = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return None if begin is None or begin == end else (begin, end)
