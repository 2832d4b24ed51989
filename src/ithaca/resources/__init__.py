"""What a programme offers its people to read: links, files and the catalogue's guides, chosen and ordered by coordinators.

Nothing here is secret among the people of the programme, and nothing is encrypted: what a pair shares stays in its room.
An app of its own because it keeps files, which programmes do not, and because pairs read it by phase.
"""
