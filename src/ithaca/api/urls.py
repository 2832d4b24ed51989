"""The HTTP API: session cookie and CSRF header, refusals as sentences, what is not yours is 404."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import SessionAuth

from ithaca.access.rules import Denied
from ithaca.api.attachments import router as attachments
from ithaca.api.certification import router as certification
from ithaca.api.conversations import router as conversations
from ithaca.api.copies import router as copies
from ithaca.api.feedback import router as feedback
from ithaca.api.journal import router as journal
from ithaca.api.me import router as me
from ithaca.api.mentorships import router as mentorships
from ithaca.api.passkeys import router as passkeys
from ithaca.api.plans import router as plans
from ithaca.api.portfolio import router as portfolio
from ithaca.api.requests import router as requests
from ithaca.api.seal_documents import router as seal_documents
from ithaca.api.topics import router as topics
from ithaca.api.vault import router as vault
from ithaca.design.views import stale_page
from ithaca.kernel.errors import IdInUse, Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.vault import sentences
from ithaca.vault.actions.keyrings import Outdated

api = NinjaAPI(title="Ithaca", auth=SessionAuth(), docs_url=None, openapi_url=None, urls_namespace="api")
ROUTERS = {
    "vault": vault,
    "me": me,
    "requests": requests,
    "mentorships": mentorships,
    "plans": plans,
    "conversations": conversations,
    "feedback": feedback,
    "passkeys": passkeys,
    "attachments": attachments,
    "topics": topics,
    "copies": copies,
    "certification": certification,
    "journal": journal,
    "portfolio": portfolio,
    "seal-files": seal_documents,
}
for prefix, router in ROUTERS.items():
    api.add_router(f"/{prefix}", router)


def _say(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message}, status=status)


@api.exception_handler(Denied)
@api.exception_handler(IdInUse)
def denied(request: HttpRequest, error: Any) -> HttpResponse:
    return _say(request, 404, "not-found", sentences.not_there())


@api.exception_handler(AuthenticationError)
def signed_out(request: HttpRequest, error: Any) -> HttpResponse:
    return _say(
        request,
        401,
        "signed-out",
        sentences.signed_out(),
    )


@api.exception_handler(Outdated)
def outdated(request: HttpRequest, error: Outdated) -> HttpResponse:
    return _say(request, 409, "outdated", str(error))


@api.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    return _say(request, 422, "refused", str(error))


@api.exception_handler(ForbiddenTransition)
def moved_on(request: HttpRequest, error: Any) -> HttpResponse:
    return _say(request, 409, "stale", stale_page())


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _say(request, error.status_code, "malformed", sentences.malformed())


@api.exception_handler(RequestDataTooBig)
def too_long(request: HttpRequest, error: Any) -> HttpResponse:
    return _say(request, 413, "too-long", sentences.too_long())


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: Any) -> HttpResponse:
    return _say(
        request,
        422,
        "malformed",
        sentences.malformed(),
    )


def _declared() -> list[URLPattern]:
    """The addresses with the permission of their operations, as `web.middleware.RequirePermission` wants to see it."""
    asked = {
        f"{prefix}{path}".translate({ord("{"): "<", ord("}"): ">"}): view.operations
        for prefix, router in ROUTERS.items()
        for path, view in router.path_operations.items()
    }
    patterns = [p for p in api.urls[0] if isinstance(p, URLPattern) and str(p.pattern) in asked]
    for pattern in patterns:
        (permission,) = {operation.view_func.permission for operation in asked[str(pattern.pattern)]}  # type: ignore[attr-defined]
        pattern.callback.permission = permission  # type: ignore[attr-defined]
    return patterns


app_name = "api"
urlpatterns = _declared()
