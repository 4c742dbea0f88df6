"""docs/record.md and dragoman.model agree: every field of every kind is there, none too many, in the same order."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from dragoman import model

DOCS = Path(__file__).parents[1] / "docs" / "record.md"
STRUCTS = {
    name: found
    for name in model.__all__
    if isinstance(found := getattr(model, name), type) and issubclass(found, msgspec.Struct) and name != "Record"
}


def heading(name: str) -> str:
    """`StateStep` as the docs call it: `state step`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def documented() -> dict[str, list[tuple[str, str, str]]]:
    """Rows of the table under each heading of the second level: field, type, meaning."""
    sections = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.split("\n", 1)[0].strip(): re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", section, re.MULTILINE)
        for section in sections
    }


@pytest.mark.parametrize("name", STRUCTS)
def test_each_struct_is_documented_field_by_field(name: str) -> None:
    struct = STRUCTS[name]
    kind = ["kind"] if struct.__struct_config__.tag_field else []
    rows = documented()[heading(name)]
    assert [field for field, _, _ in rows] == [*kind, *struct.__struct_encode_fields__]
    assert all(meaning.strip() for _, _, meaning in rows)


@pytest.mark.parametrize("name", STRUCTS)
def test_null_is_said_where_it_may_stand(name: str) -> None:
    said = {field: "or null" in type_ for field, type_, _ in documented()[heading(name)]}
    for field in msgspec.structs.fields(STRUCTS[name]):
        info = msgspec.inspect.type_info(field.type)
        options = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
        nullable = any(isinstance(option, msgspec.inspect.NoneType) for option in options)
        assert said[field.encode_name] == nullable, f"{name}.{field.encode_name}"


def test_nothing_else_is_documented() -> None:
    assert set(documented()) == {heading(name) for name in STRUCTS}
