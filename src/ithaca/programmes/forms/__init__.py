"""Forms of programmes; they check input, nothing else."""
