"""A programme's own topics and levels."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies, vocabulary
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.actions.setting_up import bump_directory
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.vocabulary import FACETS, MOST_LEVELS, MOST_TOPICS, folded


@transaction.atomic
def add_own_topics(
    *, actor: Person, programme: Programme, facet: str, names: Sequence[str]
) -> dict[str, str]:
    """Gives the programme topics beside the catalogue's; answers {name: slug}, also of those it has already."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if facet not in FACETS:
        raise Refusal(_("Choose expertise or sectors."))
    topics = list(row.own_topics.get(facet, ()))
    known = {folded(name): topic["slug"] for topic in topics for name in topic["name"].values()}
    for name in names:
        if folded(name) not in known:
            slug = vocabulary.free_slug(name, set(known.values()))
            topics.append({"slug": slug, "name": dict.fromkeys(row.languages, name.strip()[:80])})
            known[folded(name)] = slug
    if len(topics) > MOST_TOPICS:
        raise Refusal(_("A programme has %(most)s topics of its own at most.") % {"most": MOST_TOPICS})
    _save_topics(actor, row, {**row.own_topics, facet: topics})
    return {name: known[folded(name)] for name in names}


@transaction.atomic
def rename_own_topics(
    *, actor: Person, programme: Programme, names: Mapping[str, Mapping[str, str]], removed: Sequence[str]
) -> None:
    """Names own topics per language, {slug: {language: name}}, and takes some out of the lists."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    topics = {
        facet: [
            {"slug": topic["slug"], "name": {**topic["name"], **names.get(topic["slug"], {})}}
            for topic in row.own_topics.get(facet, ())
            if topic["slug"] not in removed
        ]
        for facet in FACETS
    }
    _save_topics(actor, row, topics)


def _save_topics(actor: Person, row: Programme, topics: Mapping[str, object]) -> None:
    if topics == row.own_topics:
        return
    row.own_topics = dict(topics)
    row.save(update_fields=["own_topics"])
    bump_directory(row)
    fact = events.ProgrammeConfigured(
        actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk, section="vocabulary"
    )
    journal.record(fact)


@transaction.atomic
def set_levels(*, actor: Person, programme: Programme, levels: Sequence[str]) -> None:
    """Says which levels the organisation knows, the lowest first; those that people have can't go."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    wanted = list(dict.fromkeys(level.strip()[:80] for level in levels if level.strip()))
    if len(wanted) > MOST_LEVELS:
        raise Refusal(_("A programme has %(most)s levels at most.") % {"most": MOST_LEVELS}, field="levels")
    used = set(Participation.objects.filter(programme=row).exclude(level="").values_list("level", flat=True))
    if used - set(wanted):
        missing = ", ".join(sorted(used - set(wanted)))
        raise Refusal(
            _("Some people have these levels: %(levels)s. Keep them in the list.") % {"levels": missing},
            field="levels",
        )
    if wanted == row.levels:
        return
    row.levels = wanted
    row.save(update_fields=["levels"])
    fact = events.ProgrammeConfigured(
        actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk, section="vocabulary"
    )
    journal.record(fact)
