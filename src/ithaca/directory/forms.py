from collections.abc import Mapping
from itertools import islice
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, Described
from ithaca.directory import photos, topics
from ithaca.directory.actions import ProfileContent
from ithaca.directory.models import Profile
from ithaca.directory.profile import TOLD
from ithaca.programmes.models import Participation
from ithaca.programmes.wording import DAYS, PARTS, SLOTS_IN_WORDS

NOTHING: Mapping[str, Any] = {}


class ProfileForm(AccessibleForm, forms.Form):
    """A profile; the same fields say what a mentor offers and what a mentee seeks."""

    headline = forms.CharField(label=_("In one sentence"), max_length=140)
    presentation = forms.CharField(
        label=_("Presentation"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 7})
    )
    expertise = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you can speak in"), widget=forms.CheckboxSelectMultiple
    )
    mentor_roles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("A town or a region is enough.")
    )
    slots = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    capacity = forms.IntegerField(label=_("How many mentees at once?"), min_value=1)
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, at most 5 MB. It is made small, and what the camera noted is removed."
        ),
    )
    remove_photo = forms.BooleanField(label=_("Remove the photo"), required=False)

    def __init__(
        self,
        *args: Any,
        participation: Participation,
        profile: Profile | None,
        prepared: Mapping[str, Any] = NOTHING,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", self._initial(participation, profile) | dict(prepared))
        super().__init__(*args, **kwargs)
        mentor = participation.role == "mentor"
        self.fields["expertise"].label = (
            _("What you can help with") if mentor else _("What you would like help with")
        )
        self.fields["mentor_roles"].label = (
            _("How you like to accompany") if mentor else _("What kind of company you seek")
        )
        self.fields["presentation"].help_text = (
            _("Where you come from, what you have been through, what you like to pass on.")
            if mentor
            else _(
                "Where you stand and where you would like to go. Keep what is confidential for your request."
            )
        )
        own = participation.programme.own_topics
        self._groups = topics.grouped_expertise(own)
        self._choices("expertise", [choice for _title, choices in self._groups for choice in choices])
        self._choices("sectors", topics.choices("sector", own))
        self._choices("slots", SLOTS_IN_WORDS.items())
        self._choices("languages", topics.choices("language"))
        self._choices("mentor_roles", self._roles())
        self.fields["capacity"].help_text = _("At most %(most)s in this programme.") % {
            "most": participation.programme.capacity_per_mentor
        }
        if not mentor:
            del self.fields["capacity"]
        if profile is None or not profile.photo:
            del self.fields["remove_photo"]

    def expertise_groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The expertise under its headings: (heading, its boxes)."""
        boxes = iter(self["expertise"].subwidgets)
        return [(title, list(islice(boxes, len(choices)))) for title, choices in self._groups]

    def slot_rows(self) -> list[tuple[object, list[BoundWidget]]]:
        """The slots of each day: (day, its boxes)."""
        boxes = iter(self["slots"].subwidgets)
        return [(day, list(islice(boxes, len(PARTS)))) for day in DAYS.values()]

    def _choices(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)

    @staticmethod
    def _roles() -> list[tuple[str, Described]]:
        names = topics.choices("role")
        return [(slug, Described(name, topics.explanation("role", slug))) for slug, name in names]

    @staticmethod
    def _initial(participation: Participation, profile: Profile | None) -> dict[str, Any]:
        if profile is None:
            return {"languages": [participation.person.language], "capacity": participation.capacity}
        return {name: getattr(profile, name) for name in TOLD} | {"capacity": participation.capacity}

    def clean_photo(self) -> bytes | None:
        upload = self.cleaned_data["photo"]
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > photos.LARGEST_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. Choose a smaller picture."))
        try:
            return photos.portrait(upload)
        except photos.NotAPhoto:
            raise forms.ValidationError(
                _("This file is not a picture that we can read. Choose a JPEG, PNG or WebP.")
            )

    def content(self) -> ProfileContent:
        data = self.cleaned_data
        return ProfileContent(
            **{name: data[name] for name in TOLD},
            capacity=data.get("capacity"),
            photo=data["photo"],
            remove_photo=bool(data.get("remove_photo")),
        )


class ReplacementForm(AccessibleForm, forms.Form):
    """Whom a mentor who withdrew proposes."""

    mentors = forms.MultipleChoiceField(
        label=_("Mentors with a free place"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hand_over = forms.BooleanField(label=_("The coordination should look as well"), required=False)

    def __init__(self, *args: Any, profiles: list[Profile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mentors"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(one.participation_id), Described(one.participation.person.name, one.headline))
            for one in profiles
        ]
