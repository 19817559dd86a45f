"""Dates as pages state them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from copydesk.intake.html.dates import Moment, day_in, day_in_url, moment


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    iso: str | None
    has_zone: bool = True
    has_time: bool = True


MOMENTS = (
    Case("zone", "2015-07-24T05:36:09+01:00", "2015-07-24T05:36:09+01:00"),
    Case("zulu", "2015-07-24T05:36:09Z", "2015-07-24T05:36:09+00:00"),
    Case("zone-without-colon", "2017-11-16T14:15+0000", "2017-11-16T14:15:00+00:00"),
    Case("fractions", "2021-02-03T04:05:06.789-05:00", "2021-02-03T04:05:06-05:00"),
    Case("no-zone", "2015-04-30T07:19:58", "2015-04-30T07:19:58+00:00", has_zone=False),
    Case("space-between", "2019-04-28 06:01:07", "2019-04-28T06:01:07+00:00", has_zone=False),
    Case("day", "2015-04-30", "2015-04-30T00:00:00+00:00", has_zone=False, has_time=False),
    Case("compact", "20170113000004", "2017-01-13T00:00:04+00:00", has_zone=False),
    Case("mail", "Fri, 24 Jul 2015 05:36:09 +0100", "2015-07-24T05:36:09+01:00"),
    Case("c-library", "Fri Mar 13 21:30:09 EST 2015", "2015-03-13T21:30:09+00:00", has_zone=False),
    Case("written", "March 18, 2015", "2015-03-18T00:00:00+00:00", has_zone=False, has_time=False),
    Case("seconds", "1437712569", "2015-07-24T04:36:09+00:00"),
    Case("milliseconds", "1437712569000", "2015-07-24T04:36:09+00:00"),
    Case("slashes-of-unknown-order", "04/05/2015", None),
    Case("no-such-day", "2015-02-30", None),
    Case("no-such-zone", "2015-02-03T10:00:00+99:00", None),
    Case("year-zero", "0001-01-01T00:00:00Z", None),
    Case("words", "yesterday", None),
    Case("nothing", "", None),
)


@pytest.mark.parametrize("case", MOMENTS, ids=lambda case: case.name)
def test_a_moment_is_as_exact_as_the_page_has_it(case: Case) -> None:
    """No zone and no time are told from midnight in Greenwich; what is ambiguous is no date."""
    found = moment(case.text)
    if case.iso is None:
        assert found is None
    else:
        assert found is not None
        assert found.at.isoformat() == case.iso
        assert (found.has_zone, found.has_time) == (case.has_zone, case.has_time)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 24 July 2015 by the desk", "2015-07-24"),
        ("Monday, Oct. 14, 2019 at noon", "2019-10-14"),
        ("Una solución - 07.12.2017 - GACETA", "2017-12-07"),
        ("version 1.2.2017.4", None),
        ("room 24 in May", None),
    ],
)
def test_a_written_day_is_found(text: str, day: str | None) -> None:
    """A full date in words, or with dots, is a day wherever it stands in the line."""
    assert _day(day_in(text)) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://wire.example/world/2015/03/18/museum.html", "2015-03-18"),
        ("https://wire.example/2023/7/9/lake", "2023-07-09"),
        ("https://wire.example/2023/13/40/lake", None),
        ("https://wire.example/article/20230709", None),
    ],
)
def test_a_day_in_a_url(url: str, day: str | None) -> None:
    """Only a path of year, month and day names a day."""
    assert _day(day_in_url(url)) == day


def _day(found: Moment | None) -> str | None:
    return found.at.date().isoformat() if found else None
