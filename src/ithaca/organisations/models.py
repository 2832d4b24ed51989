from django.conf import settings
from django.db import models

from ithaca.accounts.models import Person
from ithaca.kernel.records import Record


class Organisation(Record):
    """Runs programmes. Everything a programme holds belongs to one organisation, the tenant."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, default="FR")  # ISO 3166-1 alpha-2
    region = models.CharField(max_length=6, blank=True)  # ISO 3166-2, of that country

    def __str__(self) -> str:
        return self.name


class Administrator(Record):
    """A person who manages an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="administrators")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="administrator_once_per_organisation"
            ),
        ]


class Letter(Record):
    """
    An address that was asked something, until whoever it belongs to answers. Nobody learns from it whether the address
    has an account.
    """

    email = models.EmailField()  # in small letters
    language = models.CharField(max_length=2)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()

    class Meta:
        abstract = True


class AdministratorLetter(Letter):
    """An address that was asked to administer an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="letters")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_letter_per_address"),
        ]


class Position(Record):
    """
    Where somebody stands in an organisation's reporting line. The organisation's own people stand there by account;
    everybody else by what the chart says of them, an address and a name. Such an address may have an account too: then
    `person` is whom the rules of independence mean, and nobody is shown it. The address gives way to the account once
    the person is one of the organisation's own.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="positions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="positions"
    )
    # In small letters; not of the organisation's own people.
    email = models.EmailField(blank=True, db_index=True)
    name = models.CharField(max_length=120, blank=True)  # likewise
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    unit = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=models.Q(email=""),
                name="one_position_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~models.Q(email=""),
                name="one_position_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(email=""), name="position_of_somebody"
            ),
            models.CheckConstraint(
                condition=~models.Q(id=models.F("manager")), name="nobody_manages_themselves"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or (self.person.name if self.person else "")

    @property
    def address(self) -> str:
        """By which the chart knows them."""
        return self.email or (self.person.email.lower() if self.person else "")

    @property
    def known_as(self) -> Person | None:
        """The account, of one of the organisation's own people; of others nobody learns whether they have one."""
        return None if self.email else self.person


class DeclaredConflict(Record):
    """Two people who must not be paired, for a reason nobody has to write down."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "other"], name="conflict_declared_once"
            ),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="conflict_needs_two"),
        ]
