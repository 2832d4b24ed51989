"""What a programme offers to read tells of nobody."""

from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import of_nobody

personal_data.register(
    personal_data.Part(
        app="resources",
        rules={"Resource": of_nobody("What a programme offers to read.")},
    )
)
