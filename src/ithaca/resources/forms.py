from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.programmes.models import Programme
from ithaca.programmes.wording import LANGUAGE_NAMES
from ithaca.resources import rules, wording
from ithaca.resources.actions import Content
from ithaca.resources.models import Kind, Resource

ACCEPTED = ",".join(f".{ending}" for ending in rules.TYPES)


class ResourceForm(AccessibleForm, forms.Form):
    """What stands about a resource of one kind: a guide has only whom and when it is for."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("Begins with https://. It opens in a new window."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, Word, Excel, PowerPoint, OpenDocument or an image, 25 MB at most. Everybody whom it is for can download it: nothing confidential."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    description = forms.CharField(
        label=gettext_lazy("In one or two sentences"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("What is it good for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("Whom is it for?"),
        widget=forms.RadioSelect,
        choices=list(wording.AUDIENCES.items()),
    )
    phase = forms.ChoiceField(
        label=gettext_lazy("Phase"),
        required=False,
        choices=[("", gettext_lazy("The whole way")), *wording.PHASES.items()],
        help_text=gettext_lazy("In this phase it is offered on the page of each pair."),
    )

    def __init__(
        self, *args: Any, programme: Programme, kind: str, row: Resource | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        own = {Kind.LINK: {"url"}, Kind.FILE: {"file"}}.get(Kind(kind), set())
        said = set() if kind == Kind.GUIDE else {"title", "description", "language"}
        for name in {"url", "file", "title", "description", "language"} - own - said:
            del self.fields[name]
        if "language" in self.fields:
            field = self.fields["language"]
            assert isinstance(field, forms.ChoiceField)
            codes = [(code, LANGUAGE_NAMES[code]) for code in programme.languages]
            field.choices = [("", _("In every language")), *codes]
        if row is not None and "file" in self.fields:
            self.fields["file"].required = False
            self.fields["file"].label = _("Another file in its place")

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        URLValidator(schemes=["https"], message=_("Give a link that begins with https://."))(url)
        return url

    def content(self) -> Content:
        data = self.cleaned_data
        return Content(
            kind=self.kind,
            title=data.get("title", "").strip(),
            description=" ".join(data.get("description", "").split()),
            language=data.get("language", ""),
            audience=data["audience"],
            phase=data["phase"],
            url=data.get("url", ""),
            upload=data.get("file"),
        )


def initial_of(row: Resource) -> dict[str, Any]:
    names = ("url", "title", "description", "language", "audience", "phase")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}
