"""Templates are indented for those who read them; pages go out without the indentation."""

import re

from django.template.base import Origin
from django.template.loaders import app_directories

TAG = re.compile(r"<[a-z/][^<>]*\n[^<>]*>")
INDENTATION = re.compile(r"\n\s+")
# A line of nothing but such a tag leaves no line, as with Jinja's `trim_blocks`: the line's end before it is enough.
SILENT = re.compile(
    r"""^({%[ ](?:(?:if|elif|else|endif|for|empty|endfor|with|endwith|load|extends)\b(?:(?!%}).)*?
    |(?:translate|url)\b(?:(?!%}).)*?[ ]as[ ]\w+)[ ]?%})\n""",
    re.MULTILINE | re.VERBOSE,
)


class Loader(app_directories.Loader):
    """A line's end is a space at most, and a piece of a page ends with its last word."""

    def get_contents(self, origin: Origin) -> str:
        contents = str(super().get_contents(origin))
        if not origin.name.endswith(".html"):
            return contents
        plain = SILENT.sub(r"\1", INDENTATION.sub("\n", contents)).rstrip()
        return TAG.sub(lambda tag: tag[0].replace("\n>", ">").replace("\n", " "), plain)
