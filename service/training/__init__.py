"""How each shipped model is made, reproducibly; not in the wheel."""
