"""The larger pieces of a page: heading, card, figures, steps, facts, breadcrumbs, pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def page_header(content: str, title: object, lead: object = "", kicker: object = "") -> SafeString:
    """The h1 of a page, a sentence under it, and its actions (the block's content)."""
    # The block was rendered, and escaped, by its own template.
    context = {"content": mark_safe(content.strip()), "title": title, "lead": lead, "kicker": kicker}  # noqa: S308
    return render_to_string("design/components/page_header.html", context)


@register.simple_block_tag
def card(
    content: str, title: object = "", *, href: str = "", icon: str = "", tone: str = "", level: int = 2
) -> SafeString:
    """A sheet of paper; with an address the whole card is the link. Tone: attention, done, quiet, table."""
    context = {"content": content, "title": title, "href": href, "icon": icon, "tone": tone, "level": level}
    return render_to_string("design/components/card.html", context)


@register.inclusion_tag("design/components/stat.html")
def stat(
    value: object, label: object, *, hint: object = "", tone: str = "", href: str = ""
) -> dict[str, Any]:
    """One figure, within <div class="stats">."""
    return {"value": value, "label": label, "hint": hint, "tone": tone, "href": href}


@register.inclusion_tag("design/components/steps.html")
def steps(
    items: Iterable[Mapping[str, Any] | tuple[Any, ...]], *, across: bool = True, label: str = ""
) -> dict[str, Any]:
    """How far along things are. Items: (label, state) or (label, state, text); state done, current or next."""
    shown = []
    for item in items:
        if isinstance(item, Mapping):
            shown.append({"label": item["label"], "state": item["state"], "text": item.get("text", "")})
        else:
            shown.append({"label": item[0], "state": item[1], "text": item[2] if len(item) > 2 else ""})
    return {"items": shown, "across": across, "label": label}


@register.inclusion_tag("design/components/definition_list.html")
def definition_list(rows: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Facts as term and value; a row without a value is left out."""
    return {"rows": [(term, value) for term, value in rows if value not in (None, "")]}


@register.inclusion_tag("design/components/breadcrumbs.html")
def breadcrumbs(*trail: Any) -> dict[str, Any]:
    """The way here: label, address, label, address, …, and the label of this page last; or one list of pairs."""
    if len(trail) == 1 and not isinstance(trail[0], str):
        pairs = [(label, url) for label, url in trail[0]]
    else:
        padded = [*trail, ""] if len(trail) % 2 else list(trail)
        pairs = list(zip(padded[::2], padded[1::2], strict=True))
    return {"trail": pairs}


@register.inclusion_tag("design/components/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], *, label: str = "") -> dict[str, Any]:
    """Pages of the same subject. Items: label, url, current (bool), count (optional)."""
    return {"items": items, "label": label}


@register.inclusion_tag("design/components/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Page[Any], *, name: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list; the rest of the address stays as it is."""
    request = context.get("request")

    def address(number: int) -> str:
        query = request.GET.copy() if request is not None else {}
        query[name] = str(number)
        return f"?{query.urlencode()}" if hasattr(query, "urlencode") else f"?{name}={number}"

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [
        {"number": n, "url": address(n) if isinstance(n, int) else "", "current": n == page.number}
        for n in elided
    ]
    return {
        "page": page,
        "items": items,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }
