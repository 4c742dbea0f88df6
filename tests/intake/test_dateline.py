from __future__ import annotations

import pytest

from dragoman.intake.dateline import find_dateline, is_dateline_alone


@pytest.mark.parametrize(
    ("line", "place", "day", "agency"),
    [
        ("LODWAR, April 4 (Harbour Wire) - The ministers met.", "Lodwar", None, "Harbour Wire"),
        ("LODWAR, Kenya — The ministers met.", "Lodwar, Kenya", None, None),
        ("LODWAR (Wire) — The ministers met.", "Lodwar", None, "Wire"),
        ("NEW HALDEN: The ministers met.", "New Halden", None, None),
        ("LA PAZ (Wire) - The ministers met.", "La Paz", None, "Wire"),
        ("Lodwar, 4 April 2019 - The ministers met.", "Lodwar", "2019-04-04", None),
        ("Lodwar (Wire)The ministers met.", "Lodwar", None, "Wire"),
        ("Lodwar, Kenya — The ministers met.", "Lodwar, Kenya", None, None),
        ("PORT-AU-PRINCE, Haiti, Jan 3 - The ministers met.", "Port-Au-Prince, Haiti", None, None),
        ("(Harbour Wire) - The ministers met.", None, None, "Harbour Wire"),
        ("WASHINGTON, D.C., May 3, 2020 -- The ministers met.", "Washington, D.C.", "2020-05-03", None),
    ],
)
def test_datelines(line: str, place: str | None, day: str | None, agency: str | None) -> None:
    dateline = find_dateline(line)
    assert dateline is not None
    assert (dateline.place, dateline.day, dateline.agency) == (place, day, agency)
    assert line[dateline.end :] == "The ministers met."


@pytest.mark.parametrize(
    "line",
    [
        "The ministers met in Lodwar on 4 April.",
        "Kenya and Uganda - once rivals - met.",
        "Monday, 4 April - The ministers met.",
        "Mon, 4 April 2022 - The ministers met.",
        "“We will wait,” he said — and they did.",
        "Kenya's minister (Wire) said so.",
        "LODWAR",
    ],
)
def test_other_beginnings(line: str) -> None:
    assert find_dateline(line) is None


def test_a_dateline_on_a_line_of_its_own() -> None:
    dateline = is_dateline_alone("Geneva, 9 May 2022")
    assert dateline is not None and (dateline.place, dateline.day) == ("Geneva", "2022-05-09")
    assert is_dateline_alone("Monday, 9 May 2022") is None
    assert is_dateline_alone("Geneva, 9 May 2022, at noon") is None
