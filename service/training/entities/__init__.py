"""How the entity model is made: corpora, lexicon, training, evaluation. Not part of the wheel."""
