from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "ithaca.certification"
