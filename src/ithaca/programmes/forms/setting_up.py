from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca import catalogue
from ithaca.design.forms import AccessibleForm, Described
from ithaca.programmes import wording
from ithaca.programmes.actions import Format, Presentation
from ithaca.programmes.models import Charter, Programme

CODES = [code for code, _name in settings.LANGUAGES]


class PresentationForm(AccessibleForm, forms.Form):
    """Languages, and for each of them name, theme and objectives."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the programme"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    listed = forms.BooleanField(
        label=gettext_lazy("The public pages of our networks may name this programme"),
        required=False,
        help_text=gettext_lazy(
            "Its name and where it is, on the map of each network that your organisation is a member of, as long as it runs."
        ),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].initial = programme.languages
        self.fields["listed"].initial = programme.listed
        for code in CODES:
            texts = (
                ("name", programme.name),
                ("theme", programme.theme),
                ("objectives", programme.objectives),
            )
            for name, content in texts:
                field = self._text(name)
                field.initial = content.get(code, "")
                field.widget.attrs["lang"] = code
                self.fields[f"{name}_{code}"] = field

    @staticmethod
    def _text(name: str) -> forms.CharField:
        if name == "name":
            return forms.CharField(label=_("Name"), max_length=120, required=False)
        if name == "theme":
            hint = _("One sentence: what is this programme about?")
            area = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(
                label=_("Theme"), max_length=500, required=False, help_text=hint, widget=area
            )
        area = forms.Textarea(attrs={"rows": 5})
        hint = _("One objective a line.")
        return forms.CharField(
            label=_("Objectives"), max_length=3000, required=False, help_text=hint, widget=area
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for code in data.get("languages", []):
            for name in ("name", "theme", "objectives"):
                if not data.get(f"{name}_{code}") and f"{name}_{code}" not in self.errors:
                    self.add_error(
                        f"{name}_{code}", _("Write this text, or take the language off the programme.")
                    )
        return data

    def by_language(self) -> list[tuple[object, list[BoundField]]]:
        parts = ("name", "theme", "objectives")
        return [(wording.LANGUAGE_NAMES[code], [self[f"{part}_{code}"] for part in parts]) for code in CODES]

    def section(self) -> Presentation:
        data = self.cleaned_data
        texts = {
            name: {c: data[f"{name}_{c}"] for c in data["languages"]}
            for name in ("name", "theme", "objectives")
        }
        return Presentation(languages=data["languages"], listed=data["listed"], **texts)


class FormatForm(AccessibleForm, forms.Form):
    """How mentorships of the programme run."""

    contact_types = forms.MultipleChoiceField(
        label=gettext_lazy("How pairs may meet"),
        choices=list(wording.CONTACT_TYPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    contacts_to_official_end = forms.IntegerField(
        label=gettext_lazy("Contacts to the official end"),
        min_value=1,
        max_value=50,
        help_text=gettext_lazy("After that many, the two decide together to go on or to close."),
    )
    most_contacts = forms.IntegerField(
        label=gettext_lazy("Contacts at most"),
        required=False,
        min_value=1,
        max_value=200,
        help_text=gettext_lazy(
            "For pairs that go on. After that many, nothing more is planned and the pair closes. Leave it empty where there is no limit."
        ),
    )
    dispute_days = forms.IntegerField(
        label=gettext_lazy("Days to dispute an absence"),
        min_value=1,
        max_value=90,
        help_text=gettext_lazy("Whoever is recorded as missing can say so for that long."),
    )
    rhythm_days = forms.IntegerField(
        label=gettext_lazy("Days between two contacts"), min_value=1, max_value=365
    )
    contact_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes per contact"), min_value=5, max_value=480
    )
    length_months = forms.IntegerField(
        label=gettext_lazy("Length of a mentorship, in months"), min_value=1, max_value=60
    )
    follow_up_months = forms.IntegerField(
        label=gettext_lazy("Months from the end to a look back"),
        required=False,
        min_value=1,
        max_value=36,
        help_text=gettext_lazy(
            "Both are then asked three short questions by mail. Leave it empty for no look back."
        ),
    )
    review_days = forms.IntegerField(
        label=gettext_lazy("Days between two reviews of the goals"),
        required=False,
        min_value=7,
        max_value=365,
        help_text=gettext_lazy("Both are told when one is due. Leave it empty where you want none."),
    )
    capacity_per_mentor = forms.IntegerField(
        label=gettext_lazy("Mentees per mentor at the same time"),
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("A mentor may choose fewer, never more."),
    )
    reply_days = forms.IntegerField(
        label=gettext_lazy("Days to answer a request"),
        min_value=1,
        max_value=60,
        help_text=gettext_lazy(
            "A reminder goes out before; after that the mentee may write to somebody else."
        ),
    )
    first_meeting_days = forms.IntegerField(
        label=gettext_lazy("Days to the first meeting"),
        min_value=1,
        max_value=365,
        help_text=gettext_lazy("A pair that has neither met nor planned to by then is shown to you."),
    )
    silent_days = forms.IntegerField(
        label=gettext_lazy("Days of silence"),
        min_value=1,
        max_value=730,
        help_text=gettext_lazy(
            "A pair without a meeting for so long, and none planned, is shown to you. The two see that you see it."
        ),
    )
    cv_asked = forms.BooleanField(
        label=gettext_lazy("Ask the two to exchange their CVs before they meet"),
        required=False,
        help_text=gettext_lazy("A CV is encrypted in the room of the pair: nobody else can open it."),
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places for mentees"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Leave it empty where there is no limit."),
    )
    invitation_days = forms.IntegerField(
        label=gettext_lazy("Days for which an invitation holds"),
        min_value=1,
        max_value=365,
        help_text=gettext_lazy(
            "Then it lapses, and what was prepared with it is deleted. Sending it again gives it as long anew."
        ),
    )
    pairing = forms.ChoiceField(
        label=gettext_lazy("How pairs are made"),
        widget=forms.RadioSelect,
        choices=[
            ("directory", Described(gettext_lazy("By the directory"), wording.PAIRING["directory"])),
            ("coordinator", Described(gettext_lazy("By the coordinators"), wording.PAIRING["coordinator"])),
            ("both", Described(gettext_lazy("Both ways"), wording.PAIRING["both"])),
        ],
    )
    same_unit_excluded = forms.BooleanField(
        label=gettext_lazy("Never pair two people of the same unit"),
        required=False,
        help_text=gettext_lazy(
            "People above or below each other in the reporting line are never paired in any case."
        ),
    )

    @classmethod
    def initial_of(cls, programme: Programme) -> dict[str, Any]:
        return {name: getattr(programme, name) for name in cls.base_fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        most, end = data.get("most_contacts"), data.get("contacts_to_official_end")
        if most and end and most < end:
            self.add_error("most_contacts", _("This can't be less than the contacts to the official end."))
        return data

    def section(self) -> Format:
        return Format(**self.cleaned_data)


class CharterForm(AccessibleForm, forms.Form):
    """The text of the next version, per language."""

    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, programme: Programme, charter: Charter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = programme.languages
        self.fields["after"].initial = charter.number
        for code in self.languages:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text in %(language)s") % {"language": str(wording.LANGUAGE_NAMES[code]).lower()},
                initial=charter.text.get(code)
                or catalogue.programme(programme.template).text(code).charter.plain(),
                max_length=40_000,
                widget=forms.Textarea(attrs={"rows": 22, "lang": code}),
            )

    def texts(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[f"text_{code}"].replace("\r\n", "\n").strip() for code in self.languages
        }


class CoordinatorForm(AccessibleForm, forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The address with which the person signs in to Ithaca."),
        # Somebody else's address: the browser must not offer one's own.
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
