"""The look of every page: base templates, style, components as template tags, and what views share."""
