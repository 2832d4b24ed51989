"""The portfolio: facts that came by themselves, items, and the mentee's say."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.competences import actions, policies, practice, presentation, queries
from ithaca.competences.forms import ItemForm
from ithaca.competences.forms.portfolio import initial_of
from ithaca.competences.models import Item, Portfolio
from ithaca.competences.views.mine import frame, language_of
from ithaca.design.views import own_route, perform, route, submitted
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.programmes.texts import localised

keeping = route(Permission.KEEP_PORTFOLIO, policies.portfolio)
of_item = route(Permission.KEEP_PORTFOLIO, policies.item)
of_mentee = route(Permission.CONSENT_TO_EVIDENCE, policies.asked_item)
ROOM = "/competences/room/#items/"


@keeping
def portfolio(request: HttpRequest, row: Portfolio) -> HttpResponseBase:
    covered, language = queries.coverage_of(row), language_of()
    opinions = [
        (localised(name, language), each.count, each.questionnaire.text(language), each)
        for name, each in practice.opinions(covered.known)
    ]
    context = frame(row, covered.framework) | {
        "covered": covered,
        "practice": covered.known.practice,
        "facts": presentation.facts(covered),
        "opinions": opinions,
        "items": presentation.item_lines(row, covered),
    }
    return render(request, "competences/portfolio.html", context)


def _form(request: HttpRequest, row: Portfolio, initial: dict[str, Any]) -> ItemForm:
    return ItemForm(
        request.POST or None,
        framework=queries.framework(row.version),
        language=language_of(),
        mentorships=queries.mentorships_to_cite(row.person),
        initial=initial,
    )


@keeping
def add_item(request: HttpRequest, row: Portfolio) -> HttpResponseBase:
    """First the facts; the words and the file are sealed on the next page."""
    initial = {
        "id": new_id(),
        "made_on": clock.today(row.person.time_zone),
        "abilities": [request.GET.get("ability", "")],
    }
    form = _form(request, row, initial)
    made = submitted(
        request,
        form,
        lambda: actions.add_item(
            actor=viewer(request),
            portfolio=row,
            id=UUID(str(form.cleaned_data["id"])),
            content=form.content(),
        ),
    )
    if made is not None:
        return redirect(f"{ROOM}{made.pk}")
    context = frame(row, form.framework) | {"form": form}
    return render(request, "competences/item_form.html", context, status=422 if form.errors else 200)


@of_item
def change_item(request: HttpRequest, item: Item) -> HttpResponseBase:
    row = item.portfolio
    form = _form(request, row, initial_of(item))
    changed = submitted(
        request,
        form,
        lambda: actions.change_item(actor=viewer(request), item=item, content=form.content()),
        done=_("Saved."),
    )
    if changed is not None:
        return redirect("competences:portfolio", row.pk)
    context = frame(row, form.framework) | {"form": form, "item": item}
    return render(request, "competences/item_form.html", context, status=422 if form.errors else 200)


@of_item
def remove_item(request: HttpRequest, item: Item) -> HttpResponseBase:
    """What was written is erased first, in the room that only its owner opens."""
    if request.method == "POST":
        done = _("The evidence is removed.")
        perform(request, lambda: actions.remove_item(actor=viewer(request), item=item), done=done)
        return redirect("competences:portfolio", item.portfolio_id)
    framework = queries.framework(item.portfolio.version)
    context = frame(item.portfolio, framework) | {
        "item": item,
        "written": queries.holds_content(item),
        "room": f"{ROOM}{item.pk}",
    }
    return render(request, "competences/remove_item.html", context)


@own_route(Permission.USE_OWN_ACCOUNT)
def consents(request: HttpRequest) -> HttpResponseBase:
    """Where mentors ask to speak of oneself, and what one has answered."""
    language = language_of()
    asked = [
        (row, queries.framework(row.portfolio.version).text(language).kinds.get(row.kind))
        for row in queries.asked_of(viewer(request))
    ]
    return render(request, "competences/consents.html", {"asked": asked})


@of_mentee
def consent(request: HttpRequest, item: Item) -> HttpResponseBase:
    """One item that speaks of oneself: yes, no, or taking the yes back."""
    if request.method == "POST":
        verbs = {
            "give": (actions.give_consent, _("Thank you. You can take it back at any time.")),
            "refuse": (actions.refuse_consent, _("Noted: it will not be used. You owe no reason.")),
            "withdraw": (actions.withdraw_consent, _("Noted: from now on it will not be used.")),
        }
        chosen = verbs.get(request.POST.get("answer", ""))
        if chosen is not None:
            perform(request, lambda: chosen[0](actor=viewer(request), item=item), done=chosen[1])
        return redirect("competences:consents")
    framework = queries.framework(item.portfolio.version)
    words = framework.text(language_of())
    context = {
        "item": item,
        "words": words,
        "kind": words.kinds.get(item.kind),
        "abilities": [words.abilities[slug] for slug in item.abilities if slug in words.abilities],
    }
    return render(request, "competences/consent.html", context)
