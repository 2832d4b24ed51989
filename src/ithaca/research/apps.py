from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "ithaca.research"
