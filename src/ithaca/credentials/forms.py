from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm


class NewKeyForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)


class RevokeKeyForm(AccessibleForm, forms.Form):
    since = forms.DateTimeField(
        label=_("In wrong hands since"),
        help_text=_("Rather too early than too late. What this key signed from then on counts for nothing."),
    )
    reason = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("For your records; it is not published."),
    )


class StandingForm(AccessibleForm, forms.Form):
    """Why a credential is suspended, put back into force or revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("The holder reads it; it is not published."),
    )
