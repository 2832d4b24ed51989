"""What an app further up has against an action further down, which must not know of it."""

from collections.abc import Callable
from typing import Generic, ParamSpec

from ithaca.kernel.errors import Refusal

Asked = ParamSpec("Asked")


class Objections(Generic[Asked]):
    """Rules that stand against one action; each answers with a sentence for the person who tries, or with nothing."""

    def __init__(self) -> None:
        self._rules: list[Callable[Asked, str]] = []

    def rule(self, rule: Callable[Asked, str]) -> Callable[Asked, str]:
        """Registers a rule, in an app's `objections.py`."""
        self._rules.append(rule)
        return rule

    def first(self, *args: Asked.args, **kwargs: Asked.kwargs) -> str:
        """The first sentence that stands against it, empty where none does: for pages that then offer nothing."""
        return next((said for rule in self._rules if (said := rule(*args, **kwargs))), "")

    def refuse(self, *args: Asked.args, **kwargs: Asked.kwargs) -> None:
        """For the action: the same as a Refusal."""
        said = self.first(*args, **kwargs)
        if said:
            raise Refusal(said)
