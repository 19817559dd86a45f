"""The error tree decides what happens next."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk import errors
from copydesk.errors import CopydeskError, Disposition, FatalError, disposition


@dataclass(frozen=True)
class Case:
    name: str
    error: Exception
    in_core: bool
    decision: Disposition


CASES = [
    Case("rejected", errors.ContractError("x"), in_core=True, decision=Disposition.DEAD_LETTER),
    Case(
        "too-large-for-the-topic",
        errors.OversizeError("x"),
        in_core=False,
        decision=Disposition.DEAD_LETTER,
    ),
    Case("may-heal", errors.TransientError("x"), in_core=False, decision=Disposition.RETRY),
    Case("broker-gone", errors.WorldError("x"), in_core=False, decision=Disposition.WAIT),
    Case("fenced", errors.LostPartitionError("x"), in_core=False, decision=Disposition.REOPEN),
    Case("wrong-setting", errors.SettingsError("x"), in_core=False, decision=Disposition.STOP),
    Case("bug-in-the-core", KeyError("x"), in_core=True, decision=Disposition.DEAD_LETTER),
    Case("bug-in-the-shell", KeyError("x"), in_core=False, decision=Disposition.STOP),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_disposition(case: Case) -> None:
    """A deterministic core never retries a bug; the shell stops on one."""
    assert disposition(case.error, in_core=case.in_core) is case.decision


def all_errors(kind: type[CopydeskError]) -> list[type[CopydeskError]]:
    return [kind, *(deeper for sub in kind.__subclasses__() for deeper in all_errors(sub))]


def test_every_error_has_a_disposition_and_a_place_in_the_drawing() -> None:
    """No error of ours is left to the rule for strangers, and the docstring draws them all."""
    ours = [kind for kind in all_errors(CopydeskError) if kind.__module__ == errors.__name__]
    assert len(ours) > 10
    for kind in ours:
        assert kind.__name__ in (errors.__doc__ or "")


def test_exit_codes_are_those_documented() -> None:
    """Operators' scripts rely on the codes: 1 a check, 2 settings or input, 69 no broker."""
    codes = {kind.__name__: kind.exit_code for kind in all_errors(FatalError)}  # type: ignore[attr-defined]  # every FatalError has one
    assert codes["SettingsError"] == 2
    assert codes["UnreachableError"] == 69
    assert codes["DemoError"] == 1
