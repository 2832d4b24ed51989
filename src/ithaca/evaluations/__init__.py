"""What both think of process and results, anonymous in aggregate."""
