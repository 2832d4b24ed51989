"""Django's settings; what an operator may change stands in `env.py`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from ithaca.config.env import environment
from ithaca.config.secret import secret_key

env = environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir.resolve()
PRODUCTION = env.mode == "production"
BASE_URL = env.base_url.rstrip("/")
HTTPS = BASE_URL.startswith("https://")

SECRET_KEY = env.secret_key or secret_key(DATA_DIR)
DEBUG = False
ALLOWED_HOSTS = [
    urlsplit(BASE_URL).hostname or "",
    *([] if PRODUCTION else ["127.0.0.1", "localhost", "testserver"]),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ithaca.design",  # both before allauth: the layout and every page of it are ours
    "ithaca.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ithaca.journal",
    "ithaca.editions",
    "ithaca.organisations",
    "ithaca.vault",
    "ithaca.networks",
    "ithaca.credentials",
    "ithaca.programmes",
    "ithaca.agreements",
    "ithaca.trainings",
    "ithaca.resources",
    "ithaca.mentorships",
    "ithaca.directory",
    "ithaca.evaluations",
    "ithaca.perspectives",
    "ithaca.matching",
    "ithaca.intake",
    "ithaca.competences",
    "ithaca.indicators",
    "ithaca.schemes",
    "ithaca.certification",
    "ithaca.research",
    "ithaca.seals",
    "ithaca.notifications",
    "ithaca.steering",
    "ithaca.web",
]
MIDDLEWARE = [
    "ithaca.web.middleware.content_security",  # first: no answer goes without it
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ithaca.accounts.middleware.language_and_time_zone",
    "ithaca.accounts.middleware.note_device",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ithaca.vault.middleware.clear_at_sign_out",
    "allauth.account.middleware.AccountMiddleware",
    "ithaca.web.middleware.no_null_characters",
    "ithaca.web.middleware.RequirePermission",
    "ithaca.notifications.middleware.SeenByVisiting",
]
CSRF_FAILURE_VIEW = "ithaca.web.views.open_pages.csrf_failure"
ROOT_URLCONF = "ithaca.config.urls"
WSGI_APPLICATION = "ithaca.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ithaca.web.context.navigation",
            ],
            "loaders": [("django.template.loaders.cached.Loader", ["ithaca.design.loader.Loader"])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ithaca.design.templatetags.design",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    if env.database_url:
        return {**dj_database_url.parse(env.database_url, conn_max_age=60, conn_health_checks=True)}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "ithaca.sqlite3",
        # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing half-way (docs/adr/0002).
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        # A file also in tests: threads of a live server cannot share one in-memory connection.
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The counts of failed sign-ins live here: nobody may push them out with entries of their own.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ithaca.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    name: f"ithaca.accounts.entrance.{form}"
    for name, form in {
        "login": "SignInForm",
        "signup": "SignUpForm",
        "reset_password": "ResetForm",
        "reset_password_from_key": "NewPasswordForm",
        "change_password": "ChangePasswordForm",
        "set_password": "FirstPasswordForm",
        "add_email": "ChangeEmailForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "ithaca.accounts.passkeys.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_FORMS = {
    "login_webauthn": "ithaca.accounts.entrance.PasskeySignInForm",
    "reauthenticate_webauthn": "ithaca.accounts.entrance.PasskeyConfirmForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone is enough, so it asks who holds it
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost on one's own machine
# The organisation's own sign-in (src/ithaca/accounts/provider.py); None where there is none.
IDENTITY_PROVIDER = (
    {
        "issuer": env.oidc_url,
        "client_id": env.oidc_client_id,
        "secret": env.oidc_client_secret,
        "name": env.oidc_name or urlsplit(env.oidc_url).hostname or "",
    }
    if env.oidc_url
    else None
)
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/m/ip,5/5m/key",  # many share the address of an office
    "reset_password": "20/m/ip,5/30m/key",  # anybody can have this mail sent: it fills nobody's inbox
    "provider": "60/m/ip",  # each makes the server ask the provider
    "own_data": "10/h/user",  # reads all that is kept of somebody
    "unknown_calendar": "60/m/ip",  # private addresses of calendars that lead nowhere: guesses
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.trusted_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
FORMAT_MODULE_PATH = "ithaca.config.formats"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024


def _mail() -> dict[str, Any]:
    if not env.email_url:
        return {}
    url = urlsplit(env.email_url)
    query = parse_qs(url.query)
    return {
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": query.get("tls") == ["1"],
        "EMAIL_TIMEOUT": 20,
    }


# Whatever sends mail puts it into the outbox; the worker takes it from there to the transport.
EMAIL_BACKEND = "ithaca.notifications.backends.Outbox"
MAIL_TRANSPORT = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.email_url
    else "ithaca.notifications.backends.EmlFiles"
)
globals().update(_mail())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.email_from
MAIL_DIR = DATA_DIR / "mail"
REPLIES_URL = env.replies_url
REPLIES_ADDRESS = env.replies_address or env.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ithaca.kernel.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "waitress.queue": {"level": "ERROR"}},
}
