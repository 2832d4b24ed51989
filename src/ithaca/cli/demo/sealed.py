"""The seal that Deux Rives has awarded to Béatrice's programme, and the keys with which the networks sign.

It was audited on paper, before this installation: its file stands here with the end of its way alone.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from ithaca.credentials.actions import make_key
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.schemes.models import SchemeVersion
from ithaca.seals import freezing
from ithaca.seals.actions import seal
from ithaca.seals.actions.files import move
from ithaca.seals.models import Answer, SealFile
from ithaca.seals.queries import scheme_of
from ithaca.seals.states import FileState

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

LEVEL = "recognised"
KEYS = (("grand-large", "Oriane"), ("deux-rives", "Joël"))


def tell(world: "World") -> None:
    for slug, name in KEYS:
        network = Network.objects.get(slug=slug)
        with clock.telling(world.now - timedelta(days=90)):
            make_key(actor=world.people[name], body=network, id=new_id())
    version = SchemeVersion.objects.get(network__slug="deux-rives", state="published")
    with clock.telling(world.now - timedelta(days=60)):
        _award(world, version, Programme.objects.get(organisation__slug="l-amarre"))


@transaction.atomic
def _award(world: "World", version: SchemeVersion, programme: Programme) -> None:
    today = clock.today()
    row = SealFile.objects.create(
        network=version.network,
        programme=programme,
        version=version,
        level=LEVEL,
        since=clock.now(),
        first_day=date(today.year - 1, today.month, 1),
        last_day=today,
    )
    scheme = scheme_of(row)
    Answer.objects.bulk_create(
        Answer(file=row, standard=slug, step=scheme.scale_of(standard).met)
        for slug, standard in scheme.standards.items()
        if standard.tier == scheme.tiers[0]
    )
    row.frozen = freezing.freeze(row)
    row.sha256 = freezing.digest(row.frozen)
    row.state, row.handed_in_at = FileState.DECIDING, clock.now()
    row.save()
    joel = world.people["Joël"]
    seal(row=row, level=LEVEL, by=joel)
    move(joel, row, "award", "credential", "awarded_level")
