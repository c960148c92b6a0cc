"""What the commands of the command line take, and how it is read."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from graphlib.network import DEFAULT_EVENT_CAP
from graphlib.translation import LANGUAGES, translator

__all__ = ["Command", "parser"]

Command = Callable[[argparse.Namespace], int]
"""Does what a command is for, and gives its exit status."""

_AUDIENCES = ("internal", "public")


def parser(runs: Mapping[str, Command]) -> argparse.ArgumentParser:
    """Describe the commands and their options; ``runs`` does each, by its name."""
    known = argparse.ArgumentParser(
        prog="python -m graphlib", description=translator("en")("cli.description")
    )
    commands = known.add_subparsers(required=True, metavar="COMMAND")
    for name, describe in _DESCRIBED.items():
        describe(_command(commands, name, runs[name]))
    return known


def _check(command: argparse.ArgumentParser) -> None:
    """Describe ``check``."""
    command.add_argument("--json", action="store_true", help=translator("en")("cli.option.json"))


def _analyse(command: argparse.ArgumentParser) -> None:
    """Describe ``analyse``."""
    t = translator("en")
    command.add_argument("--out", required=True, metavar="DIR", help=t("cli.option.out_dir"))
    command.add_argument("--directed", action="store_true", help=t("cli.option.directed"))
    command.add_argument(
        "--weight", choices=["none", "strength"], default="none", help=t("cli.option.weight")
    )
    _add_choice_of_network(command)


def _introduce(command: argparse.ArgumentParser) -> None:
    """Describe ``introduce``."""
    t = translator("en")
    command.add_argument("--out", required=True, metavar="FILE.csv", help=t("cli.option.out_csv"))
    _add_amounts(command)
    command.add_argument("--quota", type=_positive, metavar="N", help=t("cli.option.quota"))
    command.add_argument("--toward", metavar="GROUP", help=t("cli.option.toward"))
    command.add_argument("--ours", action="append", default=[], metavar="ID", help=t("cli.option.ours"))
    _add_rules(command)
    command.add_argument("--before", metavar="DATE", help=t("cli.option.before"))


def _snapshot(command: argparse.ArgumentParser) -> None:
    """Describe ``snapshot``."""
    t = translator("en")
    command.add_argument("--out", required=True, metavar="FILE", help=t("cli.option.out_snapshot"))
    command.add_argument("--lang", choices=list(LANGUAGES), default="en", help=t("cli.option.lang"))
    command.add_argument("--audience", choices=_AUDIENCES, default="internal", help=t("cli.option.audience"))
    command.add_argument("--date", metavar="DATE", help=t("cli.option.date"))
    _add_rules(command)


def _backtest(command: argparse.ArgumentParser) -> None:
    """Describe ``backtest``."""
    t = translator("en")
    command.add_argument(
        "--cut", action="append", required=True, type=_day, metavar="DATE", help=t("backtest.command.cut")
    )
    _add_amounts(command)
    command.add_argument("--json", action="store_true", help=t("cli.option.json"))


def _scenario(command: argparse.ArgumentParser) -> None:
    """Describe ``scenario``."""
    t = translator("en")
    command.add_argument(
        "--introductions", required=True, metavar="FILE", help=t("scenario.command.introductions")
    )
    command.add_argument("--out", required=True, metavar="DIR", help=t("scenario.command.out"))


def _convert(command: argparse.ArgumentParser) -> None:
    """Describe ``convert``."""
    command.add_argument("out", metavar="OUT", help=translator("en")("cli.option.out_convert"))


_DESCRIBED = {
    "check": _check,
    "analyse": _analyse,
    "introduce": _introduce,
    "snapshot": _snapshot,
    "backtest": _backtest,
    "scenario": _scenario,
    "convert": _convert,
}
"""What each command takes beside what every command takes, in the order in which they are listed."""


def _command(commands: Any, name: str, run: Command) -> argparse.ArgumentParser:  # noqa: ANN401
    """Add a command with what every command takes."""
    t = translator("en")
    command: argparse.ArgumentParser = commands.add_parser(name, help=t(f"cli.command.{name}"))
    command.set_defaults(run=run)
    command.add_argument("path", metavar="PATH", help=t("cli.option.path"))
    command.add_argument("--seed", type=int, default=1, help=t("cli.option.seed"))
    command.add_argument(
        "--event-cap", type=_positive, default=DEFAULT_EVENT_CAP, metavar="N", help=t("cli.option.event_cap")
    )
    command.add_argument("--by", default="sector", metavar="COLUMN", help=t("cli.option.by"))
    return command


def _add_choice_of_network(command: argparse.ArgumentParser) -> None:
    """Let a command look at one time, and at the network without the programme's own staff."""
    t = translator("en")
    time = command.add_mutually_exclusive_group()
    time.add_argument("--at", type=_day, dest="period", metavar="DATE", help=t("cli.option.at"))
    time.add_argument("--window", type=_window, dest="period", metavar="A:B", help=t("cli.option.window"))
    command.add_argument(
        "--without-secretariat", action="store_true", help=t("cli.option.without_secretariat")
    )


def _add_amounts(command: argparse.ArgumentParser) -> None:
    """Let a command say how many introductions, and how many each."""
    t = translator("en")
    command.add_argument("--top", type=_positive, default=50, help=t("cli.option.top"))
    command.add_argument("--cap", type=_positive, default=3, help=t("cli.option.cap"))


def _add_rules(command: argparse.ArgumentParser) -> None:
    """Let a command keep to rules."""
    t = translator("en")
    command.add_argument("--exclude", metavar="FILE", help=t("cli.option.exclude"))
    command.add_argument("--rules-on", type=_iso_day, metavar="DATE", help=t("cli.option.rules_on"))


def _iso_day(text: str) -> str:
    """Read a day that must be whole."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(translator("en")("cli.not_a_day", value=text)) from error


def _day(text: str) -> str:
    """Read a day; that it is none is found where the network is asked for."""
    if ":" in text:
        raise argparse.ArgumentTypeError(translator("en")("cli.not_one_day", value=text))
    return text


def _window(text: str) -> str:
    """Read a window of two days."""
    if text.count(":") != 1:
        raise argparse.ArgumentTypeError(translator("en")("cli.not_a_window", value=text))
    return text


def _positive(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(translator("en")("cli.not_positive", value=text))
    return number
