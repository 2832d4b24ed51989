"""Every address of the product. A view that declares no permission fails the build (tests/architecture)."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

APPS = [
    "design",
    "web",
    "accounts",
    "web.organisations",
    "web.networks",
    "credentials",
    "programmes",
    "trainings",
    "resources",
    "directory",
    "mentorships",
    "evaluations",
    "perspectives",
    "matching",
    "intake",
    "competences",
    "indicators",
    "schemes",
    "certification",
    "research",
    "seals",
    "steering",
    "notifications",
    "vault",
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"ithaca.{app}.urls")) for app in APPS if find_spec(f"ithaca.{app}.urls")
]
handler404 = "ithaca.web.views.lost.not_found"
if find_spec("ithaca.api.urls"):
    urlpatterns.append(path("api/", include("ithaca.api.urls")))
