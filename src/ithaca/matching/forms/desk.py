from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.kernel.ids import read_id
from ithaca.matching.desk.board import Board, Moves, exchange, moves_of_text
from ithaca.matching.desk.rows import Wanted

NOBODY = "nobody"
MOST_MOVES = 100  # in one change


class RevisionForm(AccessibleForm, forms.Form):
    """On what revision of the run somebody decided."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class MoveForm(RevisionForm):
    """
    A mentee who takes another's mentor (`other`), a mentor with a free place (`mentor`), or nobody; or several moves at
    once, as the engine found that they cost least (`moves`).
    """

    mentee = forms.UUIDField(widget=forms.HiddenInput)
    other = forms.UUIDField(widget=forms.HiddenInput, required=False)
    mentor = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    moves_wanted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_MOVES * 74)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        self.moves: Moves = {}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        mentee, other = data.get("mentee"), data.get("other")
        mentor = read_id(data.get("mentor", ""))
        if mentee and data.get("moves_wanted"):
            self.moves = self._several(data["moves_wanted"])
        elif (
            mentee and other and self._is(mentee, "mentee") and self._is(other, "mentee") and mentee != other
        ):
            self.moves = exchange(self.board, mentee, other)
        elif mentee and self._is(mentee, "mentee") and data.get("mentor") == NOBODY:
            self.moves = {mentee: None}
        elif mentee and mentor and self._is(mentee, "mentee") and self._is(mentor, "mentor"):
            self.moves = {mentee: mentor}
        else:
            raise forms.ValidationError(_("Choose two people of this run."))
        return data

    def _several(self, text: str) -> Moves:
        try:
            return moves_of_text(text, self.board)
        except ValueError as wrong:
            raise forms.ValidationError(_("Choose two people of this run.")) from wrong

    def _is(self, one: UUID, side: str) -> bool:
        return one in self.board.people and self.board.people[one].side == side


class LockForm(forms.Form):
    """Which pair to lock or to let go; the mentor too, so that a page gone stale locks nobody else."""

    mentee = forms.UUIDField()
    mentor = forms.UUIDField()
    locked = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class UndoForm(forms.Form):
    number = forms.IntegerField(min_value=1)


class AgainForm(forms.Form):
    id = forms.UUIDField()
    keep = forms.ChoiceField(choices=[("locked", ""), ("most", "")], required=False)


class FilterForm(forms.Form):
    """What of a run to show; what makes no sense is left out."""

    words = forms.CharField(max_length=100, required=False)
    below = forms.IntegerField(min_value=0, max_value=100, required=False)
    level = forms.CharField(max_length=120, required=False)
    unit = forms.CharField(max_length=120, required=False)
    only = forms.ChoiceField(
        choices=[("", ""), ("locked", ""), ("by_hand", ""), ("noted", "")], required=False
    )
    order = forms.ChoiceField(choices=[("", ""), ("mentee", ""), ("mentor", "")], required=False)

    def wanted(self, scale: int) -> Wanted:
        self.is_valid()
        found = self.cleaned_data
        below = found.get("below")
        only = found.get("only", "")
        return Wanted(
            words=found.get("words", ""),
            below=None if below is None else -(-below * scale // 100),
            level=found.get("level", ""),
            unit=found.get("unit", ""),
            locked=only == "locked",
            by_hand=only == "by_hand",
            noted=only == "noted",
            order=found.get("order") or "score",
        )


class NoteForm(AccessibleForm, forms.Form):
    """A word to the colleagues about somebody in the run."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("About"))
    text = forms.CharField(
        label=_("Note to colleagues"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = people
