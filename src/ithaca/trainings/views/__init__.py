"""Pages of trainings, grouped by what one does there."""
