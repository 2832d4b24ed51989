"""Steps of coordinators and administrators."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import ProgrammeState
from ithaca.vault.models import FrozenCopy
from ithaca.web.home.participating import name_of
from ithaca.web.home.step import Step


@dataclass(frozen=True)
class Counted:
    """What waits in a programme so many times; `page` is where, named as in `urls`, `place` what follows its address."""

    title: Any  # with %(n)d and %(programme)s
    page: str
    action: Any
    icon: str
    text: Any = ""
    place: str = ""
    urgent: bool = False


# People who ask why they were matched so, or object to it.
OBJECTIONS = Counted(
    ngettext_lazy(
        "%(n)d person has written about the matching of %(programme)s",
        "%(n)d people have written about the matching of %(programme)s",
        "n",
    ),
    "matching:objections",
    gettext_lazy("Read and answer"),
    "messages-square",
    urgent=True,
)
OVERDUE = Counted(
    ngettext_lazy(
        "%(n)d request is without an answer in %(programme)s",
        "%(n)d requests are without an answer in %(programme)s",
        "n",
    ),
    "steering:requests",
    gettext_lazy("See them"),
    "hourglass",
)
PAIRS = Counted(
    ngettext_lazy("%(n)d pair to look at in %(programme)s", "%(n)d pairs to look at in %(programme)s", "n"),
    "steering:pairs",
    gettext_lazy("See them"),
    "compass",
    gettext_lazy("Absences, silence, something that waits: each is a question to ask."),
    place="?concern=any",
)
# Mentees whose mentor is gone and for whom the coordination looks.
SUCCESSIONS = Counted(
    ngettext_lazy(
        "%(n)d mentee of %(programme)s waits for a new mentor",
        "%(n)d mentees of %(programme)s wait for a new mentor",
        "n",
    ),
    "steering:overview",
    gettext_lazy("See who"),
    "users",
    place="#successions",
    urgent=True,
)


def counted(what: Counted, programmes: Sequence[Programme], waiting: Mapping[Any, int]) -> Iterator[Step]:
    """One step a programme in which something of this kind waits."""
    for programme in programmes:
        if n := waiting.get(programme.pk, 0):
            title = what.title % {"n": n, "programme": name_of(programme)}
            url = f"{reverse(what.page, args=[programme.slug])}{what.place}"
            yield Step(str(title), url, str(what.action), what.icon, str(what.text), urgent=what.urgent)


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
