"""Markdown as plain text: articles that were clipped from a browser or kept in a notebook."""

from __future__ import annotations

import re

__all__ = ["is_markdown", "plain_markdown"]

SUFFIXES = (".md", ".markdown", ".mdown")
IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[\[[^\]\n]*\]\]")
LINK = re.compile(
    r"\[([^\[\]\n]+)\]\((?:<[^>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|\[\[(?:[^\]|\n]*\|)?([^\]\n]+)\]\]"
)
REFERENCE = re.compile(r"\[\^[\w-]{1,20}\](?!:)")
STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1")
STRESS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*_])")
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
BREAK = re.compile(r"(?:\\| {2,})$", re.MULTILINE)


def is_markdown(name: str) -> bool:
    """Whether a file is Markdown by its name."""
    return name.lower().endswith(SUFFIXES)


def plain_markdown(text: str) -> str:
    """The text as its reader sees it: without marks of headings, stress, links, quotations and pictures. A head of
    fields between two `---` is left as it is."""
    fence = re.match(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    head, body = (fence[0], text[fence.end() :]) if fence else ("", text)
    body = IMAGE.sub("", body)
    body = LINK.sub(lambda link: link[1] or link[2], body)
    body = REFERENCE.sub("", body)
    for mark in (STRONG, STRESS):
        body = mark.sub(r"\2", body)
    for mark in (QUOTE, BREAK):
        body = mark.sub("", body)
    return head + ESCAPE.sub(r"\1", HEADING.sub(r"\1", body))
