"""What a certificate says: the level in the framework's own words, results in figures, evidence as hashes."""

from django.utils import translation
from django.utils.translation import gettext as _

from ithaca.certification import queries
from ithaca.certification.models import File
from ithaca.certification.rules import Mark
from ithaca.credentials.open_badges.content import Achievement, Alignment, Evidence, Kind, Result, Subject


def achievement(row: File) -> Achievement:
    """The same for everybody of a level and a language."""
    framework, language = queries.framework_of(row.scheme), row.person.language
    words = framework.text(language)
    level = words.levels[row.level]
    with translation.override(language):
        criteria = _(
            "A portfolio by the framework “%(title)s”, version %(version)s, rated by independent assessors; decided by somebody who has not assessed."
        ) % {"title": words.title, "version": row.scheme.version.number}
        name = _("%(title)s, %(level)s") % {"title": words.title, "level": level.label}
    return Achievement(
        kind=Kind.CERTIFICATION,
        name=name,
        description=level.description or level.label,
        criteria=criteria,
        language=language,
        version=f"{row.scheme.version_id}@{row.scheme.version.number}",
        alignments=tuple(
            Alignment(name=words.alignments.get(each.ability, each.ability), url=each.uri)
            for each in framework.alignments
            if each.checked
        ),
    )


def subject(row: File) -> Subject:
    """The name stays a salted hash: whoever shows the certificate says whose it is."""
    met = sum(mark == Mark.MET for mark in queries.results_of(row).values())
    with translation.override(row.person.language):
        result = Result(
            name=_("Abilities shown"), value=f"{met} / {len(queries.framework_of(row.scheme).abilities)}"
        )
    person = row.person
    results = (result,) if row.renews_id is None else ()
    return Subject(name=person.name, email=person.email, person_id=person.pk, results=results)


def evidence(row: File) -> list[Evidence]:
    """The portfolio as handed in, and each text in it, by hash: nobody reads anything from it."""
    if row.frozen is None:
        return []
    kinds = queries.framework_of(row.scheme).text(row.person.language).kinds
    with translation.override(row.person.language):
        whole = Evidence(name=_("Portfolio as handed in"), sha256=bytes.fromhex(row.frozen.sha256))
    return [whole] + [
        Evidence(
            name=kinds[each["kind"]].label if each["kind"] in kinds else each["kind"],
            sha256=bytes.fromhex(each["sha256"]),
            genre=each["kind"],
        )
        for each in queries.manifest_of(row)["items"]
    ]
