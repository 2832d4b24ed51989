"""The pages of research, one file for whom they are."""
