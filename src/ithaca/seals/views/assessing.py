"""The pages on which a programme's people answer, several at once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.entered import too_late
from ithaca.kernel.errors import IdInUse, Refusal
from ithaca.seals import actions, policies, queries
from ithaca.seals.actions.assessing import Saved
from ithaca.seals.forms import AnswerForm, MinorsForm, ReflectionForm, RemarkForm
from ithaca.seals.models import SealFile, Variant
from ithaca.seals.policies import PartOfFile
from ithaca.seals.presentation.assessing import Lines, page_of, progress_of
from ithaca.seals.presentation.files import frame
from ithaca.seals.states import FileState

keeping = route(Permission.KEEP_SEAL_FILE, policies.file)
keeping_part = route(Permission.KEEP_SEAL_FILE, policies.part_of_file)
INVALID = 422


def both_kept() -> str:
    return _(
        "Somebody else changed the same at the same time. Nothing is lost: both texts stand below. Choose what stays."
    )


# --- One requirement ---


@keeping_part
def requirement(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    """Every standard of a requirement, beside the facts that speak of it."""
    return _requirement(request, part.file, part.slug)


def _requirement(
    request: HttpRequest,
    row: SealFile,
    slug: str,
    *,
    answered: dict[str, AnswerForm] | None = None,
    reflected: ReflectionForm | None = None,
) -> HttpResponseBase:
    """The page as it stands, or with a form that came back with a mistake."""
    if row.state != FileState.ASSESSING:
        return redirect("seals:report", row.pk)
    lines, order = Lines(row), [each.slug for each in queries.scheme_of(row).requirements]
    at = order.index(slug)
    context = frame(row) | {
        "lines": lines.of(slug, answered or {}),
        "slug": slug,
        "code": lines.scheme.codes[f"requirement.{slug}"],
        "about": lines.words.requirements[slug],
        "optional": lines.scheme.requirements[at].optional,
        "first_day": lines.known.first_day,
        "last_day": lines.known.last_day,
        "progress": progress_of(row),
        "following": order[at + 1] if at + 1 < len(order) else "",
        **_reflection(row, slug, reflected),
    }
    status = INVALID if answered or reflected else 200
    return render(request, "seals/requirement.html", context, status=status)


def _reflection(row: SealFile, slug: str, sent: ReflectionForm | None = None) -> dict[str, object]:
    found = queries.reflections_of(row).get(slug)
    words = found.words if found else ""
    return {
        "reflection": found,
        "reflection_form": sent or ReflectionForm(initial={"words": words, "base_words": words}),
        "reflection_variants": [
            each for each in queries.variants_of(row) if not each.standard and each.requirement == slug
        ],
    }


@keeping_part
@require_POST
def answer(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    """One answer, sent by its button or by itself while somebody writes."""
    row, scheme = part.file, queries.scheme_of(part.file)
    form = AnswerForm(request.POST, scheme=scheme, standard=scheme.standards[part.slug])
    if not form.is_valid():
        if _by_itself(request):
            return _wrong(form)
        return _requirement(request, row, scheme.home[part.slug].slug, answered={part.slug: form})

    def save() -> Saved:
        return actions.save_answer(
            actor=viewer(request), file=row, standard=part.slug, base=form.base, mine=form.mine
        )

    return _saved(request, save, page_of(row, part.slug))


@keeping_part
@require_POST
def reflection(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    form = ReflectionForm(request.POST)
    if not form.is_valid() and not _by_itself(request):
        return _requirement(request, part.file, part.slug, reflected=form)
    return _reflect(request, part.file, part.slug, form)


def _reflect(request: HttpRequest, row: SealFile, slug: str, form: ReflectionForm) -> HttpResponseBase:
    if not form.is_valid():
        return _wrong(form)

    def save() -> Saved:
        return actions.save_reflection(
            actor=viewer(request), file=row, requirement=slug, base=form.base, mine=form.mine
        )

    return _saved(request, save, page_of(row, "", slug))


def _by_itself(request: HttpRequest) -> bool:
    """Whether the page's script sends it, which reads the answer as JSON."""
    return request.headers.get("Accept", "") == "application/json"


def _wrong(form: BaseForm) -> JsonResponse:
    """What is wrong with what the script sent: a text that is too long."""
    return JsonResponse(
        {"message": " ".join(str(text) for text in form.errors.get("words", ()))}, status=INVALID
    )


def _saved(request: HttpRequest, save: Callable[[], Saved], back: str) -> HttpResponseBase:
    """What stands now: for the script, which puts it into the form, or as the page again."""
    try:
        found = save()
    except Denied:
        raise Http404
    except Refusal as refusal:
        if _by_itself(request):
            return JsonResponse({"message": str(refusal)}, status=409)
        return _not_saved(request, refusal, back)
    if not _by_itself(request):
        if found.both:
            messages.warning(request, both_kept())
        return redirect(back)
    told = {"step": found.said.step, "words": found.said.words, "both": found.both}
    return JsonResponse(told | {"message": both_kept() if found.both else ""})


def _not_saved(request: HttpRequest, refusal: Refusal, back: str) -> HttpResponseBase:
    """The file has gone on while somebody was writing: they read why, and keep their words."""
    return too_late(request, why=refusal.message, back=back, fields={"words": _("Your words")})


# --- The programme as a whole ---


@keeping
def context(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """In which surroundings the programme works, and whether minors take part."""
    form = ReflectionForm(request.POST) if request.method == "POST" else None
    if form is not None and (form.is_valid() or _by_itself(request)):
        return _reflect(request, row, "", form)
    if row.state != FileState.ASSESSING:
        return redirect("seals:file", row.pk)
    told = frame(row) | {
        "progress": progress_of(row),
        "minors_form": MinorsForm(initial={"minors": row.minors}),
        **_reflection(row, "", form),
    }
    return render(request, "seals/context.html", told, status=INVALID if form else 200)


@keeping
@require_POST
def minors(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    said = "minors" in request.POST
    act = lambda: actions.say_of_minors(actor=viewer(request), file=row, minors=said)  # noqa: E731
    perform(request, act, done=_("Noted."))
    return redirect("seals:context", row.pk)


# --- What several people do ---


@route(Permission.KEEP_SEAL_FILE, policies.variant_of_file)
@require_POST
def choose(request: HttpRequest, variant: Variant) -> HttpResponseBase:
    """Of two texts written at the same time, what stays."""
    row, keep = variant.file, request.POST.get("keep", "")
    perform(
        request,
        lambda: actions.choose_text(actor=viewer(request), file=row, variant=variant, keep=keep),
        done=_("Chosen."),
    )
    return redirect(page_of(row, variant.standard, variant.requirement))


@keeping_part
@require_POST
def remark(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    """A word to the colleagues."""
    row, form = part.file, RemarkForm(request.POST)
    back = page_of(row, part.slug)
    if not form.is_valid():
        return redirect(back)
    id, words = UUID(str(form.cleaned_data["id"])), form.cleaned_data["words"]
    try:
        actions.make_remark(actor=viewer(request), file=row, standard=part.slug, words=words, id=id)
    except (Denied, IdInUse):
        raise Http404
    except Refusal as refusal:
        return _not_saved(request, refusal, back)
    return redirect(back)


@keeping
@require_POST
def take_facts_over(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Answers in one go what the facts alone decide."""
    made = perform(request, lambda: actions.take_facts_over(actor=viewer(request), file=row))
    if made is not None:
        said = ngettext("%(n)s standard answered by facts.", "%(n)s standards answered by facts.", made)
        messages.success(request, said % {"n": made})
    return redirect("seals:file", row.pk)
