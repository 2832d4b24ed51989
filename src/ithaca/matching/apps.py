from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "ithaca.matching"
