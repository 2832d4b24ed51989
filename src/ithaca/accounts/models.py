from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower

from ithaca.accounts.names import FormerMember, NameField
from ithaca.kernel import clock, ids
from ithaca.kernel.records import Record


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. Roles are held towards networks, organisations and programmes, never globally."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    email = models.EmailField(unique=True)
    name = NameField(max_length=120)  # empty once the account is closed
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    # The page they came from to sign up, until they are back on it.
    landing = models.CharField(max_length=500, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_ignores_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def reachable_at(self) -> str:
        """Where they can be written to; nowhere once the account is closed."""
        return self.email if self.is_active else ""

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name if isinstance(self.name, FormerMember) else self.name.split(" ")[0]


class Device(Record):
    """A browser in which somebody is signed in: its family and when it was used, nothing of where. Ends with its session."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    browser = models.CharField(max_length=40, blank=True)
    system = models.CharField(max_length=40, blank=True)
    last_used_at = models.DateTimeField(default=clock.now)


class OutsideAccount(Record):
    """Somebody's account at the organisation's own sign-in: who vouches, and what they call the person. No token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outside_accounts")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="outside_account_once")]
