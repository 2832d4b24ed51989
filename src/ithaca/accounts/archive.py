"""All that is kept of somebody, as one ZIP: a JSON file for each app, the files they uploaded, and a page that explains."""

import io
import json
import zipfile
from collections.abc import Mapping

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import require
from ithaca.accounts.events import DataTaken
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock, personal_data


@transaction.atomic
def take_data_along(person: Person) -> bytes:
    """Gives somebody all that is kept of them; the words of their rooms leave by the browser that can read them."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    kept = [(part, part.export(person)) for part in personal_data.parts()]
    told = [(part, content) for part, content in kept if any(content.values())]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        with override(person.language):
            into.writestr(_("README.txt"), _readme(person, {f"{p.app}.json": str(p.title) for p, _c in told}))
        for part, content in told:
            into.writestr(f"{part.app}.json", _as_json(content))
        for part, _content in kept:
            for file in part.files(person):
                into.writestr(file.name, file.content)
    journal.record(DataTaken(actor_id=person.pk, subject_id=person.pk))
    return archive.getvalue()


def _as_json(content: Mapping[str, object]) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


def _readme(person: Person, files: Mapping[str, str]) -> str:
    today = date_format(localtime(clock.now()), "DATE_FORMAT")
    lines = [
        _("What %(site)s keeps of %(name)s, on %(day)s.")
        % {"site": settings.BASE_URL, "name": person.name, "day": today},
        "",
        _(
            "Each file is JSON (UTF-8), moments are ISO 8601 in UTC. Photos and certificates are files of their own."
        ),
        "",
        *(f"{file}: {title}" for file, title in files.items()),
        "",
        _(
            "What you and others wrote in your rooms is encrypted: the server cannot read it, so it is not here."
        ),
        _("Export it in your confidential space: %(url)s") % {"url": f"{settings.BASE_URL}/vault/export/"},
    ]
    return "\n".join(lines) + "\n"
