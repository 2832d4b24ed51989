"""Forms of a pause, of the way out, and of what comes after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, Described
from ithaca.mentorships.models import AfterwardsKind, CheckIn


class PauseForm(AccessibleForm, forms.Form):
    returns_on = forms.DateField(
        label=_("Until when?"),
        required=False,
        help_text=_("On that day you are both reminded. You may leave it open."),
    )


class AfterwardsForm(AccessibleForm, forms.Form):
    """How one of the two would like to go on."""

    kind = forms.ChoiceField(
        label=_("How would you like to go on?"),
        widget=forms.RadioSelect,
        choices=[
            (
                AfterwardsKind.FEWER,
                Described(_("Fewer meetings"), _("You see each other again, more rarely than before.")),
            ),
            (
                AfterwardsKind.INFORMAL,
                Described(_("Informal contact"), _("A message now and then, without dates.")),
            ),
            (
                AfterwardsKind.NONE,
                Described(_("No more meetings"), _("The way together ends here, with thanks.")),
            ),
        ],
    )
    rhythm_weeks = forms.IntegerField(
        label=_("Weeks between two meetings"),
        required=False,
        min_value=2,
        max_value=52,
        help_text=_("Only where you choose fewer meetings."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unsaid = not data.get("rhythm_weeks") and "rhythm_weeks" not in self.errors
        if data.get("kind") == AfterwardsKind.FEWER and unsaid:
            self.add_error("rhythm_weeks", _("Say how many weeks lie between two meetings."))
        return data


class CheckInForm(AccessibleForm, forms.Form):
    """The three questions of the look back."""

    in_touch = forms.ChoiceField(
        label=_("Are you still in touch?"),
        widget=forms.RadioSelect,
        choices=[
            (CheckIn.InTouch.OFTEN, _("Yes, regularly")),
            (CheckIn.InTouch.SOMETIMES, _("Now and then")),
            (CheckIn.InTouch.NO, _("No")),
        ],
    )
    lasts = forms.ChoiceField(
        label=_("Has what you reached together lasted?"),
        widget=forms.RadioSelect,
        choices=[
            (CheckIn.Lasts.YES, _("Yes")),
            (CheckIn.Lasts.PARTLY, _("In part")),
            (CheckIn.Lasts.NO, _("No, or not yet")),
        ],
    )
    wants_contact = forms.ChoiceField(
        label=_("Would you like to hear from the coordination?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No, all is well")), ("yes", _("Yes, please"))],
    )
