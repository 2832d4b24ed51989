"""What the components promise to the pages built of them."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

import ithaca.design
from ithaca.design.components.people import initials
from ithaca.design.components.shapes import UnknownShape, names
from ithaca.design.forms import AccessibleForm, Described

PACKAGE = Path(ithaca.design.__file__).parent


class Joining(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label="Your name", help_text="As friends say it.")
    day = forms.DateField(label="Day", required=False)
    way = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        choices=[("a", Described("By video", "From home")), ("b", "By phone")],
    )


def drawn(source: str, **context: Any) -> str:
    with translation.override("en"):
        return Template(source).render(Context(context))


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    html = drawn("{% field form.name %}", form=Joining({"name": ""}))
    assert '<label class="field__label" for="id_name">' in html
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="name"' in html
    assert 'id="id_name_hint"' in html
    assert 'id="id_name_error"' in html


def test_a_group_is_a_fieldset_and_each_choice_keeps_its_hint() -> None:
    html = drawn("{% field form.way %}", form=Joining())
    assert re.search(r'^\s*<fieldset class="field"\s*>\s*<legend', html)
    assert "From home" in html
    assert html.count('type="radio"') == 2


def test_dates_use_the_native_control_and_optional_fields_say_so() -> None:
    html = drawn("{% field form.day %}", form=Joining())
    assert 'type="date"' in html
    assert "(optional)" in html


def test_the_error_summary_links_to_every_wrong_field() -> None:
    form = Joining({"name": "", "way": "boat"})
    html = drawn("{% error_summary form %}", form=form)
    assert 'role="alert"' in html
    assert 'href="#id_name"' in html
    assert 'href="#id_way_0"' in html
    assert html.count("<li>") == 3


def test_an_unsent_form_has_no_error_summary() -> None:
    assert drawn("{% error_summary form %}", form=Joining()).strip() == ""


def test_what_people_wrote_is_escaped_in_every_block() -> None:
    sources = ["{% card title=x %}{{ x }}{% endcard %}", "{% empty_state title=x %}{{ x }}{% endempty_state %}", "{% notice title=x %}{{ x }}{% endnotice %}",
               "{% page_header title=x lead=x %}{{ x }}{% endpage_header %}", "{% person_line x detail=x %}", "{% stat x x hint=x %}", "{% button x %}"]  # fmt: skip
    for source in sources:
        html = drawn(source, x="<b>Ana</b>")
        assert "<b>" not in html, source
        assert "&lt;b&gt;" in html, source
        assert "&amp;lt;" not in html, source


def test_bars_are_as_long_as_their_share_in_every_language() -> None:
    with translation.override("fr"):
        html = Template("{% bar_chart rows %}").render(Context({"rows": [("Held", 8), ("Missed", 3)]}))
    assert 'width="100%"' in html
    assert 'width="37.5%"' in html
    assert "<caption>" not in html
    assert re.search(r'<th scope="row">\s*Held\s*</th>', html)


def test_a_band_ends_where_its_track_ends() -> None:
    html = drawn("{% band low=100 middle=100 high=100 own=100 maximum=100 %}")
    assert 'x="99%"' in html
    assert 'width="1%"' in html


def test_a_chart_without_rows_or_with_zeros_still_draws() -> None:
    drawn("{% bar_chart rows %}{% column_chart rows %}", rows=[])
    assert 'width="0%"' in drawn("{% bar_chart rows %}", rows=[("Held", 0)])


def test_the_time_of_another_zone_is_named_with_it() -> None:
    moment = datetime(2026, 3, 12, 17, 30, tzinfo=UTC)
    with timezone.override("Europe/Paris"):
        html = drawn('{% local_time moment form="time" zone="America/Montreal" %}', moment=moment)
        alone = drawn('{% local_time moment form="time" zone="Europe/Brussels" %}', moment=moment)
    assert "18:30" in html
    assert "13:30" in html
    assert "Montreal" in html
    assert "Brussels" not in alone


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Amina Diallo", "AD"), ("Jean-Baptiste Roy", "JR"), ("Léa", "L"), ("Élise de la Tour", "ÉT"), ("", "")],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/?q=caf%C3%A9&page=2")
    html = drawn("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert "q=caf%C3%A9&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_an_undoable_message_brings_its_button() -> None:
    html = drawn(
        "{% message_notice message %}", message=Message(25, "Done", "undo:/undo/1/"), csrf_token="token"
    )
    assert 'action="/undo/1/"' in html
    assert 'value="token"' in html


def test_an_unknown_icon_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UnknownShape, match="calendar"):
        drawn('{% icon "calender" %}')
    assert len(names("icons")) > 30


def test_no_template_holds_inline_style_or_script() -> None:
    for path in (PACKAGE / "templates").rglob("*.html"):
        source = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! type)", source), path


@pytest.mark.parametrize(("file", "budget"), [("site.css", 20_000), ("site.js", 10_000)])
def test_assets_stay_within_their_budget(file: str, budget: int) -> None:
    assert len(gzip.compress((PACKAGE / "static/ithaca" / file).read_bytes(), 9)) <= budget
