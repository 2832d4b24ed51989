"""What a block of a template sets ends with the block: a link that another block sets would be a button that sends the form."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ithaca"
BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock(?: \w+)? %}", re.DOTALL)


def blocks_of(template: str) -> dict[str, str]:
    return {found[1]: found[2] for found in BLOCK.finditer(template)}


def borrowed(template: str) -> set[str]:
    """The names that a block leads to and only another block sets."""
    blocks = blocks_of(template)
    sets = {name: set(re.findall(r" as (\w+) %}", text)) for name, text in blocks.items()}
    return {
        word
        for name, text in blocks.items()
        for word in re.findall(r"href=(\w+)", text)
        if word not in sets[name] and any(word in each for each in sets.values())
    }


def test_the_net_catches_what_it_is_for() -> None:
    above = '{% block breadcrumbs %}{% url "home" as url %}{% endblock %}'
    button = '{% block main %}{% button _("Not now") href=url %}{% endblock %}'
    assert borrowed(above + button) == {"url"}
    assert not borrowed(above + button.replace("{% button", '{% url "home" as url %}{% button'))


def test_each_block_sets_the_links_that_it_shows() -> None:
    found = {
        str(path.relative_to(SOURCE)): names
        for path in SOURCE.rglob("templates/**/*.html")
        if (names := borrowed(path.read_text()))
    }
    assert found == {}
