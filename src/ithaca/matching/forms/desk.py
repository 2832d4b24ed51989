from django import forms

from ithaca.design.forms import AccessibleForm


class RevisionForm(AccessibleForm, forms.Form):
    """On what revision of the run somebody decided."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
