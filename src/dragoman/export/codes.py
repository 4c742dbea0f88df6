"""The codes of the record with their meanings, for codebooks and value labels."""

from __future__ import annotations

from dragoman.coding.codebook import QUADS, Codebook
from dragoman.export.tables import table

__all__ = ["codes_of"]


def codes_of(name: str | None) -> dict[str, str]:
    """Each code of a sort with its meaning: `act` from the codebook, `quad`, and those of `data/export/codes.toml`."""
    if name is None:
        return {}
    if name == "act":
        return {type_.name: type_.definition for type_ in Codebook.load().types.values()}
    if name == "quad":
        return {quad: quad.replace("-", " ") for quad in QUADS}
    codes: dict[str, str] = table("codes")[name]
    return codes
