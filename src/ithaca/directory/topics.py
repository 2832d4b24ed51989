"""The catalogue's topics as the directory uses them: which list stands behind which field, their words, their groups."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ithaca import catalogue
from ithaca.programmes.vocabulary import Own, own_choices, own_label

LANGUAGES = ("fr", "en")
NONE: Own = {}
# A facet of the search → the catalogue's list of its values.
LISTS: Mapping[str, str] = {
    "expertise": "expertise",
    "sector": "sectors",
    "language": "languages",
    "role": "mentor-roles",
}

# What people look for together stands together in the form; a topic in no group goes to the last.
EXPERTISE_GROUPS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        _("Career and turning points"),
        (
            "career_change",
            "career_path",
            "first_job",
            "return_to_work",
            "job_interviews",
            "mobility_abroad",
            "end_of_career",
            "work_life_balance",
            "self_confidence",
            "research_career",
            "public_service",
        ),
    ),
    (
        _("Leading and working with others"),
        (
            "leadership",
            "first_management",
            "team_management",
            "remote_teams",
            "conflict",
            "negotiation",
            "influence",
            "networking",
            "communication",
            "public_speaking",
            "diversity",
            "human_resources",
        ),
    ),
    (
        _("Deciding and getting things done"),
        (
            "decision_making",
            "time_management",
            "change",
            "project_management",
            "strategy",
            "governance",
            "operations",
            "quality",
            "security",
            "sustainability",
        ),
    ),
    (
        _("Building an activity"),
        (
            "starting_a_business",
            "taking_over_a_business",
            "freelance",
            "sales",
            "marketing",
            "finance",
            "fundraising",
        ),
    ),
    (_("Trades and fields"), ("law", "purchasing", "it", "data", "teaching", "public_policy")),
)


def label(facet: str, slug: str, own: Own = NONE) -> str:
    """The name of a topic in the language of the page; `own` are the topics that the programme has itself."""
    return _named(facet, slug, get_language() or "fr", own)


def _named(facet: str, slug: str, language: str, own: Own) -> str:
    return own_label(own, facet, slug, language) or catalogue.topic_list(LISTS[facet]).label(slug, language)


def labels(facet: str, slugs: Iterable[str], own: Own = NONE) -> list[str]:
    return [label(facet, slug, own) for slug in slugs]


def explanation(facet: str, slug: str) -> str:
    """The sentence that explains a topic, where there is one."""
    topic = catalogue.topic_list(LISTS[facet]).text(get_language() or "fr").topics.get(slug)
    return topic.explanation if topic else ""


def choices(facet: str, own: Own = NONE) -> list[tuple[str, str]]:
    """(slug, name) of every topic of a facet, in the order to show them; the programme's own first."""
    language = get_language() or "fr"
    return [*own_choices(own, facet, language), *catalogue.topic_list(LISTS[facet]).choices(language)]


def every_name(facet: str, slugs: Iterable[str], own: Own = NONE) -> list[str]:
    """The names in every language, for the search."""
    return [_named(facet, slug, language, own) for slug in slugs for language in LANGUAGES]


def grouped_expertise(own: Own = NONE) -> list[tuple[str, list[tuple[str, str]]]]:
    """(group, [(slug, name), …]): every expertise once, the programme's own first."""
    names = dict(choices("expertise"))
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for title, slugs in EXPERTISE_GROUPS:
        groups.append((str(title), [(slug, name) for slug, name in names.items() if slug in slugs]))
    placed = {slug for _title, slugs in EXPERTISE_GROUPS for slug in slugs}
    groups[-1][1].extend((slug, name) for slug, name in names.items() if slug not in placed)
    ours = own_choices(own, "expertise", get_language() or "fr")
    return [(str(_("Of this programme")), ours), *groups] if ours else groups
