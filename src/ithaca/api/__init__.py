"""The JSON API that the encrypted room talks to."""
