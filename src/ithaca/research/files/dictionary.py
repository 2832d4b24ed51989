"""What each variable and each of its values means."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from ithaca.research import wording
from ithaca.research.files.edition import Edition
from ithaca.research.files.table import written


def as_csv(edition: Edition, languages: Sequence[str]) -> str:
    """One line a value, in several languages beside each other."""
    said = ("name", "meaning", "value")
    heading = ["variable", "part", "told_as", "value"]
    heading += [f"{what}_{language}" for language in languages for what in said]
    lines: list[list[str]] = [heading]
    for slug in edition.slugs:
        circumstance = slug in edition.steps
        for value in edition.values(slug):
            line = [slug, "circumstance" if circumstance else "outcome", _step(edition, slug, "en"), value]
            for language in languages:
                with translation.override(language):
                    name, meaning = wording.NAMES[slug], wording.MEANINGS[slug]
                    line += [str(name), str(meaning), wording.value(slug, value)]
            lines.append(line)
    return written(lines)


def _step(edition: Edition, slug: str, language: str) -> str:
    with translation.override(language):
        return wording.step(slug, edition.steps[slug]) if slug in edition.steps else ""


def as_markdown(edition: Edition) -> str:
    """The same in the study's language, to be read."""
    parts = [f"# {_('Data dictionary')}\n\n{edition.study.title}\n"]
    for slug in edition.slugs:
        parts.append(f"## {slug}\n\n**{wording.NAMES[slug]}.** {wording.MEANINGS[slug]}\n")
        if slug in edition.steps:
            told = {"step": wording.step(slug, edition.steps[slug])}
            parts.append(_("Told in this edition as: %(step)s.") % told + "\n")
        values = "\n".join(f"| `{each}` | {wording.value(slug, each)} |" for each in edition.values(slug))
        parts.append(f"| {_('Value')} | {_('Meaning')} |\n|---|---|\n{values}\n")
    return "\n".join(parts)
