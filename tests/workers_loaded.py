"""What workers fork from: the product, loaded and set up."""

import django

django.setup()

from ithaca.cli import worker  # noqa: E402, F401
