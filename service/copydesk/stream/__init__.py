"""The stream engine: Kafka in, the pipeline in workers, Kafka out, exactly once.

Must not: parse an article; the event loop moves bytes.
"""

from copydesk.stream.config import (
    Deadlines,
    Limits,
    RejectionLimit,
    Start,
    StreamConfig,
    Topics,
)
from copydesk.stream.connection import Connection, Mechanism, Protocol, Security
from copydesk.stream.publish import Published, publish
from copydesk.stream.reading import ReadRecord, follow, read_to_end
from copydesk.stream.rejections import Resume
from copydesk.stream.service import Stop, serve
from copydesk.stream.skipping import Skipped, skip
from copydesk.stream.topics import (
    Difference,
    TopicPlan,
    apply_plans,
    check_topics,
    create_topics,
    planned_topics,
)

__all__ = [
    "Connection",
    "Deadlines",
    "Difference",
    "Limits",
    "Mechanism",
    "Protocol",
    "Published",
    "ReadRecord",
    "RejectionLimit",
    "Resume",
    "Security",
    "Skipped",
    "Start",
    "Stop",
    "StreamConfig",
    "TopicPlan",
    "Topics",
    "apply_plans",
    "check_topics",
    "create_topics",
    "follow",
    "planned_topics",
    "publish",
    "read_to_end",
    "serve",
    "skip",
]
