"""Apache Kafka from its own image through testcontainers.

The hard part: a broker must be told the port that its clients will use before it starts, and
Docker picks that port only when the container starts. So the container starts waiting for a file;
once the mapped port is known, the file with the advertised listeners is copied in and the image's
own entry point takes over. The broker also calls itself (to verify transactions), and inside the
container the mapped port does not exist: with a single listener transactions fail for two minutes
with NotEnoughReplicas, so that listener is one of its own.
Import this module only where Docker is to be used: testcontainers takes half a second to load.
"""

from __future__ import annotations

from typing import Self

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

__all__ = ["IMAGE", "KafkaContainer"]

IMAGE = "apache/kafka:4.4.0"
_PORT = 9092
_SCRIPT = "/tmp/advertised"  # noqa: S108 - inside the container
_START_SECONDS = 90
_ENVIRONMENT = {
    "KAFKA_NODE_ID": "1",
    "KAFKA_PROCESS_ROLES": "broker,controller",
    "KAFKA_LISTENERS": f"HOST://:{_PORT},CONTROLLER://:9093,BROKER://:9094",
    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,HOST:PLAINTEXT,BROKER:PLAINTEXT",
    "KAFKA_INTER_BROKER_LISTENER_NAME": "BROKER",
    "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
    "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
    "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
    "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
    "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS": "4",
    "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
    "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
    "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS": "4",
    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
}


class KafkaContainer(DockerContainer):
    """One broker in a container; a context manager."""

    def __init__(self, image: str = IMAGE) -> None:
        super().__init__(image)
        self.with_exposed_ports(_PORT)
        wait = f"until [ -s {_SCRIPT} ]; do sleep 0.05; done; . {_SCRIPT}"
        self.with_command(["sh", "-c", f"{wait}; exec /etc/kafka/docker/run"])
        self.with_envs(**_ENVIRONMENT)

    @property
    def bootstrap(self) -> str:
        return f"{self.get_container_host_ip()}:{self.get_exposed_port(_PORT)}"

    def start(self) -> Self:
        super().start()
        try:
            advertised = f"HOST://{self.bootstrap},BROKER://localhost:9094"
            line = f"export KAFKA_ADVERTISED_LISTENERS={advertised}\n"
            self.copy_into_container(line.encode(), _SCRIPT)
            served = LogMessageWaitStrategy("Kafka Server started")
            served.with_startup_timeout(_START_SECONDS).with_poll_interval(0.1)
            served.wait_until_ready(self)
        except BaseException:
            self.stop()
            raise
        return self
