"""Places: boundaries give the units, the gazetteer finds names in a text and resolves them to units."""
