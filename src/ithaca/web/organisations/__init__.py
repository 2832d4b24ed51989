"""The pages of organisations: they show the people of its programmes, so they stand above both apps."""
