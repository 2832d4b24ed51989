"""Ithaca runs mentoring programmes from the first contact to the certificate and the seal.

The layers and what lives where: `docs/architecture.md`.
"""

__version__ = "0.1.0"
