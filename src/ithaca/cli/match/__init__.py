"""`ithaca match`: the best pairs from files, without a database. Plain files are read at the speed of the disk."""
