"""Every way copydesk can fail, as one tree whose branches say what happens next.

Must not: log, retry or exit; it only names and decides.

    CopydeskError
    ├── RejectedError        the article's fault, can never succeed -> dead letter
    │   ├── UndecodableError     the bytes are not what they claim to be
    │   ├── ContractError        readable, but breaks the raw contract; names the field
    │   └── OversizeError        over a limit; names the size and the limit
    ├── TransientError       may heal within seconds -> abort, backoff with jitter, then WorldError
    ├── WorldError           the broker or the network -> pause, not ready, retry for ever
    │   └── RejectionLimitError  too many dead letters -> all pause until a person resumes
    ├── LostPartitionError   fenced or revoked -> drop the batch; re-open if still assigned
    ├── UnreadableEventError a subscriber's: no event of a version that it knows -> set it aside
    └── FatalError           needs a person -> one sentence, an exit code, nothing committed
        ├── SettingsError        a setting or an input; exit 2
        ├── UnreachableError     no broker, in fail-fast mode or in a one-shot command; exit 69
        └── DemoError            the demo or a check failed; exit 1

A message is one sentence that names a field, file or variable and never quotes an article.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import ClassVar, Literal

__all__ = [
    "ContractError",
    "CopydeskError",
    "DemoError",
    "Disposition",
    "FatalError",
    "LostPartitionError",
    "OversizeError",
    "Reason",
    "RejectedError",
    "RejectionLimitError",
    "SettingsError",
    "Stage",
    "TransientError",
    "UndecodableError",
    "UnreachableError",
    "UnreadableEventError",
    "WorldError",
    "disposition",
]


class Stage(StrEnum):
    """Where in the flow an article was refused; a closed set, used as a metric label."""

    READ = "read"
    INTAKE = "intake"
    NORMALISE = "normalise"
    ENRICH = "enrich"
    PUBLISH = "publish"
    WORKER = "worker"


class Reason(StrEnum):
    """Why an article was refused; a closed set, used as a metric label."""

    EMPTY_RECORD = "empty-record"
    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    NOT_XML = "not-xml"
    UNSAFE_MARKUP = "unsafe-markup"
    CONTRACT = "contract"
    UNSUPPORTED_SCHEMA = "unsupported-schema"
    UNSUPPORTED_CONTENT_TYPE = "unsupported-content-type"
    NO_TEXT = "no-text"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"
    WORKER_DIED = "worker-died"
    OUT_OF_MEMORY = "out-of-memory"
    UNDECODABLE_BATCH = "undecodable-batch"
    OUT_OF_RANGE = "out-of-range"
    BUG = "bug"


class CopydeskError(Exception):
    """The root; `str()` is one sentence for a person."""


class RejectedError(CopydeskError):
    """The article can never succeed.

    why: the closed reason; path: JSON pointer of the field at fault, '' for the whole record.
    """

    reason: ClassVar[Reason] = Reason.BUG

    def __init__(self, sentence: str, *, reason: Reason | None = None, path: str = "") -> None:
        """Keep the sentence, and the reason where it is narrower than the class's own."""
        super().__init__(sentence)
        self.why = reason or type(self).reason
        self.path = path


class UndecodableError(RejectedError):
    """The bytes are not what they claim to be."""

    reason = Reason.NOT_JSON


class ContractError(RejectedError):
    """Readable, but it breaks the raw contract."""

    reason = Reason.CONTRACT


class OversizeError(RejectedError):
    """Over a limit."""

    reason = Reason.TOO_LARGE


class TransientError(CopydeskError):
    """May heal within seconds."""


class WorldError(CopydeskError):
    """The broker or the network is at fault, not the article."""


class RejectionLimitError(WorldError):
    """More dead letters within the window than the operator allows."""


class LostPartitionError(CopydeskError):
    """Another member owns the partition now, or fenced this one."""


class UnreadableEventError(CopydeskError):
    """A subscriber met a record that is no event, or one of a version that it does not know.

    `str()` says what to do. part: 'headers' or 'value'; path: JSON pointer of the field at fault
    within that part, '' for the whole of it.
    """

    def __init__(self, sentence: str, *, part: Literal["headers", "value"], path: str = "") -> None:
        """Keep the sentence and the place."""
        super().__init__(sentence)
        self.part = part
        self.path = path


class FatalError(CopydeskError):
    """A person has to act; the process ends with `exit_code`."""

    exit_code: ClassVar[int] = 70


class SettingsError(FatalError):
    """A setting, an option or an input file is wrong."""

    exit_code = 2


class UnreachableError(FatalError):
    """No broker answers."""

    exit_code = 69


class DemoError(FatalError):
    """The demo, or a check, did not come to its good end."""

    exit_code = 1


class Disposition(Enum):
    """What to do about an error."""

    DEAD_LETTER = "dead letter"
    RETRY = "retry"
    WAIT = "wait"
    REOPEN = "reopen"
    STOP = "stop"


def disposition(error: Exception, *, in_core: bool) -> Disposition:
    """Decide what an error means; the only place where it is decided.

    in_core: True while an article was being processed. The core is deterministic, so an error that
    nobody foresaw would only come again: it is the article's dead letter. In the shell the same
    error is a bug of ours and stops the service. Memory is the exception: it is the worker's, and
    may be short because of a neighbour, so the pool finds out whose fault it was.
    """
    if in_core and isinstance(error, MemoryError):
        return Disposition.RETRY
    for kind, decision in _DISPOSITIONS:
        if isinstance(error, kind):
            return decision
    return Disposition.DEAD_LETTER if in_core else Disposition.STOP


_DISPOSITIONS = (
    (RejectedError, Disposition.DEAD_LETTER),
    (TransientError, Disposition.RETRY),
    (WorldError, Disposition.WAIT),
    (LostPartitionError, Disposition.REOPEN),
    (UnreadableEventError, Disposition.DEAD_LETTER),
    (FatalError, Disposition.STOP),
)
