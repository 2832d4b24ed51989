"""What people write and choose at the desk and about a proposal."""
