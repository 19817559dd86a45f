"""Every metric of the service, on a registry that is handed in.

HELP says what moved, then what an operator does about it. Labels are closed sets, and each of their
values is there from the start, at zero, so that the first failure is seen as a rise; `partition` is
used where nothing else would tell which one stands still, and is bounded by what is assigned.
Must not: be updated from a worker; workers send what they measured along with their outcomes, so
only the event loop counts and only one process exposes.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase

from copydesk.errors import Reason, Stage
from copydesk.intake.reading import FORMATS
from copydesk.outcomes import UNKNOWN_FORMAT
from copydesk.pipeline import Step
from copydesk.publishing import PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prometheus_client import CollectorRegistry

__all__ = ["FORMAT_NAMES", "OPEN_LABELS", "Fate", "Metrics", "Obstacle"]

SECONDS = (0.001, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.6, 1.0, 3.0, 6.0, 10.0, 30.0)
FRESHNESS_SECONDS = (60.0, 300.0, 1800.0)
"""60 is the objective of freshness: a bucket has to end there for a rule to count by it."""
RECORDS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048)

FORMAT_NAMES = (*(form.name for form in FORMATS), "tombstone", UNKNOWN_FORMAT)
"""The values of the label `format`; whatever else a processor says is counted as unknown."""

OPEN_LABELS = frozenset({"partition", "model", "version"})
"""Labels whose values are not known before: bounded by the assignment and the shipped models."""


Made = TypeVar("Made", bound=MetricWrapperBase)


class Fate(StrEnum):
    """What became of an article; a closed set, used as a metric label."""

    ENRICHED = "enriched"
    KILLED = "killed"
    DEAD_LETTER = "dead-letter"


class Obstacle(StrEnum):
    """What stands between us and the broker; a closed set, used as a metric label."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    SASL = "sasl"
    AUTHORIZATION = "authorization"
    OTHER = "other"


class Metrics:
    """The metrics, by the name that code calls them; the exported names are in each definition."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register everything on `registry`; a second instance needs a second registry."""
        self._registry = registry
        self._articles()
        self._refusals()
        self._events()
        self._transactions()
        self._partitions()
        self._workers()
        self._membership()

    def describe(self, version: str, models: Mapping[str, str]) -> None:
        """Say what runs here; models: name -> version."""
        self.build_info.labels(version).set(1)
        for name, model_version in sorted(models.items()):
            self.model_info.labels(name, model_version).set(1)

    def _articles(self) -> None:
        self.records = self._counter(
            "copydesk_raw_records_total",
            "Raw records whose outcome was committed. Operator: flat while lag grows means nothing "
            "is committed; look at copydesk_partitions and /readyz.",
        )
        self.raw_bytes = self._counter(
            "copydesk_raw_bytes_total",
            "Bytes of keys, values and headers of those records. Operator: size the raw topic and "
            "the network by it; a jump without more records is a supplier sending larger pages.",
        )
        self.articles = self._counter(
            "copydesk_articles_total",
            "Articles that came of them, by outcome and raw format. Operator: a jump of killed is "
            "a supplier withdrawing copy, so ask them; dead-letter in one format alone is a "
            "supplier's change, in all formats a bad deploy.",
            outcome=[*Fate],
            format=FORMAT_NAMES,
        )
        self.unaccounted = self._counter(
            "copydesk_unaccounted_records_total",
            "Raw records that were committed without an event, a kill or a dead letter. Operator: "
            "must stay 0; on any rise stop the deploy, keep the raw topic's retention and report.",
        )

    def _refusals(self) -> None:
        self.dead_letters = self._counter(
            "copydesk_dead_letters_total",
            "Articles refused, by stage and reason. Operator: read them with `copydesk dlq list`; "
            "one reason at once on everything means a bad supplier or a bad deploy.",
            stage=[*Stage],
            reason=[*Reason],
        )
        self.rejection_limit_reached = self._gauge(
            "copydesk_dead_letter_limit_reached",
            "1 while nothing is published because dead letters crossed their limit. Operator: "
            "alert at once; sample the latest dead letters, then roll back, or `copydesk resume`.",
        )
        self.rejection_pauses = self._counter(
            "copydesk_dead_letter_pauses_total",
            "How often dead letters crossed their limit and everything paused. Operator: again and "
            "again without a bad deploy, raise COPYDESK_DEAD_LETTER_LIMIT.",
        )

    def _events(self) -> None:
        self.found = self._counter(
            "copydesk_articles_with_total",
            "Events that have this part (byline, dateline, entities, section ...). Operator: "
            "compare its share of enriched articles with last week; a drop after a deploy is ours, "
            "in one supplier's copy it is theirs.",
            part=PARTS,
        )
        self.unknown_labels = self._counter(
            "copydesk_unknown_section_labels_total",
            "Section labels that no table maps, by raw format. Operator: a rise is a supplier with "
            "new sections; log_level debug names them in `unknown_labels`, so add them to the "
            "file of COPYDESK_SECTION_MAP.",
            format=FORMAT_NAMES,
        )
        self.event_warnings = self._counter(
            "copydesk_event_warnings_total",
            "Warnings in published events. Operator: a rise means a supplier's format changed; "
            "look at `warnings` in its latest events.",
        )
        self.published_bytes = self._counter(
            "copydesk_published_bytes_total",
            "Bytes of keys, values and headers committed, by topic (enriched, dead-letter). "
            "Operator: size retention by it.",
            topic=("enriched", "dead-letter"),
        )
        self.latency_seconds = self._histogram(
            "copydesk_latency_seconds",
            "From a raw record's timestamp to the commit of its outcome; records older than a day "
            "are left out. Operator: high with lag, add workers or members; high without lag, "
            "look at copydesk_transaction_seconds.",
            (*SECONDS, *FRESHNESS_SECONDS),
        )

    def _transactions(self) -> None:
        outcomes = ("committed", "aborted", "unknown")
        self.transactions = self._counter(
            "copydesk_transactions_total",
            "Transactions by outcome (committed, aborted, unknown). Operator: aborted or unknown "
            "again and again means the broker refuses or does not answer; look at its log.",
            outcome=outcomes,
        )
        self.hanging_transactions = self._counter(
            "copydesk_hanging_transactions_total",
            "Transactions of ours that a broker had left open and that were ended at an opening, "
            "by how (committed, aborted). Operator: any is the broker's fault (KAFKA-20734): a "
            "partition had no leader; nothing was lost or repeated.",
            outcome=("committed", "aborted"),
        )
        self.transaction_seconds = self._histogram(
            "copydesk_transaction_seconds",
            "Time from the begin of a transaction to its end, by outcome. Operator: committed "
            "above one second, the broker is slow; at 12 s transactions are given up.",
            SECONDS,
            outcome=outcomes,
        )
        self.transaction_records = self._histogram(
            "copydesk_transaction_records",
            "Raw records in a committed transaction. Operator: nothing to do; it is 1 when idle "
            "and large under load.",
            RECORDS,
        )

    def _partitions(self) -> None:
        self.partitions = self._gauge(
            "copydesk_partitions",
            "Partitions assigned to this member, by state. Operator: held needs a person, /readyz "
            "says why; opening for minutes means the broker does not let us start a transaction.",
            state=("opening", "running", "draining", "held"),
        )
        self.paused_partitions = self._gauge(
            "copydesk_paused_partitions",
            "Running partitions that are not fetched because they have their share of memory in "
            "flight. Operator: all of them for long means the workers are the bottleneck; one "
            "alone is a partition with most of the traffic.",
        )
        self.lag_records = self._gauge(
            "copydesk_lag_records",
            "Records between the committed position and the end of a raw partition. Operator: "
            "growing on all, add members or workers; growing on one, look at its state.",
            partition=(),
        )
        self.behind_seconds = self._gauge(
            "copydesk_behind_seconds",
            "Age of the oldest raw record of a partition that is not committed yet, 0 when there "
            "is none. Operator: above the objective and falling, wait; rising, add members or "
            "workers, or look at the partition's state.",
            partition=(),
        )
        self.stalled_partitions = self._gauge(
            "copydesk_stalled_partitions",
            "Partitions of this member with work that have not moved for COPYDESK_STALL_DEADLINE. "
            "Operator: alert above 0; /readyz names them and the offset where each stands.",
        )
        self.stalls = self._counter(
            "copydesk_partition_stalls_total",
            "How often a partition with work stopped moving. Operator: with worker replacements, "
            "articles are too slow for their deadline; without, look at the broker's log.",
        )
        self.in_flight_bytes = self._gauge(
            "copydesk_in_flight_bytes",
            "Bytes received and not committed yet. Operator: at its limit for long means the "
            "workers are the bottleneck.",
        )
        self.in_flight_records = self._gauge(
            "copydesk_in_flight_records",
            "Records received and not committed yet. Operator: with copydesk_in_flight_bytes it "
            "tells many small articles from a few huge ones.",
        )
        self.reopenings = self._counter(
            "copydesk_partition_reopenings_total",
            "Partitions opened again after a failure, by cause (transient, world, lost). Operator: "
            "lost again and again means two services share a group id by mistake.",
            cause=("transient", "world", "lost"),
        )

    def _workers(self) -> None:
        self.workers = self._gauge(
            "copydesk_workers",
            "Worker processes that are loaded or loading. Operator: below COPYDESK_WORKERS for "
            "minutes, the machine can't start processes; look at its memory.",
        )
        self.worker_busy_seconds = self._counter(
            "copydesk_worker_busy_seconds_total",
            "Seconds that workers spent on chunks, transport included. Operator: its rate divided "
            "by copydesk_workers is their utilisation; above 0.8 add workers or members.",
        )
        self.step_seconds = self._histogram(
            "copydesk_step_seconds",
            "Time of a chunk in one step of the pipeline, measured in the worker. Operator: the "
            "rate of its sum divided by that of copydesk_raw_records_total is what an article "
            "costs; a step that grew since a deploy is where to look.",
            SECONDS,
            step=[*Step],
        )
        self.chunk_seconds = self._histogram(
            "copydesk_chunk_seconds",
            "Time a worker took for a chunk, transport included. Operator: slow means long "
            "articles or a starved CPU.",
            SECONDS,
        )
        self.chunk_records = self._histogram(
            "copydesk_chunk_records",
            "Records in a chunk. Operator: nothing to do; always at the largest means the workers "
            "are the bottleneck.",
            RECORDS,
        )
        self.worker_replacements = self._counter(
            "copydesk_worker_replacements_total",
            "Workers replaced, by cause (died, timeout, memory). Operator: look at dead letters "
            "with reason worker-died, timeout or out-of-memory; without any, at the host's memory.",
            cause=("died", "timeout", "memory"),
        )

    def _membership(self) -> None:
        self.ready = self._gauge(
            "copydesk_ready",
            "1 when /readyz answers 200. Operator: alert on 0 for five minutes; /readyz says why.",
        )
        self.rebalances = self._counter(
            "copydesk_rebalances_total",
            "Assignments received from the group. Operator: a steady rise means members come and "
            "go; look at their restarts and at session timeouts.",
        )
        self.connection_failures = self._counter(
            "copydesk_connection_failures_total",
            "Questions that the broker did not answer, by what stood in the way. Operator: tls, "
            "sasl and authorization are ours to mend (certificates, password, ACLs) and no "
            "restart helps; unreachable and timeout are the broker's or the network's.",
            kind=[*Obstacle],
        )
        self.build_info = self._gauge(
            "copydesk_build_info",
            "1, with the version that runs. Operator: two versions for longer than a roll-out "
            "takes means it hangs.",
            version=(),
        )
        self.model_info = self._gauge(
            "copydesk_model_info",
            "1 for each model, with its version. Operator: when coverage moves, see first whether "
            "a model did.",
            model=(),
            version=(),
        )

    def _counter(self, name: str, text: str, **labels: Sequence[str]) -> Counter:
        return _at_zero(Counter(name, text, list(labels), registry=self._registry), labels)

    def _gauge(self, name: str, text: str, **labels: Sequence[str]) -> Gauge:
        return _at_zero(Gauge(name, text, list(labels), registry=self._registry), labels)

    def _histogram(
        self, name: str, text: str, buckets: Sequence[float], **labels: Sequence[str]
    ) -> Histogram:
        made = Histogram(name, text, list(labels), buckets=buckets, registry=self._registry)
        return _at_zero(made, labels)


def _at_zero(metric: Made, labels: Mapping[str, Sequence[str]]) -> Made:
    """Make each series of a metric whose labels are closed sets; an empty set is an open one."""
    for values in product(*labels.values()) if labels else ():
        metric.labels(*values)
    return metric
