"""How django-allauth meets Ithaca."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ithaca.accounts import actions, invited, queries
from ithaca.accounts.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Words, mail and ways back. Mail goes through Django, so through the outbox."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to whoever coordinates your programme."),
        "email_password_mismatch": _(
            "This address and this password do not go together. Check both, or choose a new password."
        ),
        "too_many_login_attempts": _(
            "Too many attempts in a row. Wait five minutes, or choose a new password."
        ),
        "rate_limited": _("That was a lot of tries in a short time. Please wait a few minutes."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "duplicate_email": _("This is already the address of your account."),
        "email_taken": _("This address cannot be used. Give another one."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person, where we know it; by name, once it is no stranger who has chosen the name."""
        person, proven = queries.person_by_email(email), queries.proven_person(email)
        language = person.language if person else translation.get_language() or "fr"
        with translation.override(language):
            super().send_mail(
                template_prefix, email, {"person": proven, "site": settings.BASE_URL, **context}
            )

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """A personal link proves the address that it was sent to."""
        proven = invited.proven_address(request)
        return (bool(proven) and proven.lower() == email.lower()) or bool(
            super().is_email_verified(request, email)
        )

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed:
            actions.note_confirmed(email_address.user)
        return confirmed

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)

    def send_account_already_exists_mail(self, email: str) -> None:
        make_password(email)  # as long as a new account takes: the clock tells nobody who has one
        target = get_next_redirect_url(allauth_context.request)
        sign_in = reverse("account_login") + (f"?{urlencode({'next': target})}" if target else "")
        urls = {
            "sign_in_url": settings.BASE_URL + sign_in,
            "password_reset_url": settings.BASE_URL + reverse("account_reset_password"),
            "provider_name": (settings.IDENTITY_PROVIDER or {}).get("name", ""),
        }
        self.send_mail("account/email/account_already_exists", email, urls)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page somebody came from when they signed up, even weeks ago; else home."""
        return getattr(request.user, "landing", "") or "/"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """In another browser than that of the sign-up, sign-in comes first, and then the page they came from."""
        person: Person = email_address.user
        if self.request.user.is_authenticated:
            return person.landing or "/"
        target = f"?{urlencode({'next': person.landing})}" if person.landing else ""
        return reverse("account_login") + target

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.landing:
            actions.forget_landing(user)
        invited.forget(request)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login") if request.user.is_anonymous else reverse("accounts:settings")
