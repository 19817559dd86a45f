"""Every metric of the service, on a registry that is handed in.

HELP says what moved, then what an operator does about it. Labels are closed sets; `partition` is
used where nothing else would tell which one stands still.
Must not: be updated from a worker; only the event loop counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import Counter, Gauge, Histogram

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

__all__ = ["Metrics"]

SECONDS = (0.001, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.6, 1.0, 3.0, 6.0, 10.0, 30.0)
RECORDS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048)


class Metrics:
    """The metrics, by the name that code calls them; the exported names are in each definition."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register everything on `registry`; a second instance needs a second registry."""
        self._work(registry)
        self._transactions(registry)
        self._partitions(registry)
        self._workers(registry)

    def _work(self, registry: CollectorRegistry) -> None:
        self.records = Counter(
            "copydesk_raw_records_total",
            "Raw records whose outcome was committed. Operator: flat while lag grows means nothing "
            "is committed; look at copydesk_partitions and /readyz.",
            registry=registry,
        )
        self.events = Counter(
            "copydesk_events_total",
            "Events committed to the enriched topic, by kind (enriched, killed). Operator: a jump "
            "of killed is a supplier withdrawing copy; ask them.",
            ["kind"],
            registry=registry,
        )
        self.dead_letters = Counter(
            "copydesk_dead_letters_total",
            "Articles refused, by stage and reason. Operator: read the messages on the dead-letter "
            "topic; one reason at once on everything means a bad supplier or a bad deploy.",
            ["stage", "reason"],
            registry=registry,
        )
        self.rejection_limit_reached = Gauge(
            "copydesk_dead_letter_limit_reached",
            "1 while nothing is published because dead letters crossed their limit. Operator: "
            "alert at once; sample the latest dead letters, then roll back, or `copydesk resume`.",
            registry=registry,
        )
        self.rejection_pauses = Counter(
            "copydesk_dead_letter_pauses_total",
            "How often dead letters crossed their limit and everything paused. Operator: again and "
            "again without a bad deploy, raise COPYDESK_DEAD_LETTER_LIMIT.",
            registry=registry,
        )
        self.event_warnings = Counter(
            "copydesk_event_warnings_total",
            "Warnings in published events. Operator: a rise means a supplier's format changed; "
            "look at `warnings` in its latest events.",
            registry=registry,
        )
        self.published_bytes = Counter(
            "copydesk_published_bytes_total",
            "Bytes of keys, values and headers committed, by topic (enriched, dead-letter). "
            "Operator: size retention by it.",
            ["topic"],
            registry=registry,
        )
        self.latency_seconds = Histogram(
            "copydesk_latency_seconds",
            "From a raw record's timestamp to the commit of its outcome. Operator: high with lag, "
            "add workers or members; high without lag, look at copydesk_transaction_seconds.",
            buckets=(*SECONDS, 60.0, 300.0, 1800.0),
            registry=registry,
        )

    def _transactions(self, registry: CollectorRegistry) -> None:
        self.transactions = Counter(
            "copydesk_transactions_total",
            "Transactions by outcome (committed, aborted, unknown). Operator: aborted or unknown "
            "again and again means the broker refuses or does not answer; look at its log.",
            ["outcome"],
            registry=registry,
        )
        self.transaction_seconds = Histogram(
            "copydesk_transaction_seconds",
            "Time from begin to the end of commit. Operator: above one second the broker is slow; "
            "at 12 s transactions are given up.",
            buckets=SECONDS,
            registry=registry,
        )
        self.transaction_records = Histogram(
            "copydesk_transaction_records",
            "Raw records in a committed transaction. Operator: nothing to do; it is 1 when idle "
            "and large under load.",
            buckets=RECORDS,
            registry=registry,
        )

    def _partitions(self, registry: CollectorRegistry) -> None:
        self.partitions = Gauge(
            "copydesk_partitions",
            "Partitions assigned to this member, by state. Operator: held needs a person, /readyz "
            "says why; opening for minutes means the broker does not let us start a transaction.",
            ["state"],
            registry=registry,
        )
        self.lag_records = Gauge(
            "copydesk_lag_records",
            "Records between the committed position and the end of a raw partition. Operator: "
            "growing on all, add members or workers; growing on one, look at its state.",
            ["partition"],
            registry=registry,
        )
        self.stalled_partitions = Gauge(
            "copydesk_stalled_partitions",
            "Partitions of this member with work that have not moved for COPYDESK_STALL_DEADLINE. "
            "Operator: alert above 0; /readyz names them and the offset where each stands.",
            registry=registry,
        )
        self.stalls = Counter(
            "copydesk_partition_stalls_total",
            "How often a partition with work stopped moving. Operator: with worker replacements, "
            "articles are too slow for their deadline; without, look at the broker's log.",
            registry=registry,
        )
        self.in_flight_bytes = Gauge(
            "copydesk_in_flight_bytes",
            "Bytes received and not committed yet. Operator: at its limit for long means the "
            "workers are the bottleneck.",
            registry=registry,
        )
        self.rebalances = Counter(
            "copydesk_rebalances_total",
            "Assignments received from the group. Operator: a steady rise means members come and "
            "go; look at their restarts and at session timeouts.",
            registry=registry,
        )
        self.reopenings = Counter(
            "copydesk_partition_reopenings_total",
            "Partitions opened again after a failure, by cause (transient, world, lost). Operator: "
            "lost again and again means two services share a group id by mistake.",
            ["cause"],
            registry=registry,
        )

    def _workers(self, registry: CollectorRegistry) -> None:
        self.ready = Gauge(
            "copydesk_ready",
            "1 when /readyz answers 200. Operator: alert on 0 for five minutes; /readyz says why.",
            registry=registry,
        )
        self.chunk_seconds = Histogram(
            "copydesk_chunk_seconds",
            "Time a worker took for a chunk, transport included. Operator: slow means long "
            "articles or a starved CPU.",
            buckets=SECONDS,
            registry=registry,
        )
        self.chunk_records = Histogram(
            "copydesk_chunk_records",
            "Records in a chunk. Operator: nothing to do; always at the largest means the workers "
            "are the bottleneck.",
            buckets=RECORDS,
            registry=registry,
        )
        self.worker_replacements = Counter(
            "copydesk_worker_replacements_total",
            "Workers replaced, by cause (died, timeout, memory). Operator: look at dead letters "
            "with reason worker-died, timeout or out-of-memory; without any, at the host's memory.",
            ["cause"],
            registry=registry,
        )
