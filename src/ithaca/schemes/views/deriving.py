"""What a derived scheme owes its origin, and what networks recognise of each other."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.document import digest
from ithaca.editions.forms import offered
from ithaca.editions.seen import Seen
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.networks.tabs import tabs
from ithaca.schemes import actions, policies, presentation, queries, sentences
from ithaca.schemes.actions import RecognitionContent
from ithaca.schemes.forms import MergeForm, ReasonsForm, RecognitionForm
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.schemes.presentation import language_of
from ithaca.schemes.sentences import Labels
from ithaca.schemes.views.drafts import drafts


@drafts.managing
def reasons(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """A reason for every standard that was changed, added or dropped since the origin."""
    origin, language = queries.origin_of(version), language_of()
    if origin is None:
        return redirect("schemes:scheme", version.pk)
    before, after = Labels(origin.content, language), Labels(version.content, language)
    told = [sentences.told(each, before, after) for each in queries.departures(version)]
    made_from = digest(queries.explained(version))
    make = partial(ReasonsForm, told=told, reasons=version.reasons, made_from=made_from)
    form = offered(make, request.POST or None)
    if form.is_valid():
        seen = Seen(made_from, queries.explained)
        saved = perform(
            request,
            lambda: actions.give_reasons(
                actor=viewer(request), version=version, reasons=form.reasons(), seen=seen
            ),
            done=_("The reasons are saved."),
            form=form,
        )
        if saved:
            return redirect("schemes:scheme", version.pk)
    context = {
        "edition": version,
        "network": version.network,
        "words": queries.scheme(version).text(language),
        "origin": origin,
        "form": form,
    }
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, "schemes/reasons.html", context, status=status)


@drafts.managing
def merge(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """What the origin has changed since, part by part; where both sides have, somebody chooses."""
    base, later, language = queries.origin_of(version), queries.later_origin(version), language_of()
    if base is None or later is None:
        return redirect("schemes:scheme", version.pk)
    lines = presentation.crossing_lines(base.content, version.content, later.content, language)
    made_from = digest([version.content, later.reference])
    make = partial(MergeForm, lines=lines, made_from=made_from, initial={"reference": later.reference})
    form = offered(make, request.POST or None)
    if form.is_valid():
        seen = Seen(made_from, lambda content: [content, later.reference])
        merged = perform(
            request,
            lambda: actions.merge_origin(
                actor=viewer(request),
                version=version,
                reference=form.cleaned_data["reference"],
                chosen=form.chosen(),
                seen=seen,
            ),
            done=_("The origin’s changes are in the draft. Read it through before you publish it."),
            form=form,
        )
        if merged:
            return redirect("schemes:scheme", version.pk)
    context = {
        "edition": version,
        "network": version.network,
        "words": queries.scheme(version).text(language),
        "base": base,
        "later": later,
        "form": form,
    }
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, "schemes/merge.html", context, status=status)


@route(Permission.MANAGE_SCHEMES, policies.network)
def recognition(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Which seals of other networks are accepted as ours, and what their holders still have to show."""
    offers = presentation.offers(
        queries.published_of(network),
        queries.published_elsewhere(network),
        queries.recognitions_of(network),
    )
    form = RecognitionForm(request.POST or None, offers=offers, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        content = RecognitionContent(
            ours=chosen.ours,
            level=chosen.level,
            theirs=chosen.theirs,
            their_level=chosen.their_level,
            note=form.cleaned_data["note"],
        )
        id = UUID(str(form.cleaned_data["id"]))
        declared = perform(
            request,
            lambda: actions.declare_recognition(
                actor=viewer(request), network=network, id=id, content=content
            ),
            done=_("Recognised. The page of your scheme says so."),
            form=form,
        )
        if declared:
            return redirect("schemes:recognition", network.slug)
    context = {
        "network": network,
        "tabs": tabs(network, "schemes:recognition"),
        "offers": offers,
        "form": form,
    }
    return render(request, "schemes/recognition.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_SCHEMES, policies.recognition)
@require_POST
def keep_recognition(request: HttpRequest, recognition: Recognition) -> HttpResponseBase:
    """After a look at a later version of theirs."""
    try:
        looked_at = queries.readable(UUID(request.POST.get("looked_at", "")))
    except ValueError:
        looked_at = None
    if looked_at is None:
        messages.error(request, _("Look at the later version first, then say again what becomes of this."))
        return redirect("schemes:recognition", recognition.network.slug)
    perform(
        request,
        lambda: actions.keep_recognition(actor=viewer(request), recognition=recognition, looked_at=looked_at),
        done=_("Your recognition stays. Its page says by which version."),
    )
    return redirect("schemes:recognition", recognition.network.slug)


@route(Permission.MANAGE_SCHEMES, policies.recognition)
@require_POST
def end_recognition(request: HttpRequest, recognition: Recognition) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.end_recognition(actor=viewer(request), recognition=recognition),
        done=_("No longer recognised. Whoever was accepted stays so."),
    )
    return redirect("schemes:recognition", recognition.network.slug)
