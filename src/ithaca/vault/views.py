"""The pages on which people look after their keys, search everything that is theirs and take it with them."""

from django.http import HttpRequest, HttpResponse

from ithaca.access.permissions import Permission
from ithaca.design.views import own_route
from ithaca.vault.island import EVERYTHING, VAULT, island_page


@own_route(Permission.USE_OWN_VAULT)
def own_vault(request: HttpRequest) -> HttpResponse:
    """Each of these addresses is the same static page: the script shows what the address asks for."""
    return island_page(request, bundle=VAULT)


@own_route(Permission.USE_OWN_VAULT)
def all_rooms(request: HttpRequest) -> HttpResponse:
    """Search and export, which open every room: a script of their own, loaded by these pages alone."""
    return island_page(request, bundle=EVERYTHING)
