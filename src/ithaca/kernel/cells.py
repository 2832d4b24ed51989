"""Cells of exported sheets."""

# A cell that begins like this would be run as a formula by a spreadsheet program.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text as text, whatever a spreadsheet program would make of it."""
    return f"'{text}" if text.startswith(FORMULA) else text
