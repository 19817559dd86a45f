# ruff: noqa: E501 - a byline stays on its line, as it is printed
"""Bylines in the wild: as printed, whom they name, and for which organisation."""

from __future__ import annotations

__all__ = ["BYLINES"]

BYLINES: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
    ("By Amélie Roussel in Paris and Bruno Conti in Rome", ("Amélie Roussel", "Bruno Conti"), None),
    ("Words by Tilda Marsh", ("Tilda Marsh",), None),
    ("Words: Tilda Marsh", ("Tilda Marsh",), None),
    (
        "Reporting by Kiran Rao in Mumbai and Wei Zhang in Beijing; Editing by Joe Bell",
        ("Kiran Rao", "Wei Zhang"),
        None,
    ),
    (
        "(Reporting by Kiran Rao; Additional reporting by Ola Bakke; Writing by Tim Dunn; Editing by Joe Bell)",
        ("Kiran Rao", "Tim Dunn"),
        None,
    ),
    ("Achieng Wafula, BBC News, Nairobi", ("Achieng Wafula",), "BBC News"),
    ("Sam O'Rourke | Staff Writer", ("Sam O'Rourke",), None),
    ("OUR CORRESPONDENT", (), None),
    ("From Our Own Correspondent", (), None),
    ("Our Staff Reporter", (), None),
    ("Press Trust of India", (), "Press Trust of India"),
    ("By Dina Wolfe @dinawolfe", ("Dina Wolfe",), None),
    ("By Dina Wolfe (@dinawolfe) and Raj Patel (@rajp)", ("Dina Wolfe", "Raj Patel"), None),
    (
        "By A. J. Okafor, Lena Brandt, Yuki Mori and Paul Ngata",
        ("A. J. Okafor", "Lena Brandt", "Yuki Mori", "Paul Ngata"),
        None,
    ),
    (
        "By LENA BRANDT, YUKI MORI, and PAUL NGATA, Associated Press",
        ("Lena Brandt", "Yuki Mori", "Paul Ngata"),
        "Associated Press",
    ),
    ("By SHEILA McBRIDE and ANDRE DE LA FUENTE", ("Sheila McBride", "Andre de la Fuente"), None),
    ("BY MARIAM AL-RASHID", ("Mariam Al-Rashid",), None),
    ("By Mariam Al Rashid, Khaleej Correspondent", ("Mariam Al Rashid",), None),
    ("BY JEAN-LUC D'ESTAING", ("Jean-Luc D'Estaing",), None),
    ("By CONOR FITZGERALD AND SÍLE O'BRIEN", ("Conor Fitzgerald", "Síle O'Brien"), None),
    ("BY PIETER VAN DER MERWE", ("Pieter van der Merwe",), None),
    ("By Ingrid Sjöström/AFP", ("Ingrid Sjöström",), "AFP"),
    ("by Ingrid Sjöström with Lucas Meyer in Zurich", ("Ingrid Sjöström",), None),
    ("By Ingrid Sjöström, for CNN", ("Ingrid Sjöström",), "CNN"),
    ("By Ingrid Sjöström CNN Business", ("Ingrid Sjöström",), "CNN"),
    ("Ingrid Sjöström, Chief Political Correspondent", ("Ingrid Sjöström",), None),
    ("By Political Editor Ingrid Sjöström", ("Ingrid Sjöström",), None),
    ("By our political editor, Ingrid Sjöström", ("Ingrid Sjöström",), None),
    ("By Ingrid Sjöström | isjostrom@gazette.example", ("Ingrid Sjöström",), None),
    (
        "By Ingrid Sjöström isjostrom@gazette.example Gazette Staff Writer",
        ("Ingrid Sjöström",),
        "Gazette",
    ),
    ("By Dr. Ingrid Sjöström and Prof. Ben Adeyemi", ("Ingrid Sjöström", "Ben Adeyemi"), None),
    ("By Ingrid Sjöström Updated 4:15 pm, Thursday", ("Ingrid Sjöström",), None),
    ("Guwahati | Published April 12, 2023 09:15 IST | By Ritu Baruah", ("Ritu Baruah",), None),
    ("Special to the Tribune by Ingrid Sjöström", ("Ingrid Sjöström",), None),
    ("By Ingrid Sjöström, Special to the Bay Tribune", ("Ingrid Sjöström",), "Bay Tribune"),
    ("By Our Foreign Staff", (), None),
    ("The Editorial Board", (), None),
    ("Web Desk", (), None),
    ("News18 Staff", (), None),
    ("ANI | Updated: Mar 03, 2021 10:10 IST", (), "ANI"),
    ("Story by Ingrid Sjöström, CNN; Photographs by Lee Chan", ("Ingrid Sjöström",), "CNN"),
    ("By the Rev. Ben Adeyemi", ("Ben Adeyemi",), None),
)
