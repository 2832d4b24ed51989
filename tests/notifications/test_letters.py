"""What somebody wrote into a mail is never offered as a way into Ithaca."""

from django.test import override_settings

from ithaca.notifications.letters import as_html
from ithaca.notifications.models import Message


@override_settings(BASE_URL="https://mentorat.example.org")
def test_a_place_that_looks_like_an_address_of_ours_gets_no_button() -> None:
    lines = [
        "Bonjour",
        "https://mentorat.example.org.evil.example/login",
        "https://mentorat.example.org/requests/",
    ]
    html = as_html(Message(subject="Séance", text="\n\n".join(lines), language="fr"))
    assert html.count("Ouvrir dans Ithaca") == 1
    assert ">https://mentorat.example.org.evil.example/login</a>" in html, (
        "shown as what it is, not as a way into Ithaca"
    )
