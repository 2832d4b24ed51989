"""The pages of certification as somebody sees and posts them."""

from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def see(person: Person, name: str, *args: object) -> str:
    response = as_(person).get(reverse(f"certification:{name}", args=args))
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def post(person: Person, name: str, *args: object, **data: object) -> int:
    response = as_(person).post(reverse(f"certification:{name}", args=args), data)
    return response.status_code
