"""What the forms of a draft share: words in every language, and rows of facts with what they must be."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ithaca.catalogue.models import FactTest, Scheme
from ithaca.editions.forms import PartForm
from ithaca.schemes import wording
from ithaca.schemes.document import content_of
from ithaca.schemes.editing import Said

Choices = list[tuple[str, str | Promise]]


class DraftForm(PartForm):
    """A form on a draft: what it changes is said by `edited`, on the draft as it stands when it is saved."""

    def __init__(
        self, *args: Any, scheme: Scheme, language: str, used: Collection[str] = (), **kwargs: Any
    ) -> None:
        self.scheme, self.languages, self.reader = scheme, list(scheme.texts), language
        self.used = used  # names that stand for something already, or once did
        self.content = content_of(scheme)
        super().__init__(*args, **kwargs)
        self.build()
        self.use_native_widgets()

    def build(self) -> None:
        """Adds the fields that depend on the scheme, with what they say now."""
        raise NotImplementedError

    def ask(self, name: str, label: str, texts: Mapping[str, str], **more: Any) -> None:
        """A text in each language, with what it says now."""
        self.say(name, label, **more)
        self.initial.update(self.told(name, texts))

    def told_now(self, part: str, slug: str, field: str) -> dict[str, str]:
        """What stands in each language in a field of a part; nothing for a new one."""
        found = {}
        for code, texts in self.scheme.texts.items():
            words = getattr(texts, part).get(slug)
            found[code] = words if isinstance(words, str) else str(getattr(words, field, ""))
        return found

    def words(self, **fields: str) -> Said:
        """The words that were entered, by the field of the document: `label="label"`."""
        return Said({name: self.said(field) for name, field in fields.items()})


def fact_choices() -> Choices:
    units = wording.UNIT_HINTS
    named = [
        (name, f"{label} ({units[wording.UNITS[name]]})" if units[wording.UNITS[name]] else str(label))
        for name, label in wording.FACTS.items()
    ]
    return [("", _("– no fact –")), *sorted(named, key=lambda pair: pair[1])]


class FactRows(DraftForm):
    """Rows of facts, each with the least and the most it may be; a row without a fact counts for nothing."""

    def add_facts(self, prefix: str, facts: Sequence[FactTest], *, spare: int = 1) -> None:
        for n in range(len(facts) + spare):
            now = facts[n] if n < len(facts) else None
            self.fields[f"{prefix}_fact_{n}"] = forms.ChoiceField(
                label=_("Fact of the programme"), choices=fact_choices(), required=False
            )
            self.fields[f"{prefix}_least_{n}"] = forms.IntegerField(label=_("At least"), required=False)
            self.fields[f"{prefix}_most_{n}"] = forms.IntegerField(label=_("At most"), required=False)
            if now is not None:
                self.initial[f"{prefix}_fact_{n}"] = now.fact
                self.initial[f"{prefix}_least_{n}"] = now.at_least
                self.initial[f"{prefix}_most_{n}"] = now.at_most

    def fact_rows(self, prefix: str) -> list[list[Any]]:
        """For the page: the three fields of each row."""
        return [
            [self[f"{prefix}_{part}_{n}"] for part in ("fact", "least", "most")] for n in self._rows(prefix)
        ]

    def facts(self, prefix: str) -> list[dict[str, Any]]:
        found = []
        for n in self._rows(prefix):
            name = self.cleaned_data.get(f"{prefix}_fact_{n}")
            if not name:
                continue
            test: dict[str, Any] = {"fact": name}
            for bound, key in (("least", "at_least"), ("most", "at_most")):
                value = self.cleaned_data.get(f"{prefix}_{bound}_{n}")
                test |= {key: value} if value is not None else {}
            if wording.UNITS[name] == wording.FLAG:
                test |= {"at_least": 1}  # so, or not
            found.append(test)
        return found

    def _rows(self, prefix: str) -> range:
        return range(sum(name.startswith(f"{prefix}_fact_") for name in self.fields))
