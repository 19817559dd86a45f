"""What an operator sees of the desk: metrics, logs and health.

Must not: decide anything, or import the stream engine.
"""
