from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.access.rules import require
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.kernel.folding import slug_of
from ithaca.organisations.models import Organisation
from ithaca.programmes import events, policies
from ithaca.programmes.models import Charter, Coordinator, EligibilityQuestion, Programme
from ithaca.programmes.texts import digest, localised

Texts = dict[str, str]

# Without a contact for twice the rhythm, a pair is silent: a question to ask, not a fault.
SILENT_RHYTHMS = 2


@transaction.atomic
def create_programme(
    *,
    actor: Person,
    id: UUID,
    organisation: Organisation,
    template: str,
    languages: Sequence[str],
    name: Mapping[str, str],
) -> Programme:
    """Makes a draft with everything filled in from a ready programme; the actor coordinates it."""
    require(policies.roles_for_new_programmes(actor, organisation), Permission.CREATE_PROGRAMME)
    existing = Programme.made_before(id, organisation=organisation)
    if existing is not None:
        return existing
    if not languages:
        raise Refusal(_("Choose at least one language."), field="languages")
    try:
        ready = catalogue.programme(template)
    except catalogue.NotInCatalogueError:
        raise Refusal(_("Choose one of the ready programmes."), field="template")
    names = {language: name.get(language) or ready.text(language).name for language in languages}
    programme = _copy_format(
        ready, Programme(pk=id, organisation=organisation, name=names, languages=list(languages))
    )
    programme.slug = _free_slug(localised(names, languages[0]))
    programme.save(force_insert=True)
    _copy_questions(ready, programme)
    _copy_charter(ready, programme, actor)
    Coordinator.objects.create(programme=programme, person=actor)
    journal.record(
        events.ProgrammeCreated(
            actor_id=actor.pk, subject_id=programme.pk, programme_id=programme.pk, template=programme.template
        )
    )
    return programme


def _copy_format(ready: catalogue.Programme, programme: Programme) -> Programme:
    shape = ready.format
    programme.template = str(ready.reference)
    programme.theme = {language: ready.text(language).theme for language in programme.languages}
    programme.objectives = {
        language: "\n".join(ready.text(language).objectives) for language in programme.languages
    }
    programme.contact_types = list(shape.contact_types)
    programme.rhythm_days = shape.rhythm_days
    programme.contact_minutes = shape.contact_minutes
    programme.contacts_to_official_end = shape.contacts_to_official_end
    programme.length_months = shape.length_months
    programme.capacity_per_mentor = shape.capacity_per_mentor
    programme.reply_days = shape.reply_days
    programme.silent_days = SILENT_RHYTHMS * shape.rhythm_days
    programme.pairing = shape.pairing
    programme.same_unit_excluded = shape.same_unit_excluded
    return programme


def _copy_questions(ready: catalogue.Programme, programme: Programme) -> None:
    def wording(slug: str, part: str) -> Texts:
        texts = {
            language: getattr(ready.text(language).questions[slug], part) for language in programme.languages
        }
        return {language: text for language, text in texts.items() if text}

    def option(slug: str, value: str) -> dict[str, object]:
        words = {
            language: ready.text(language).questions[slug].options[value] for language in programme.languages
        }
        return {"value": value, "label": words}

    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(
            programme=programme,
            position=position,
            asked_of=question.audience,
            kind=question.kind,
            label=wording(question.slug, "label"),
            help=wording(question.slug, "help"),
            options=[option(question.slug, value) for value in question.options],
            rule=question.rule.model_dump(exclude_none=True, mode="json") if question.rule else {},
            refusal=wording(question.slug, "refusal"),
        )
        for position, question in enumerate(ready.questions, start=1)
    )


def _copy_charter(ready: catalogue.Programme, programme: Programme, actor: Person) -> None:
    text = {language: ready.text(language).charter.plain() for language in programme.languages}
    Charter.objects.create(programme=programme, number=1, text=text, sha256=digest(text), published_by=actor)


def _free_slug(name: str) -> str:
    base = slug_of(name)[:70]
    base = "programme" if base in ("", "new") else base  # /programmes/new/ is taken
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
