"""Schemes of networks tell of nobody; who declared a recognition acts for the network."""

from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import as_fact, of_nobody

personal_data.register(
    personal_data.Part(
        app="schemes",
        rules={
            "SchemeVersion": of_nobody("Schemes of seals, version by version."),
            "Recognition": as_fact("Which seals of another network are recognised, and who declared it."),
        },
    )
)
