"""Of django-allauth's addresses only those that Ithaca uses, each with its permission."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.decorators import reauthentication_required
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from ithaca.access.permissions import Permission
from ithaca.accounts import arriving, views
from ithaca.design.views import open_route, own_route

entrance: Any = open_route(Permission.USE_SIGN_IN)
own: Any = own_route(Permission.USE_OWN_ACCOUNT)

own_patterns = [
    path("account/settings/", views.own_settings, name="settings"),
    path("account/devices/", views.devices, name="devices"),
    path("account/devices/others/sign-out/", views.sign_others_out, name="sign_others_out"),
    path("account/devices/<uuid:device_id>/sign-out/", views.sign_device_out, name="sign_device_out"),
    path("account/data/", views.own_data, name="data"),
    path("account/close/", own(views.confirmed(views.close)), name="close"),
    path("language/", views.set_language, name="set_language"),
]
urlpatterns = [
    path("", include((own_patterns, "accounts"))),
    # The names are those by which django-allauth finds its own pages.
    path("account/sign-in/", entrance(allauth.login), name="account_login"),
    path("account/sign-in/passkey/", entrance(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("account/sign-in/provider/", arriving.begin, name="account_provider"),
    path("account/sign-in/provider/back/", arriving.back, name="account_provider_back"),
    path("account/sign-up/", entrance(allauth.signup), name="account_signup"),
    path("account/sign-out/", views.sign_out, name="account_logout"),
    path("account/closed/", entrance(allauth.account_inactive), name="account_inactive"),
    path(
        "account/confirm/", entrance(allauth.email_verification_sent), name="account_email_verification_sent"
    ),
    path("account/confirm/<str:key>/", entrance(allauth.confirm_email), name="account_confirm_email"),
    path("account/password/reset/", entrance(allauth.password_reset), name="account_reset_password"),
    path(
        "account/password/reset/sent/",
        entrance(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "account/password/reset/done/",
        entrance(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        "account/password/reset/<str:uidb36>-<str:key>/",
        entrance(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("account/password/", own(allauth.password_change), name="account_change_password"),
    path(
        "account/password/first/",
        own(views.confirmed(reauthentication_required(allauth.password_set, app="account"))),
        name="account_set_password",
    ),
    path("account/email/", own(views.confirmed(allauth.email)), name="account_email"),
    path("account/again/", own(views.ConfirmIdentity.as_view()), name="account_reauthenticate"),
    path("account/again/passkey/", own(views.ConfirmByPasskey.as_view()), name="mfa_reauthenticate_webauthn"),
]
