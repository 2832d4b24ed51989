from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "ithaca.schemes"
