from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "ithaca.design"
