"""The account itself: who somebody is, how they sign in, and from where."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Device, OutsideAccount, Person
from ithaca.kernel import ids, personal_data
from ithaca.kernel.personal_data import as_fact, for_a_time, of_nobody, rows, with_account

NOWHERE = "closed.invalid"  # RFC 2606: no mail ever goes there
FRESH = Person(email="", name="")


def erase(person: Person) -> None:
    """The row stays for what others know of it; nothing on it tells whose it was. Every session ends."""
    devices = Device.objects.filter(person=person)
    Session.objects.filter(pk__in=list(devices.values_list("session_id", flat=True))).delete()
    OutsideAccount.objects.filter(person=person).delete()
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    person.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(
        # Nobody can foresee it: an address that somebody else has entered would forbid the closing.
        email=f"{ids.new_id()}@{NOWHERE}",
        name="",
        password=person.password,
        language=FRESH.language,
        time_zone=FRESH.time_zone,
        landing="",
        last_login=None,
        is_active=False,
        is_operator=False,
    )


def export(person: Person) -> dict[str, object]:
    mine = Person.objects.filter(pk=person.pk)
    return {
        "account": rows(
            mine, "id", "email", "name", "language", "time_zone", "last_login", since="created_at"
        ),
        "addresses": rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary"),
        "devices": rows(
            Device.objects.filter(person=person), "browser", "system", "last_used_at", since="created_at"
        ),
        "passkeys": rows(
            Authenticator.objects.filter(user=person), "type", "last_used_at", since="created_at"
        ),
        "provider_accounts": rows(OutsideAccount.objects.filter(person=person), "issuer", "subject"),
    }


personal_data.register(
    personal_data.Part(
        app="accounts",
        title=gettext_lazy("Account, devices, passkeys"),
        rules={
            "Person": as_fact(
                "An account: name, address, language, time zone, hashed password.",
                "All of these go with the account; an identifier stays, which others’ facts point at.",
            ),
            "Device": with_account("Browsers in which somebody is signed in.", "Ends with its session."),
            "OutsideAccount": with_account("The account at the organisation’s own sign-in."),
            "account.EmailAddress": with_account("Addresses of an account, and whether they are confirmed."),
            "account.EmailConfirmation": with_account("Links that confirm an address."),
            "mfa.Authenticator": with_account("Passkeys: their public halves and names."),
            "sessions.Session": for_a_time(
                "Sessions, with the server’s half of an unlocked key.", "until they end, or with the account"
            ),
            "auth.Permission": of_nobody("Not used."),
            "auth.Group": of_nobody("Not used."),
            "contenttypes.ContentType": of_nobody("Names of tables."),
        },
        erase=erase,
        export=export,
    )
)
