"""Template tags of trainings."""
