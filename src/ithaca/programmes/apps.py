from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "ithaca.programmes"
