"""The parts that pages are built of, grouped by what they are for. Each module registers its template tags;
`ithaca.design.templatetags.design` gathers them under one name and documents them."""
