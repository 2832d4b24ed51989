"""The frame of the pages of the confidential space, which no template makes."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.components.people import tint_of
from ithaca.design.views import own_route
from ithaca.web.context import account_items, footer_links, main_items, unseen
from ithaca.web.standing import standing_of


@own_route(Permission.USE_OWN_ACCOUNT)
@require_GET
def frame(request: HttpRequest) -> JsonResponse:
    """The same items as around every other page, for the page `?page=`."""
    page, standing = request.GET.get("page", ""), standing_of(request)
    return JsonResponse(
        {
            "navigation": main_items(standing, page),
            "account": account_items(standing, page),
            "footer": footer_links(),
            "unseen": unseen(request),
            "tint": tint_of(viewer(request).name),
        }
    )
