"""Indicators count; none of their rows is about a person."""

from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import of_nobody

personal_data.register(
    personal_data.Part(
        app="indicators",
        rules={
            "Comparing": of_nobody("Which programmes are compared."),
            "Circle": of_nobody("Programmes that are told of together."),
            "Edition": of_nobody("Editions of the comparison."),
            "GroupBand": of_nobody("What an edition tells of groups of programmes."),
            "Place": of_nobody("Where a programme stands in an edition."),
        },
    )
)
