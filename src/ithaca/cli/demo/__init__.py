"""The demo: a believable small world, told through the same actions that people use, and a large one for figures."""
