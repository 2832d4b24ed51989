"""Steps of coordinators and administrators."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import ProgrammeState
from ithaca.vault.models import FrozenCopy
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step


def coordinating(programmes: Sequence[Programme], applications: Sequence[Participation]) -> Iterator[Step]:
    waiting = Counter(row.programme_id for row in applications)
    for programme in programmes:
        facts = {"programme": name_of(programme), "n": waiting[programme.pk]}
        if programme.state == ProgrammeState.DRAFT:
            title = _("Finish setting up %(programme)s") % facts
            text = _("People can apply as soon as it is open.")
            yield Step(
                title,
                reverse("programmes:set_up", args=[programme.slug]),
                _("Go on"),
                "settings",
                text,
                urgent=True,
            )
        elif waiting[programme.pk]:
            title = ngettext(
                "%(n)d application to %(programme)s waits for your answer",
                "%(n)d applications to %(programme)s wait for your answer",
                waiting[programme.pk],
            )
            url = reverse("programmes:applications", args=[programme.slug])
            yield Step(title % facts, url, _("Read them"), "inbox", urgent=True)


def objecting(programmes: Sequence[Programme], waiting: Counter[object]) -> Iterator[Step]:
    """People who ask why they were matched so, or object to it."""
    for programme in programmes:
        if waiting[programme.pk]:
            title = ngettext(
                "%(n)d person has written about the matching of %(programme)s",
                "%(n)d people have written about the matching of %(programme)s",
                waiting[programme.pk],
            )
            facts = {"programme": name_of(programme), "n": waiting[programme.pk]}
            url = reverse("matching:objections", args=[programme.slug])
            yield Step(title % facts, url, _("Read and answer"), "messages-square", urgent=True)


def steering(programmes: Sequence[Programme], overdue: Counter[object]) -> Iterator[Step]:
    for programme in programmes:
        if overdue[programme.pk]:
            title = ngettext(
                "%(n)d request is without an answer in %(programme)s",
                "%(n)d requests are without an answer in %(programme)s",
                overdue[programme.pk],
            )
            facts = {"programme": name_of(programme), "n": overdue[programme.pk]}
            yield Step(
                title % facts, reverse("steering:requests", args=[programme.slug]), _("See them"), "hourglass"
            )


def attention(programmes: Sequence[Programme], pairs: Mapping[UUID, int]) -> Iterator[Step]:
    for programme in programmes:
        if n := pairs.get(programme.pk, 0):
            title = ngettext(
                "%(n)d pair to look at in %(programme)s", "%(n)d pairs to look at in %(programme)s", n
            )
            yield Step(
                title % {"programme": name_of(programme), "n": n},
                f"{reverse('steering:pairs', args=[programme.slug])}?concern=any",
                _("See them"),
                "compass",
                _("Absences, silence, something that waits: each is a question to ask."),
            )


def successions(programmes: Sequence[Programme], waiting: Counter[object]) -> Iterator[Step]:
    """Mentees whose mentor is gone and for whom the coordination looks."""
    for programme in programmes:
        if waiting[programme.pk]:
            title = ngettext(
                "%(n)d mentee of %(programme)s waits for a new mentor",
                "%(n)d mentees of %(programme)s wait for a new mentor",
                waiting[programme.pk],
            )
            facts = {"programme": name_of(programme), "n": waiting[programme.pk]}
            url = f"{reverse('steering:overview', args=[programme.slug])}#successions"
            yield Step(title % facts, url, _("See who"), "users", urgent=True)


def shown(copies: Sequence[FrozenCopy]) -> Iterator[Step]:
    """Texts that somebody chose to show to this person."""
    for copy in copies:
        title = _("%(name)s shows you a text of theirs") % {"name": copy.owner.name}
        text = _("It is encrypted for you alone, and they see when you have opened it.")
        yield Step(title, f"{reverse('vault:own')}#shown", _("Read it"), "eye", text, urgent=True)


def keys(*, missing: bool) -> Iterator[Step]:
    if missing:
        title = _("Prepare your confidential space")
        text = _("Without it nobody can show you a text of theirs. It takes three minutes.")
        yield Step(title, reverse("vault:own"), _("Prepare it"), "key-round", text)


def administering(organisations: Sequence[Organisation], with_programme: set[object]) -> Iterator[Step]:
    for row in organisations:
        if row.pk not in with_programme:
            title = _("Set up the first programme of %(organisation)s") % {"organisation": row.name}
            text = _("Start from one of the ready programmes: everything in it can be changed.")
            url = reverse("programmes:new_in", args=[row.slug])
            yield Step(title, url, _("Choose a programme"), "compass", text, urgent=True)


def operating(*, nothing_yet: bool) -> Iterator[Step]:
    if nothing_yet:
        yield Step(
            _("Found an organisation"),
            reverse("organisations:new"),
            _("Found one"),
            "building-2",
            urgent=True,
        )
