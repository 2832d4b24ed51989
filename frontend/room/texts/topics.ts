/** Words of private topics (being written, slice T). */
