from __future__ import annotations

import pytest

from dragoman.intake.rights import holder, is_rights, masthead


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Copyright 2019 Riverbank Media Ltd. All rights reserved.", "Riverbank Media Ltd."),
        ("© 2021 The Harbour Dispatch", "The Harbour Dispatch"),
        ("© Copyright Harbour Dispatch 2021", "Harbour Dispatch"),
        ("2021 © Harbour Dispatch", "Harbour Dispatch"),
        ("Harbour Dispatch © 2021. Terms apply.", "Harbour Dispatch"),
        ("Copyright © 2009-2021 by Quay Press Inc. Reproduction is forbidden.", "Quay Press Inc."),
        ("(c) 2020 Quay Press | All rights reserved", "Quay Press"),
        ("All rights reserved.", None),
    ],
)
def test_who_holds_the_rights(line: str, name: str | None) -> None:
    assert is_rights(line)
    assert holder(line) == name


def test_prose_about_rights_is_none() -> None:
    assert not is_rights("The court said that the rights of the fishermen had been reserved for too long.")


def test_mastheads() -> None:
    assert masthead("DANUBE COURIER | Europe") == "Danube Courier"
    assert masthead("The Harbour Dispatch") == "The Harbour Dispatch"
    assert masthead("Home > World > Rivers") is None
    assert masthead("Sign in") is None
