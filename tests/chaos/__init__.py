"""The service broken on purpose on a real Apache Kafka; `python -m tests.chaos --help`."""
