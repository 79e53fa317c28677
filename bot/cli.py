"""The `howwell` command: parse, wire, call. Nothing heavy is imported before a command needs it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.proposing import evaluate

app = typer.Typer(
    name="howwell",
    help="Howwell asks how, and shows how well: an assessment assistant for Baldrige-type criteria, in chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
sources_app = typer.Typer(rich_markup_mode=None)
app.add_typer(sources_app, name="sources")
app.command()(evaluate)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs instead of text.")]
Org = Annotated[str | None, typer.Option("--org", metavar="NAME", help="The organisation; the first one if left out.")]
FrameworkId = Annotated[str | None, typer.Option("--framework", metavar="ID", help="Prefer this framework.")]


@app.command()
def chat(
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who is typing.")] = "Kim",
    role: Annotated[str, typer.Option(help="respondent, manager (who can do everything) or learner.")] = "manager",
    script: Annotated[Path | None, typer.Option(help="Play the lines of a file (- for standard input).")] = None,
    tour: Annotated[
        bool, typer.Option("--tour", help="Play a short tour with three people, and keep nothing.")
    ] = False,
) -> None:
    """Talk with the bot in the terminal: no token, no network.

    Type to write, /3 to press the third button in sight, =TEXT to edit your last message, +FILE to send a document,
    @howwell WORDS to see what is offered inline in any chat, and end with Ctrl-D.
    In a script, "@NAME ROLE" changes who types and {code} stands for the invitation shown last.
    """
    from bot import talking

    if role not in ("respondent", "manager", "learner"):
        raise typer.BadParameter("choose respondent, manager or learner", param_hint="--role")
    if script and str(script) != "-" and (not script.exists() or script.is_dir()):
        raise typer.BadParameter(f"there is no file {script}", param_hint="--script")
    talking.talk(_settings(), name, role, script, tour=tour)


@app.command()
def run() -> None:
    """Run the bot on Telegram by long polling; HOWWELL_TELEGRAM_TOKEN holds the token that @BotFather gave you."""
    from bot import service

    _finish(service.run(_settings()))


@app.command()
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Files or folders: txt, md, pdf, docx, html, yaml.", metavar="PATH...")
    ],
    org: Org = None,
    framework: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The framework that they extend; recognised if left out."),
    ] = None,
    official: Annotated[
        bool, typer.Option("--official", help="These are the official texts: they win over everything else.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Keep nothing; print what is understood as YAML, with lines and doubts.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents into criteria and passages; what has not changed is left alone."""
    from bot import reading
    from bot.reports import lines

    if draft:
        typer.echo(reading.draft(_settings(), paths, org, framework), nl=False)
        return
    report = reading.ingest(_settings(), paths, org, framework, official=official, quiet=as_json)
    _print(report, as_json, lines.report)
    if report["stopped"] or any(one["status"] == "refused" for one in report["documents"]):
        raise typer.Exit(1)


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, org: Org = None, as_json: AsJson = False) -> None:
    """List the documents that an organisation has read in, or remove some."""
    from bot import reading
    from bot.reports import lines

    if context.invoked_subcommand is None:
        _print(reading.sources(_settings(), org), as_json, lines.sources)


@sources_app.command("remove")
def remove_sources(
    names: Annotated[list[str], typer.Argument(help="Documents as `howwell sources` names them.", metavar="NAME...")],
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Remove documents from everywhere: database, index, and what of them is left on disk."""
    from bot import reading
    from bot.reports import lines

    _print(reading.remove(_settings(), names, org, quiet=as_json), as_json, lines.removed)


@app.command()
def frameworks(
    framework: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Show this one whole; `check PATH` examines a file instead.")
    ] = None,
    path: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="With check: a file or folder.")] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """List the frameworks, show one whole, or check a framework file: howwell frameworks check PATH."""
    from bot import desk, reading
    from bot.reports import lines

    if framework == "check" and path is not None:
        told = reading.check(path)
        _print(told, as_json, lines.check)
        _finish(0 if told["sound"] else 1)
        return
    if path is not None:
        raise typer.BadParameter("a path goes with check: howwell frameworks check PATH")
    _print(desk.frameworks(_settings(), framework, org), as_json, lines.frameworks)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="The question, a code such as 3.2a(3), or a term.")],
    framework: FrameworkId = None,
    question: Annotated[str | None, typer.Option(metavar="CODE", help="The question that is in sight.")] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the sources, with citations, or say that they do not have it."""
    from bot import desk
    from bot.reports import lines

    _print(desk.ask(_settings(), text, framework, question, org), as_json, lines.answer)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    framework: FrameworkId = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """List the ranked passages behind an answer."""
    from bot import desk
    from bot.reports import lines

    _print(desk.search(_settings(), text, k, framework, org), as_json, lines.passages)


@app.command()
def intent(
    text: Annotated[str, typer.Argument(help="What a respondent typed.")],
    question: Annotated[str, typer.Option("--question", metavar="ID", help="The question that was in sight.")],
    as_json: AsJson = False,
) -> None:
    """Say how a text typed during an interview is taken: response, question, command or unsure."""
    from bot import desk

    _print(desk.intent(_settings(), text, question), as_json, lambda told: [f"{told['intent']}: {told['reason']}"])


@app.command()
def scorecard(
    assessment: Annotated[int | None, typer.Argument(help="Its number; the newest if left out.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write a picture (FILE.png) or data (FILE.json).")] = None,
    org: Org = None,
    as_json: AsJson = False,
) -> None:
    """Show the scorecard of an assessment."""
    from bot import desk
    from bot.reports import lines

    _print(desk.scorecard(_settings(), assessment, org, output), as_json, lines.scorecard)
    if output:
        typer.echo(f"written to {output}", err=True)


@app.command()
def invite(
    role: Annotated[str, typer.Option(help="respondent, manager or owner.")],
    org: Org = None,
    unit: Annotated[str | None, typer.Option(metavar="NAME", help="The unit that the person belongs to.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make an invitation: a code and a link that let one person in. The first manager starts here."""
    from bot import desk
    from bot.reports import lines

    _print(desk.invite(_settings(), role, org, unit), as_json, lines.invitation)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say what is configured, reachable and healthy; exit 1 if something is not."""
    from bot import examination

    report = examination.examine(_settings())
    _print(report, as_json, examination.lines)
    if not report["healthy"]:
        raise typer.Exit(1)


def main() -> None:
    """Run the command; what a user can cause ends in one line, never a traceback."""
    from bot.mishaps import Mishap

    try:
        app(standalone_mode=True)
    except Mishap as mishap:
        typer.echo(f"howwell: {mishap}", err=True)
        sys.exit(mishap.exit_code)


def _settings() -> Any:
    from bot.mishaps import settings

    return settings()


def _print(told: dict[str, Any], as_json: bool, lines: Any) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(lines(told)))


def _finish(exit_code: int) -> None:
    if exit_code:
        raise typer.Exit(exit_code)


if __name__ == "__main__":
    main()
