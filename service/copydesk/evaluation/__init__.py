"""How good the desk is on anybody's labelled file: the figures behind `copydesk evaluate`.

Each module here takes parsed rows and a loaded model and returns figures, so that `make quality`,
the command and a test all measure in the same way. Must not: read files or print.
"""
