from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "ithaca.steering"
