"""Places on the map: the location names of an article, resolved with a gazetteer.

The gazetteer comes in as values (`Gazetteer`); nothing here reads a file.
Contains data from GeoNames (CC BY 4.0): see the models' card.
"""

from __future__ import annotations

from copydesk.enrich.places.desk import LEAST_CONFIDENCE, PlacesDesk
from copydesk.enrich.places.gazetteer import Gazetteer, GazetteerArrays, TablesFile
from copydesk.enrich.places.values import DatelinePlace, Place, Placed, PlacesInput, SourceArea

__all__ = [
    "LEAST_CONFIDENCE",
    "DatelinePlace",
    "Gazetteer",
    "GazetteerArrays",
    "Place",
    "Placed",
    "PlacesDesk",
    "PlacesInput",
    "SourceArea",
    "TablesFile",
]
