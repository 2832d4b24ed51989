"""A candidate's way to a certificate, told step by step by those who go it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.certification import actions, handover, queries, rules
from ithaca.certification.models import File, Scheme
from ithaca.certification.rules import Mark
from ithaca.cli.demo.portfolios import Kept
from ithaca.credentials.models import Credential
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.vault.client import CopySource, seal_copy
from ithaca.vault.handing_over import Piece
from ithaca.vault.sealed import SealedCopy

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World


@dataclass
class Way:
    """One file, that was applied for so many days ago."""

    world: "World"
    row: File
    begun: float

    @classmethod
    def begin(cls, world: "World", scheme: Scheme, first: str, *, days: float) -> "Way":
        with clock.telling(world.now - timedelta(days=days)):
            row = actions.apply(person=world.people[first], scheme=scheme, id=new_id(), level="junior")
        return cls(world, row, days)

    def _days_on(self, days: float) -> AbstractContextManager[None]:
        return clock.telling(self.world.now - timedelta(days=self.begun - days))

    def hand_in(self) -> None:
        with self._days_on(2):
            actions.confirm_application(actor=self.world.people["Alma"], file=self.row)
        with self._days_on(4):
            actions.submit(actor=self.row.person, file=self.row, id=new_id())

    def assign(self, *names: str) -> None:
        with self._days_on(6):
            people = [self.world.people[name] for name in names]
            actions.name_assessors(actor=self.world.people["Alma"], file=self.row, people=people)

    def show(self, kept: Kept) -> None:
        """The candidate's browser seals to each assessor what was handed in."""
        with self._days_on(7):
            self.row.refresh_from_db()
            readers = handover.readers_of(self.row)
            shown = handover.shown_to(self.row, readers)
            for reader in readers:
                for each in shown[reader.pk]:
                    self._show_one(kept, each.piece, reader)

    def _show_one(self, kept: Kept, piece: Piece, reader: Person) -> None:
        id, to = new_id(), self.world.keyrings[reader.pk].card
        source = CopySource(kept.room.id, str(piece.object), piece.kind, piece.revision, piece.sha256)
        file = seal_copy(kept.keyring, to, str(id), source, kept.words[piece.item])
        actions.release_evidence(
            actor=kept.person,
            file=self.row,
            reader_id=reader.pk,
            sealed=SealedCopy(id, piece.object, piece.revision, file),
        )

    def rate(self) -> None:
        """All alike but for one ability, about which the two then agree."""
        assessors = [part.person for part in queries.parts_of(self.row)]
        asked = rules.to_rate(queries.shown_in(self.row))
        for n, person in enumerate(assessors):
            marks = dict.fromkeys(asked, (Mark.MET, ""))
            if n:
                marks[asked[0]] = (Mark.PARTLY, "Un second dossier le montrerait mieux.")
            with self._days_on(8 + n):
                actions.rate(actor=person, file=self.row, marks=marks)
                actions.give_ratings(actor=person, file=self.row)
        with self._days_on(10):
            for person in assessors:
                actions.settle(actor=person, file=self.row, ability=asked[0], mark=Mark.MET)
            actions.finish_comparison(actor=assessors[0], file=self.row)

    def meet(self, first: str) -> None:
        with self._days_on(12):
            held = clock.now() - timedelta(hours=3)
            notes = "Posé, précis ; revient de soi-même sur ce qui aurait pu se faire autrement."
            actions.note_interview(actor=self.world.people[first], file=self.row, held_at=held, notes=notes)

    def decide(self, first: str) -> Credential:
        with self._days_on(13):
            reasons = "Les preuves se répondent, et l’entretien les confirme."
            actions.decide(actor=self.world.people[first], file=self.row, step="certify", reasons=reasons)
        self.row.refresh_from_db()
        assert self.row.credential is not None
        return self.row.credential
