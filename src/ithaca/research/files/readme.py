"""What a researcher reads first."""

import hashlib

from django.utils.translation import gettext as _

from ithaca.research import anonymity, wording
from ithaca.research.files import citation, table
from ithaca.research.files.edition import Edition


def text(edition: Edition) -> str:
    parts = [
        f"# {edition.study.title}",
        edition.study.purpose,
        _facts(edition),
        f"## {_('What a line is')}",
        _(
            "Each line is one mentorship that ended in the period and of which both people, their programme and its organisation had agreed to be part of this study. All of it was recorded as facts: no word that anybody wrote to anybody is known to the platform, and no answer to a questionnaire is part of the table. Lines are sorted by their values; they have no number, and nothing leads from one edition to another."
        ),
        f"## {_('How nobody is made out')}",
        _guarantees(edition),
        _told_as(edition),
        f"## {_('Who is not in it')}",
        _(
            "People who did not agree, mentorships of programmes in which minors take part, mentorships that were part of an earlier edition or of another study, and those that would have stood in a group too small. Whoever withdraws their consent is in no later edition; what was published stays published. Results therefore speak of people who agreed, not of all mentorships."
        ),
        f"## {_('How it can be made again')}",
        _(
            "The table was computed from the platform’s journal: facts as they stood at the end of the period, consents as they stood at the moment of publication. Computed again, it gives the same bytes. SHA-256 of %(name)s:"
        )
        % {"name": table.NAME},
        f"`{hashlib.sha256(table.text(edition).encode()).hexdigest()}`",
        f"## {_('How to cite')}",
        citation.sentence(edition.release),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(edition: Edition) -> str:
    release = edition.release
    told = (
        (_("Published by"), release.publisher),
        (_("Questions to"), edition.study.contact),
        (_("Edition"), str(release.number)),
        (_("Published on"), edition.published_on.isoformat()),
        (
            _("Mentorships that ended"),
            _("%(first)s to %(last)s")
            % {
                "first": release.since.date().isoformat(),
                "last": edition.period.last_day.isoformat(),
            },
        ),
        (_("Lines"), str(len(edition.lines))),
        (_("Licence"), f"{edition.licence.name} ({edition.licence.spdx}), {edition.licence.url}"),
    )
    return "\n".join(f"- {name}: {value}" for name, value in told)


def _guarantees(edition: Edition) -> str:
    points = (
        _(
            "Whoever knows all circumstances of a mentorship finds at least %(k)s different mentors and %(k)s different mentees with the same."
        )
        % {"k": edition.study.k},
        _(
            "They are of at least %(n)s organisations, none of which has more than half of the group’s lines; nobody is in more than a quarter of them."
        )
        % {"n": anonymity.LEAST_ORGANISATIONS},
        _(
            "Whoever knows all mentorships of one organisation and takes them away still finds at least %(k)s mentors and %(k)s mentees."
        )
        % {"k": anonymity.elsewhere(edition.study.k)},
        _(
            "An outcome is told of a group only if at least %(values)s of its values have at least %(behind)s mentors and %(behind)s mentees behind each (l-diversity of people), and %(less)s where the lines of one organisation are taken away; else it is “*” in the whole group."
        )
        % {
            "values": anonymity.LEAST_VALUES,
            "behind": anonymity.LEAST_BEHIND,
            "less": anonymity.LEAST_BEHIND_ELSEWHERE,
        },
        _(
            "A mentorship is published once, in one edition of one study: no two editions can be compared to find a person."
        ),
    )
    return "\n".join(f"- {point}" for point in points)


def _told_as(edition: Edition) -> str:
    lines = "\n".join(
        f"| `{each.slug}` | {wording.step(each.slug, edition.steps[each.slug])} |"
        for each in edition.circumstances
    )
    return f"| {_('Circumstance')} | {_('Told as')} |\n|---|---|\n{lines}"
