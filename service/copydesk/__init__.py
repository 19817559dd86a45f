"""A newsroom's ingest desk as a service: raw articles in, enriched events out, exactly once."""

__all__ = ["__version__"]

__version__ = "0.1.0"
