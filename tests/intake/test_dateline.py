from __future__ import annotations

import pytest

from dragoman.intake.dateline import find_dateline, is_dateline_alone


@pytest.mark.parametrize(
    ("line", "place", "day", "agency"),
    [
        ("LODWAR, April 4 (Harbour Wire) - The ministers met.", "Lodwar", None, "Harbour Wire"),
        ("LODWAR, Kenya, April 4--The ministers met.", "Lodwar, Kenya", None, None),
        ("LODWAR, April 4 (Wire)--The ministers met.", "Lodwar", None, "Wire"),
        ("NEW HALDEN, N. Y., April 4--The ministers met.", "New Halden, N. Y.", None, None),
        ("LODWAR, Kenya — The ministers met.", "Lodwar, Kenya", None, None),
        ("LODWAR (Wire) — The ministers met.", "Lodwar", None, "Wire"),
        ("NEW HALDEN: The ministers met.", "New Halden", None, None),
        ("LA PAZ (Wire) - The ministers met.", "La Paz", None, "Wire"),
        ("Lodwar, 4 April 2019 - The ministers met.", "Lodwar", "2019-04-04", None),
        ("Lodwar (Wire)The ministers met.", "Lodwar", None, "Wire"),
        ("Lodwar, Kenya — The ministers met.", "Lodwar, Kenya", None, None),
        ("PORT-AU-PRINCE, Haiti, Jan 3 - The ministers met.", "Port-Au-Prince, Haiti", None, None),
        ("(Harbour Wire) - The ministers met.", None, None, "Harbour Wire"),
        ("Lodwar, 4 April 2019 (HWA) The ministers met.", "Lodwar", "2019-04-04", "HWA"),
        ("Ankara (dpa) - The ministers met.", "Ankara", None, "dpa"),
        ("Tehran, IRNA – The ministers met.", "Tehran", None, "IRNA"),
        ("UNITED NATIONS — The ministers met.", "United Nations", None, None),
        ("CNN — The ministers met.", None, None, "CNN"),
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
        "BREAKING: The ministers met.",
        "EXCLUSIVE - The ministers met.",
        "FILE PHOTO: The ministers meet.",
        "THE PRESIDENT: We will sign.",
        "SECRETARY LIND: We will sign.",
        "WHAT WE KNOW: The ministers met.",
        "NATO - an alliance of 29 members - met on Monday.",
        "HAMAS, Gaza — The group met.",
        "UN: The ministers met.",
        "ISIS - the group that held Mosul - was beaten.",
        "Egypt, Sudan — Ethiopia's neighbours all — met on Monday.",
        "President Lind, Kenya — The reader writes.",
        "Harbour Front (HF) — The group met.",
        "Foreign Minister (Wire) - The ministers met.",
        "Lodwar - the town by the lake - was quiet.",
    ],
)
def test_other_beginnings(line: str) -> None:
    assert find_dateline(line) is None


def test_a_dateline_on_a_line_of_its_own() -> None:
    dateline = is_dateline_alone("Geneva, 9 May 2022")
    assert dateline is not None and (dateline.place, dateline.day) == ("Geneva", "2022-05-09")
    assert is_dateline_alone("Monday, 9 May 2022") is None
    assert is_dateline_alone("Geneva, 9 May 2022, at noon") is None
