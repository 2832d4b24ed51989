"""A programme's way to the seal of Deux Rives, told step by step by those who go it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.schemes.queries import published_of
from ithaca.seals import actions, queries
from ithaca.seals.actions import Found, Held, Verdict
from ithaca.seals.merging import Said
from ithaca.seals.models import AuditSession, Finding, SealFile

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

LEVEL = "recognised"
# Every so many answers look a little further than the ones around them.
FURTHER = 4


@dataclass(frozen=True)
class SealWay:
    """One file, and whoever keeps it."""

    world: "World"
    keeper: Person
    id: UUID

    @classmethod
    def begin(cls, world: "World", programme: Programme, keeper: Person, *, days: float) -> "SealWay":
        (version,) = published_of(Network.objects.get(slug="deux-rives"))
        made = new_id()

        def begin() -> None:
            actions.begin_file(actor=keeper, programme=programme, version=version, level=LEVEL, id=made)

        world.at(days, begin)
        return cls(world, keeper, made)

    @cached_property
    def row(self) -> SealFile:
        """As it was when it was first asked for: each action reads it anew."""
        return SealFile.objects.select_related(*queries.WITH).get(pk=self.id)

    @property
    def auditors(self) -> list[Person]:
        return [part.person for part in queries.parts_of(self.row)]

    def session(self, kind: str) -> AuditSession:
        """The first of its kind."""
        audit = queries.audit_of(self.row)
        assert audit is not None
        return next(each for each in queries.sessions_of(audit) if each.kind == kind)

    def at(self, days: float, do: Callable[[], object]) -> None:
        self.world.at(days, do)

    def assess(self, context: str, words: Mapping[str, str], *, days: float) -> None:
        """Every standard is answered, some in words."""
        self.at(days, lambda: self._assess(context, words))

    def _assess(self, context: str, words: Mapping[str, str]) -> None:
        row = self.row
        actions.take_facts_over(actor=self.keeper, file=row)
        actions.save_reflection(actor=self.keeper, file=row, requirement="", base="", mine=context)
        scheme = queries.scheme_of(row)
        said, basic = queries.answers_of(row), scheme.tiers[0]
        left = [slug for slug, one in scheme.standards.items() if slug not in said and not one.minors]
        for number, slug in enumerate(left):
            scale = scheme.scale_of(scheme.standards[slug])
            step = scale.met if number % FURTHER else scale.order[-1]
            if scheme.standards[slug].tier != basic and number % 2:
                step = scale.order[1]
            mine = Said(step, words.get(slug, ""))
            actions.save_answer(actor=self.keeper, file=row, standard=slug, base=Said(), mine=mine)

    def hand_in(self, *, days: float) -> None:
        self.at(days, lambda: actions.hand_in(actor=self.keeper, file=self.row))

    def name(self, administrator: str, *names: str, days: float) -> None:
        """The network looks whether it can be audited at all, and says by whom."""
        actor = self.world.people[administrator]
        people = [self.world.people[name] for name in names]

        def name() -> None:
            for gate in queries.scheme_of(self.row).gates:
                if not gate.facts:
                    actions.confirm_gate(actor=actor, file=self.row, gate=gate.slug)
            actions.name_auditors(actor=actor, file=self.row, people=people)

        self.at(days, name)

    def hold(self, kind: str, notes: str, *, days: float) -> None:
        def hold() -> None:
            held = Held(clock.now() - timedelta(hours=2), notes)
            actions.note_session(actor=self.auditors[0], file=self.row, session=self.session(kind), held=held)

        self.at(days, hold)

    def find(self, *found: Found, days: float) -> None:
        def find() -> None:
            for each in found:
                actions.note_finding(actor=self.auditors[0], file=self.row, id=new_id(), found=each)

        self.at(days, find)

    def report(self, summary: str, *, days: float) -> None:
        self.at(days, lambda: actions.report(actor=self.auditors[0], file=self.row, summary=summary))

    def answer(self, standard: str, words: str, *, days: float) -> None:
        self.at(
            days,
            lambda: actions.answer_finding(
                actor=self.keeper, file=self.row, finding=self._finding(standard), words=words
            ),
        )

    def settle(self, standard: str, remark: str, *, days: float) -> None:
        self.at(
            days,
            lambda: actions.judge_finding(
                actor=self.auditors[0],
                file=self.row,
                finding=self._finding(standard),
                verdict=Verdict("settle", remark),
            ),
        )

    def _finding(self, standard: str) -> Finding:
        audit = queries.audit_of(self.row)
        assert audit is not None
        return next(each for each in queries.findings_of(audit) if each.standard == standard)
