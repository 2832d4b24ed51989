"""What a profile tells, by the names of its fields: those that are text, and those that hold several slugs. Pure."""

TEXTS = ("headline", "presentation", "place")
LISTS = ("expertise", "sectors", "languages", "mentor_roles", "slots")
TOLD = (*TEXTS, *LISTS)
