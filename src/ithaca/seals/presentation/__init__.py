"""Files shaped for pages, one module a part of the way."""
