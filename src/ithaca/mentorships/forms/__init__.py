"""Forms of a mentorship; they check input, nothing else."""
