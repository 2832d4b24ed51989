"""The page of what is not there. Whoever was writing when it went gets their words back."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SENTENCE = re.compile(r"\S\s+\S")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same for what never was, what has gone and what is somebody else's; the words shown are the sender's own."""
    return render(request, "404.html", {"written": written(request)}, status=404)


def written(request: HttpRequest) -> list[str]:
    """What somebody wrote on a form of ours: sentences; neither choices nor passwords."""
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False):
        return []
    told = (value for name, values in request.POST.lists() if "password" not in name for value in values)
    return [str(value).strip() for value in told if SENTENCE.search(str(value))]
