"""What the tests of all addresses stand on."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from ithaca.config import urls


@pytest.fixture
def brief_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    404 without the page that says it, of which two thousand would be rendered for nothing but their number;
    tests/browser looks at that page.
    """

    def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponseNotFound()

    monkeypatch.setattr(urls, "handler404", not_found, raising=False)
