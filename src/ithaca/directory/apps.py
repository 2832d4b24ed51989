from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "ithaca.directory"
