"""What every app stands on: the clock, identifiers, state tables, refusals and the base record."""
