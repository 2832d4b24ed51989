"""Templates are indented for those who read them; pages go out without the indentation."""

import re

from django.template.base import Origin
from django.template.loaders import app_directories

INDENTATION = re.compile(r"\n\s+")


class Loader(app_directories.Loader):
    """No line begins with spaces, and a piece of a page ends with its last word: within a sentence a line's end is a space."""

    def get_contents(self, origin: Origin) -> str:
        contents = str(super().get_contents(origin))
        return INDENTATION.sub("\n", contents).rstrip() if origin.name.endswith(".html") else contents
