"""Security is on by default: no address without a permission, no template that does not compile."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import get_resolver

from ithaca.access.permissions import GRANTED_TO, Permission
from ithaca.web.middleware import RequirePermission
from tests.architecture.addresses import every_route

TEMPLATES = sorted(
    path.relative_to(folder)
    for folder in (Path(__file__).resolve().parents[2] / "src" / "ithaca").glob("*/templates")
    for path in folder.rglob("*.*")
)


def test_every_address_declares_its_permission() -> None:
    routes = list(every_route(get_resolver().url_patterns))
    assert routes
    assert [
        address
        for address, p in routes
        if not isinstance(getattr(p.callback, "permission", None), Permission)
    ] == []


def test_a_view_without_a_permission_is_not_run() -> None:
    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    with pytest.raises(ImproperlyConfigured, match="declares no permission"):
        RequirePermission(lambda request: HttpResponse()).process_view(HttpRequest(), forgotten, (), {})


def test_every_permission_is_granted_to_somebody() -> None:
    assert set(GRANTED_TO) == set(Permission)
    assert all(GRANTED_TO.values())


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_every_template_compiles(template: Path) -> None:
    get_template(str(template))
