"""Documents of a file: sealed and opened in the browser, on one static page for whoever adds and whoever reads them."""

from django.http import HttpRequest, HttpResponseBase

from ithaca.access.permissions import Permission
from ithaca.design.views import route
from ithaca.seals import policies
from ithaca.seals.models import SealFile
from ithaca.vault.island import SEALS, island_page


@route(Permission.KEEP_SEAL_FILE, policies.file)
def keep(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """The programme adds documents, and hands copies to the auditors."""
    return island_page(request, bundle=SEALS)


@route(Permission.READ_SEAL_EVIDENCE, policies.reading)
def read(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """An auditor opens what was shown to them."""
    return island_page(request, bundle=SEALS)
