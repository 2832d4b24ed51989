from django.apps import AppConfig


class PerspectivesConfig(AppConfig):
    name = "ithaca.perspectives"
