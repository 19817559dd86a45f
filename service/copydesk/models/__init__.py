"""The shipped models, and the only code that reads them.

Each model is a folder with its artefacts and a MODEL_CARD.md that names data, licence and figures.
Must not: fetch anything; what is not in the package does not exist.
"""
