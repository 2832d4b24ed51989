"""How a domain says no."""


class IdInUse(Exception):
    """The id that a form gave for its new row stands for another row: made up, since ids can't be guessed."""


class Refusal(Exception):
    """A rule of the programme or a stale page stands against the action.

    The message is a translated sentence for the person who tried: what is wrong and what to do.
    `field` names the form field it concerns, where there is one.
    """

    def __init__(self, message: object, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
