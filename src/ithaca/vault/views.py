"""The page on which people look after their keys."""

from django.http import HttpRequest, HttpResponse

from ithaca.access.permissions import Permission
from ithaca.design.views import own_route
from ithaca.vault.island import island_page


@own_route(Permission.USE_OWN_VAULT)
def own_vault(request: HttpRequest) -> HttpResponse:
    return island_page(request)
