"""How large a record and a batch may be: read from the topics, and learnt when a broker refuses.

Must not: send or ask anything; it only keeps what others found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.stream.sizes import TopicLimits

if TYPE_CHECKING:
    from copydesk.stream.config import Limits, Topics

__all__ = ["LimitBook"]


class LimitBook:
    """The limits in force; they only ever fall while the service runs."""

    def __init__(self, limits: Limits, topics: Topics) -> None:
        """Begin with what is configured."""
        self._topics = topics
        self._record_bytes = dict.fromkeys(topics.written(), limits.request_bytes)
        self.batch_bytes = limits.batch_bytes

    def topic_limits(self) -> TopicLimits:
        """The largest record that each topic takes."""
        return TopicLimits(
            enriched=self._record_bytes[self._topics.enriched],
            dead_letter=self._record_bytes[self._topics.dead_letter],
            editions={
                name: self._record_bytes[topic] for name, topic in self._topics.editions.items()
            },
        )

    def learn(self, topic: str, message_bytes_max: int) -> None:
        """Note a topic's `max.message.bytes`."""
        self._record_bytes[topic] = min(self._record_bytes[topic], message_bytes_max)
        self.batch_bytes = min(self.batch_bytes, message_bytes_max)

    def refused(self, topic: str, records: int, size: int) -> None:
        """Note that the broker refused a batch of `records` with `size` bytes.

        With several records the batch may have been the trouble, so batches get smaller; a single
        one is the trouble itself, and the next time it becomes a dead letter.
        """
        if records > 1:
            self.batch_bytes = min(self.batch_bytes, max(1, size // 2))
        else:
            self.learn(topic, max(1, size - 1))
