"""`dragoman parse`: draws the clauses of a sentence, who takes part in them, how far they are real and who says so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.tree import Tree

    from dragoman.language.reading import Clause, Reading, Statement

__all__ = ["command"]

KIND_STYLE = {"verb": "bold", "noun": "bold cyan", "adjective": "bold magenta"}


@click.command(short_help="Draw the clauses of a sentence.")
@click.argument("sentence", nargs=-1, required=True, metavar="SENTENCE")
@click.option("--published", callback=options.check_day, metavar="DAY", help="Day from which “last month” counts.")
@click.option("--headline", is_flag=True, help="Read it as a title: present for past, words left out.")
def command(sentence: tuple[str, ...], published: str | None, headline: bool) -> None:
    """Draw the clauses of SENTENCE as a tree: each with its predicate, tense and modality, who takes part in which
    role, its link to the clause above, how far the text takes it for real; and below, who says what. A SENTENCE
    that is `-` is read from standard input; it may be several.

    \b
    Example:
      dragoman parse "The envoy said the rebels would leave if the army withdrew."
      dragoman parse --headline "President to meet rebel chief"
      cat page.txt | dragoman parse -
    """
    text = sys.stdin.read() if sentence == ("-",) else " ".join(sentence)
    if not text.strip():
        raise UsageError("there is nothing to parse: give a sentence")
    reading = _read(text, published, headline)

    from rich.console import Console

    console = Console(highlight=False)
    for index in range(len(reading.sentences)):
        if index:
            console.print()
        console.print(_sentence(reading, index))
    if reading.statements:
        console.print()
        console.print(_statements(reading))


def _read(text: str, published: str | None, headline: bool) -> Reading:
    from dragoman.language.parse import Parser
    from dragoman.language.understanding import understand

    title, body = (" ".join(text.split()), "") if headline else ("", text)
    return understand(next(Parser().parse([(title, body, published)])))


def _sentence(reading: Reading, index: int) -> Tree:
    """The tree of a sentence's clauses, in the order of the text."""
    from rich.text import Text
    from rich.tree import Tree

    sentence = reading.sentences[index]
    root = Tree(Text(" ".join(reading.words(sentence.first, sentence.last - 1).split()), style="italic"))
    nodes = {-1: root}
    for clause in (c for c in reading.clauses if c.sentence == index):
        nodes[clause.index] = nodes.get(clause.parent, root).add(_clause(reading, clause))
        for time in clause.times:
            expression = reading.times[time]
            value = expression.value + (f" ({expression.relation})" if expression.relation else "")
            nodes[clause.index].add(Text.assemble(("time ", "dim"), expression.text, (f"  {value}", "green")))
    if len(nodes) == 1:
        root.add(Text("no clause", style="dim"))
    return root


def _clause(reading: Reading, clause: Clause) -> RenderableType:
    from rich.text import Text

    from dragoman.coding.status import read_status

    line = Text()
    if clause.link:
        line.append(clause.link + (f" “{clause.marker}”" if clause.marker else "") + " ", style="yellow")
    if clause.light >= 0:
        line.append(reading.tokens[clause.light].text + " ", style="cyan")
    line.append(reading.tokens[clause.predicate].text, style=KIND_STYLE[clause.kind])
    line.append(f"  {', '.join(_features(clause))}", style="dim")
    status = read_status(reading, clause)
    line.append(f"  {status.reality}", style="bold green")
    if status.change:
        line.append(f" {status.change}", style="green")
    if status.condition >= 0:
        line.append(f" if “{reading.tokens[status.condition].text}”", style="green")
    for argument in clause.arguments:
        line.append(f"\n  {argument.role} ", style="dim")
        line.append(_phrase(reading, argument.head))
        if argument.shared:
            line.append(" (shared)", style="dim")
    return line


def _features(clause: Clause) -> list[str]:
    """What the verb group says, in words."""
    said = [clause.lemma, clause.kind if clause.tense == "none" else clause.tense]
    said += [name for name in ("perfect", "progressive", "passive", "negated", "question") if getattr(clause, name)]
    return said + ([f"“{clause.modal}”"] if clause.modal else [])


def _phrase(reading: Reading, head: int) -> str:
    """The noun phrase of a head, cut before what modifies it after a comma or in a clause."""
    first, last = reading.phrase(head)
    for child in reading.children(head, "relcl", "acl", "conj", "cc", "appos", "punct"):
        if child.i > head:
            last = min(last, child.left - 1)
    return reading.words(first, max(last, head)).rstrip(" ,:;–—")


def _statements(reading: Reading) -> Tree:
    """Who says what, each chain from the outermost speaker inward."""
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text("statements", style="italic"))
    nodes = {-1: root}
    waiting = list(enumerate(reading.statements))
    while waiting:
        index, statement = waiting.pop(0)
        if statement.parent not in nodes:
            waiting.append((index, statement))
            continue
        nodes[index] = nodes[statement.parent].add(_statement(reading, statement))
    return root


def _statement(reading: Reading, statement: Statement) -> RenderableType:
    from rich.text import Text

    text = reading.title if statement.source == "title" else reading.text
    line = Text()
    line.append("; ".join(_phrase(reading, head) for head in statement.speakers) or "nobody named", style="bold")
    if statement.to >= 0:
        line.append(f" to {_phrase(reading, statement.to)}")
    about = [statement.cue_text, statement.kind, statement.stance, "direct" if statement.direct else ""]
    about += [statement.hedge or "", "carried" if statement.carried else ""]
    line.append(f"  {', '.join(word for word in about if word)}", style="dim")
    line.append("\n  " + " … ".join(" ".join(text[start:end].split()) for start, end in statement.stretches))
    return line
