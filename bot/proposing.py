"""The command `howwell evaluate`, beside `cli` only because that is full. Nothing heavy is imported before it runs."""

import json
import sys
from typing import Annotated

import typer


def evaluate(
    question: Annotated[str, typer.Option("--question", metavar="ID", help="The question that was answered.")],
    depth: Annotated[str, typer.Option(help="basic, overall or multiple: how far the assessment asks.")] = "multiple",
    org: Annotated[str | None, typer.Option("--org", metavar="NAME", help="The organisation.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs instead of text.")] = False,
) -> None:
    """Propose an evaluation of the response on standard input, by rules; each part names the words it rests on."""
    from bot import evaluating
    from bot.mishaps import settings
    from bot.wording.evaluating import lines

    text = sys.stdin.buffer.read().decode(errors="replace")
    told = evaluating.proposal(settings(), text, question, depth, org)
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(lines(told)))
