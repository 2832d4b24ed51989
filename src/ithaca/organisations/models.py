from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record


class Network(Record):
    """Groups organisations, across countries if need be."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class Organisation(Record):
    """Runs programmes. Everything a programme holds belongs to one organisation, the tenant."""

    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    country = models.CharField(max_length=2, default="FR")

    def __str__(self) -> str:
        return self.name


class Administrator(Record):
    """A person who manages an organisation, or a whole network."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="administrators"
    )
    network = models.ForeignKey(Network, null=True, on_delete=models.CASCADE, related_name="administrators")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="administrator_once_per_organisation"
            ),
            models.UniqueConstraint(fields=["person", "network"], name="administrator_once_per_network"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(network__isnull=False),
                name="administrator_of_one_thing",
            ),
        ]


class Position(Record):
    """
    Where somebody stands in an organisation's reporting line. Who has no account is known by address and name only;
    the address gives way to the account as soon as somebody has proven that it is theirs.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="positions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="positions"
    )
    email = models.EmailField(blank=True, db_index=True)  # in small letters; only without an account
    name = models.CharField(max_length=120, blank=True)  # likewise
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    unit = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_position_per_organisation"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~models.Q(email=""),
                name="one_position_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(email=""), name="position_of_somebody"
            ),
            models.CheckConstraint(
                condition=~models.Q(id=models.F("manager")), name="nobody_manages_themselves"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name or self.email


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
