"""Seal schemes: what a network asks of a programme before it awards its seal, as data that the network writes itself.

A scheme is a document of the catalogue; networks keep versions of their own, made from a shipped one, from another
network's, or from a file. `rules` says what answers are worth, `planning` the short way to a level. `parts` cuts a
scheme into pieces: by these two versions are compared, later changes of the origin are merged (`merging`), and what two
schemes share is found (`sharing`), on which mutual recognition stands.
"""
