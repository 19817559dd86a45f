"""How the dateline desk's list of place names is made."""
