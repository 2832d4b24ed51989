"""Mail around files that somebody brings in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.intake import queries
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Words, write
from ithaca.organisations.queries import administrators

WORTH_A_MAIL = 500  # rows written
BROUGHT_IN = Words(
    _("Your file is brought in"),
    _(
        "%(file)s: %(written)s rows are written, %(rejected)s could not be taken. The page shows what became of them."
    ),
    _("You get this mail because you have brought a file in."),
)
NOT_BROUGHT_IN = Words(
    _("Your file could not be brought in"),
    _("%(file)s: the page says why. What had been written before stands there as well."),
    _("You get this mail because you have brought a file in."),
)
PROPOSED = Words(
    _("%(who)s proposes an organisation chart"),
    _(
        "%(file)s: the rows are checked, and nothing has changed yet. Look at them, and have them written or give the file up: it is for those who administer %(organisation)s."
    ),
    _("You get this mail because you administer the organisation."),
)
CHART_WRITTEN = Words(
    _("The chart that you proposed is written"),
    _("%(file)s: %(written)s rows stand in the chart of %(organisation)s, %(rejected)s could not be taken."),
    _("You get this mail because you have brought a file in."),
)
CHART_GIVEN_UP = Words(
    _("The chart that you proposed is not taken"),
    _("%(file)s: those who administer %(organisation)s have given the file up. The chart is as it was."),
    _("You get this mail because you have brought a file in."),
)
CHART_LAPSED = Words(
    _("Nobody has decided on the chart that you proposed"),
    _(
        "%(file)s: nobody had it written within a month, so the file is deleted. The chart of %(organisation)s is as it was. Ask those who administer the organisation, then propose it again."
    ),
    _("You get this mail because you have brought a file in."),
)


@reacts_to("import.finished", "import.failed")
def brought_in(event: Event) -> None:
    """Of files so large that nobody waits before the page."""
    job = queries.import_of(event.subject_id)
    failed = event.verb == "import.failed"
    if job is None or not (failed or int(event.facts["written"]) >= WORTH_A_MAIL):
        return
    values = {"file": job.file_name, **({} if failed else event.facts)}
    path = reverse("intake:import", args=[job.pk])
    write(event, job.started_by, NOT_BROUGHT_IN if failed else BROUGHT_IN, path, values=values)


@reacts_to("import.proposed")
def proposed(event: Event) -> None:
    job = queries.import_of(event.subject_id)
    if job is None or job.proposed_by is None:
        return
    path = reverse("intake:import", args=[job.pk])
    values = {"who": job.proposed_by.name, "file": job.file_name, "organisation": job.organisation.name}
    for row in administrators(job.organisation):
        write(event, row.person, PROPOSED, path, values=values)


@reacts_to("import.finished", "import.cancelled")
def answered(event: Event) -> None:
    """To whoever proposed a chart that somebody else decided on, or nobody in time."""
    job = queries.import_of(event.subject_id)
    if job is None or job.proposed_by is None or event.actor_id == job.proposed_by_id:
        return
    done = event.verb == "import.finished"
    values = {"file": job.file_name, "organisation": job.organisation.name, **(event.facts if done else {})}
    path = reverse("intake:import", args=[job.pk])
    ended = CHART_GIVEN_UP if event.actor_id else CHART_LAPSED
    write(event, job.proposed_by, CHART_WRITTEN if done else ended, path, values=values)
