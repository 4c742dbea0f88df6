"""Sheets on which a coder says whom the pronouns of coded articles mean, and the labels read back from them.

    python training/reference/sheet.py sheet NN.txt … --into FOLDER     one NN.sheet each
    python training/reference/sheet.py labels NN.sheet … --into FILE    rows of pronouns.tsv

A sheet shows the page with every noun phrase numbered, `[12 Mr Condé]`, and every pronoun, `{p7 He}`. Below it the coder
writes a line a pronoun: `p7 12`, several phrases where it means several (`p7 12 15`), `-` for what is no person, state
or body or means nothing (`it is raining`), `?` for somebody whom no number shows.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from dragoman.actors.wordlists import coreference
from dragoman.intake import Page, read_page
from dragoman.language.parse import Parser
from dragoman.language.reading import Reading

NOUNS = frozenset({"NOUN", "PROPN"})
INSIDE = frozenset({"compound", "nmod"})
ANSWER = re.compile(r"^p(\d+)\s+(.+)$", re.M)


def reading_of(path: Path, parser: Parser) -> tuple[Reading, str]:
    """The parse of a page's article, and the page."""
    published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
    article = read_page(
        Page(origin=path.name, data=path.read_bytes(), url=None, content_type=None), published=published
    )
    reading = next(iter(parser.parse([(article.title or "", article.text, published)])))
    return reading, path.read_text(encoding="utf-8")


def offsets(reading: Reading, page: str) -> dict[int, int]:
    """Where on the page each token begins; without those of sentences that stand there in another form."""
    found: dict[int, int] = {}
    after = 0
    for sentence in reading.sentences:
        first = reading.tokens[sentence.first]
        text = reading.source_of(first)[sentence.start : sentence.end]
        at = page.find(text, 0 if sentence.source == "title" else after)
        if at < 0:
            continue
        after = at + len(text) if sentence.source == "text" else after
        for token in reading.tokens[sentence.first : sentence.last]:
            found[token.i] = at + token.start - sentence.start
    return found


def is_pronoun(reading: Reading, i: int) -> bool:
    """Whether a token is a personal or possessive pronoun of the third person."""
    features = coreference("pronouns").get(reading.tokens[i].lower)
    return features is not None and features["person"] == 3 and not reading.tokens[i].lower.endswith(("self", "selves"))


def sheet_of(reading: Reading, page: str) -> str:
    """The page with its noun phrases and pronouns numbered by where they begin."""
    at = offsets(reading, page)
    marks: dict[int, str] = {}
    phrases = pronouns = 0
    index: list[str] = []
    for token in reading.tokens:
        if token.i not in at:
            continue
        if is_pronoun(reading, token.i):
            pronouns += 1
            marks[at[token.i]] = f"{{p{pronouns}}}"
            index.append(f"#p{pronouns} {at[token.i]} {token.text}")
        elif token.pos in NOUNS and token.dep not in INSIDE:
            phrases += 1
            marks[at[token.i]] = f"[{phrases}]"
            index.append(f"#{phrases} {at[token.i]} {token.text}")
    out, last = [], 0
    for where in sorted(marks):
        out += [page[last:where], marks[where]]
        last = where
    return "".join([*out, page[last:]]) + "\n\n#ANSWERS\n\n#INDEX\n" + "\n".join(index) + "\n"


def labels_of(sheet: str) -> list[tuple[int, str, str]]:
    """(where a pronoun begins on the page, the pronoun, where those begin whom it means, or `-`, or `?`)."""
    answers, _, index = sheet.partition("#ANSWERS")[2].partition("#INDEX")
    where = {key: (int(at), word) for key, at, word in (line[1:].split() for line in index.split("\n") if line)}
    rows = []
    for number, answer in ANSWER.findall(answers):
        at, word = where[f"p{number}"]
        parts = answer.split()
        rows.append((at, word, " ".join(p if p in "-?" else str(where[p][0]) for p in parts)))
    return sorted(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["sheet", "labels"])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    args = parser.parse_args()
    if args.what == "sheet":
        args.into.mkdir(parents=True, exist_ok=True)
        spacy = Parser()
        for path in args.files:
            (args.into / f"{path.stem}.sheet").write_text(sheet_of(*reading_of(path, spacy)), encoding="utf-8")
        return
    lines = ["article\tat\tpronoun\tmeans"]
    for path in sorted(args.files):
        lines += [f"{path.stem}\t{at}\t{word}\t{means}" for at, word, means in labels_of(path.read_text("utf-8"))]
    args.into.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
