"""The pages on which a programme's people answer, several at once."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.errors import Refusal
from ithaca.seals import actions, policies, queries
from ithaca.seals.actions.assessing import Saved
from ithaca.seals.forms import AnswerForm, MinorsForm, ReflectionForm, RemarkForm
from ithaca.seals.models import SealFile, Variant
from ithaca.seals.policies import PartOfFile
from ithaca.seals.presentation.assessing import Lines, progress_of
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
    return _requirement(request, part.file, part.slug, {})


def _requirement(
    request: HttpRequest, row: SealFile, slug: str, sent: dict[str, AnswerForm]
) -> HttpResponseBase:
    if row.state != FileState.ASSESSING:
        return redirect("seals:report", row.pk)
    lines, order = Lines(row), [each.slug for each in queries.scheme_of(row).requirements]
    at = order.index(slug)
    context = frame(row) | {
        "lines": lines.of(slug, sent),
        "slug": slug,
        "code": lines.scheme.codes[f"requirement.{slug}"],
        "about": lines.words.requirements[slug],
        "optional": lines.scheme.requirements[at].optional,
        "progress": progress_of(row),
        "following": order[at + 1] if at + 1 < len(order) else "",
        **_reflection(row, slug),
    }
    return render(request, "seals/requirement.html", context, status=INVALID if sent else 200)


def _reflection(row: SealFile, slug: str) -> dict[str, object]:
    found = queries.reflections_of(row).get(slug)
    words = found.words if found else ""
    return {
        "reflection": found,
        "reflection_form": ReflectionForm(initial={"words": words, "base_words": words}),
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
    home = scheme.home[part.slug].slug
    back = reverse("seals:requirement", args=[row.pk, home]) + f"#standard-{part.slug}"
    if not form.is_valid():
        if _by_itself(request):
            return _wrong(form)
        return _requirement(request, row, home, {part.slug: form})

    def save() -> Saved:
        return actions.save_answer(
            actor=viewer(request), file=row, standard=part.slug, base=form.base, mine=form.mine
        )

    return _saved(request, save, back)


@keeping_part
@require_POST
def reflection(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    back = reverse("seals:requirement", args=[part.file.pk, part.slug]) + "#reflection"
    return _reflect(request, part.file, part.slug, back)


def _reflect(request: HttpRequest, row: SealFile, slug: str, back: str) -> HttpResponseBase:
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return _wrong(form) if _by_itself(request) else redirect(back)

    def save() -> Saved:
        return actions.save_reflection(
            actor=viewer(request), file=row, requirement=slug, base=form.base, mine=form.mine
        )

    return _saved(request, save, back)


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
    if not _by_itself(request):
        found = perform(request, save)
        if found is not None and found.both:
            messages.warning(request, both_kept())
        return redirect(back)
    try:
        found = save()
    except Denied:
        raise Http404
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    told = {"step": found.said.step, "words": found.said.words, "both": found.both}
    return JsonResponse(told | {"message": both_kept() if found.both else ""})


# --- The programme as a whole ---


@keeping
def context(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """In which surroundings the programme works, and whether minors take part."""
    if row.state != FileState.ASSESSING:
        return redirect("seals:file", row.pk)
    if request.method == "POST":
        return _reflect(request, row, "", reverse("seals:context", args=[row.pk]) + "#reflection")
    told = frame(row) | {
        "progress": progress_of(row),
        "minors_form": MinorsForm(initial={"minors": row.minors}),
        **_reflection(row, ""),
    }
    return render(request, "seals/context.html", told)


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
    home = queries.scheme_of(row).home
    perform(
        request,
        lambda: actions.choose_text(actor=viewer(request), file=row, variant=variant, keep=keep),
        done=_("Chosen."),
    )
    if variant.standard:
        page = reverse("seals:requirement", args=[row.pk, home[variant.standard].slug])
        return redirect(f"{page}#standard-{variant.standard}")
    if variant.requirement:
        return redirect(reverse("seals:requirement", args=[row.pk, variant.requirement]) + "#reflection")
    return redirect(reverse("seals:context", args=[row.pk]) + "#reflection")


@keeping_part
@require_POST
def remark(request: HttpRequest, part: PartOfFile) -> HttpResponseBase:
    """A word to the colleagues."""
    row, form = part.file, RemarkForm(request.POST)
    if form.is_valid():
        id, words = UUID(str(form.cleaned_data["id"])), form.cleaned_data["words"]
        perform(
            request,
            lambda: actions.make_remark(
                actor=viewer(request), file=row, standard=part.slug, words=words, id=id
            ),
        )
    home = queries.scheme_of(row).home[part.slug].slug
    return redirect(reverse("seals:requirement", args=[row.pk, home]) + f"#standard-{part.slug}")


@keeping
@require_POST
def take_facts_over(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Answers in one go what the facts alone decide."""
    made = perform(request, lambda: actions.take_facts_over(actor=viewer(request), file=row))
    if made is not None:
        said = ngettext("%(n)s standard answered by facts.", "%(n)s standards answered by facts.", made)
        messages.success(request, said % {"n": made})
    return redirect("seals:file", row.pk)
