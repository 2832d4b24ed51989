"""What a seal says: the level in the scheme's own words, points as results, what was looked at as hashes."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ithaca.catalogue.models import Scheme
from ithaca.credentials.open_badges.content import Achievement, Alignment, Evidence, Kind, Result, Subject
from ithaca.programmes.texts import localised
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.rules import Result as Outcome
from ithaca.schemes.rules import Status
from ithaca.seals.models import SealFile
from ithaca.seals.queries import scheme_of

FRAMEWORK = "ext:SealScheme"  # the type of what a seal is aligned to; Open Badges names none for it


def language_of(row: SealFile) -> str:
    """In which the seal is written: the first of the programme's that the scheme has, else the scheme's first."""
    written = scheme_of(row).texts
    return next((code for code in row.programme.languages if code in written), next(iter(written)))


def address_of(version: SchemeVersion) -> str:
    """Where everybody reads the scheme."""
    return str(settings.BASE_URL) + reverse("schemes:public", args=[version.pk])


def achievement(row: SealFile, level: str) -> Achievement:
    """The same for every programme that reaches a level by a version of a scheme, in one language."""
    language = language_of(row)
    words = scheme_of(row).text(language)
    label, network = words.levels[level], row.network.name
    with translation.override(language):
        criteria = _(
            "A self-assessment by the scheme “%(title)s”, version %(version)s, beside facts that the platform counts; audited by independent people, decided by a committee that has not audited."
        ) % {"title": words.title, "version": row.version.number}
        if row.rests_on_id:
            criteria = _(
                "A seal of another network in force, which counts by mutual recognition, and what it does not vouch for: shown by the scheme “%(title)s”, version %(version)s, and decided by a committee."
            ) % {"title": words.title, "version": row.version.number}
        name = _("%(title)s, %(level)s") % {"title": words.title, "level": label.label}
    return Achievement(
        kind=Kind.QUALITY,
        name=name,
        description=label.description or label.label,
        criteria=criteria,
        language=language,
        version=f"{row.version_id}@{row.version.number}",
        alignments=(
            Alignment(name=words.title, url=address_of(row.version), framework=network, type=FRAMEWORK),
        ),
    )


def subject(row: SealFile, outcome: Outcome) -> Subject:
    """The programme with its organisation, by name: neither is a person."""
    language = language_of(row)
    programme = localised(row.programme.name, language)
    with translation.override(language):
        results = tuple(_results(scheme_of(row), language, outcome))
    return Subject(name=f"{programme}, {row.programme.organisation.name}", named=True, results=results)


def _results(scheme: Scheme, language: str, outcome: Outcome) -> Iterator[Result]:
    """Standards met, of those that apply, and the points of each requirement of which something applies."""
    applying = [each for each in outcome.standings.values() if each.applies]
    met = sum(each.status == Status.MET for each in applying)
    yield Result(name=_("Standards met"), value=f"{met} / {len(applying)}")
    words = scheme.text(language)
    for each in scheme.requirements:
        share = outcome.shares[each.slug]
        if share.most:
            label = f"{scheme.codes[f'requirement.{each.slug}']}. {words.requirements[each.slug].label}"
            yield Result(name=label, value=f"{share.points} / {share.most}", type="RawScore")


def evidence(row: SealFile, report: bytes) -> list[Evidence]:
    """The file as handed in, and the audit's report where there was one, by their SHA-256: nobody reads anything from it."""
    with translation.override(language_of(row)):
        found = [Evidence(name=_("File as handed in"), sha256=bytes.fromhex(row.sha256), genre="seal-file")]
        if report:
            found.append(Evidence(name=_("Report of the audit"), sha256=report, genre="audit-report"))
    return found
