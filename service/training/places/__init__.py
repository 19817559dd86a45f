"""Build the gazetteer from the tables of places."""
