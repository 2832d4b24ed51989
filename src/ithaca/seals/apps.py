from importlib import import_module

from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "ithaca.seals"

    def ready(self) -> None:
        import_module("ithaca.seals.objections")
