"""The forms of sign-up, sign-in and passwords: django-allauth's, in our words."""

import time
from typing import Any

from allauth.account import app_settings as allauth_settings
from allauth.account import forms as allauth
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    is_reauthentication_required,
)
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as allauth_context
from allauth.mfa.adapter import get_adapter as get_passkey_adapter
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ithaca.accounts import actions, invited, queries
from ithaca.accounts.models import Person
from ithaca.design.forms import NameField

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_HINT = _(
    "At least 10 characters. Several words that only you would put together are easy to keep in mind."
)


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether the person has just proven once more who they are, as what can't be undone asks for."""
    if is_reauthentication_required(request, app="account"):
        return False
    person = request.user
    if not isinstance(person, Person) or get_reauthentication_flows(person):
        return True
    # django-allauth lets everybody through who has neither password nor passkey; these can ask their provider.
    return not (settings.IDENTITY_PROVIDER and queries.has_outside_account(person)) or _lately(request)


def _lately(request: HttpRequest) -> bool:
    proofs = [
        one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")
    ]
    return any(time.time() - at < allauth_settings.REAUTHENTICATION_TIMEOUT for at in proofs)


class InOurWords:
    """Labels and hints of ours; no placeholders, which vanish when one needs them."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class SignInForm(InOurWords, allauth.LoginForm):  # type: ignore[misc]
    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}


class SignUpForm(InOurWords, allauth.SignupForm):  # type: ignore[misc]
    """Name, address and password; the browser may add its time zone."""

    name = NameField(
        label=_("First and last name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    time_zone = forms.CharField(
        required=False, max_length=60, widget=forms.HiddenInput({"data-guess": "time-zone"})
    )

    field_order = ["name", "email", "password1", "time_zone"]
    words = {"email": (EMAIL, _("We send you a link to confirm it.")), "password1": (PASSWORD, PASSWORD_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = invited.proven_address(allauth_context.request)
        if address:
            field = self.fields["email"]
            # Disabled: what a form might send instead is not looked at.
            field.initial, field.disabled = address, True
            self.fields["name"].initial = invited.known_name(allauth_context.request)
            field.help_text = _("The address to which your invitation was sent: it needs no confirmation.")

    def custom_signup(self, request: HttpRequest, user: Person) -> None:
        actions.complete_sign_up(
            user,
            name=self.cleaned_data["name"],
            language=translation.get_language() or "fr",
            time_zone=self.cleaned_data["time_zone"],
            landing=(get_next_redirect_url(request) or "")[:500],
        )


class ResetForm(InOurWords, allauth.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": (EMAIL, "")}


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": (NEW_PASSWORD, PASSWORD_HINT), "password2": (_("The same once more"), "")}


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": (_("Present password"), ""),
        "password1": (NEW_PASSWORD, PASSWORD_HINT),
        "password2": (_("The same once more"), ""),
    }


class FirstPasswordForm(InOurWords, allauth.SetPasswordForm):  # type: ignore[misc]
    """Of people who have signed in with a passkey alone so far."""

    words = NewPasswordForm.words


class ChangeEmailForm(InOurWords, allauth.AddEmailForm):  # type: ignore[misc]
    words = {
        "email": (
            _("New e-mail address"),
            _("We send a link to it. Until you follow it, the present address stays."),
        )
    }


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": (PASSWORD, "")}


class TakesAnyAnswer:
    """Whatever is sent in place of a passkey's answer is a wrong answer, not a failure of ours."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise get_passkey_adapter().validation_error("incorrect_code") from None


class PasskeySignInForm(TakesAnyAnswer, LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyConfirmForm(TakesAnyAnswer, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass
