"""The commands that there are: found, imported when they are named, and run."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from textwrap import wrap
from types import ModuleType
from typing import Any

from typer import Abort, BadParameter, Exit, Typer, TyperException
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from snapmsg import cli
from snapmsg.cli import start
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import Style, clean_line, colour, paint

TASKS = ("Begin", "Write", "Read", "Check")
"""What people come to do, in the order in which they do it."""

MEANT = {
    "check": "lint",
    "validate": "lint",
    "create": "new",
    "add": "new",
    "ls": "list",
    "view": "show",
    "cat": "show",
    "rule": "explain",
    "rules": "explain",
    "print": "render",
    "try": "demo",
    "setup": "init",
}
"""What people type for a command that has another name."""

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_LONGEST_EXAMPLE = 44
_SETTINGS = {"help_option_names": ["-h", "--help"]}


@cache
def names() -> tuple[str, ...]:
    """The names of all commands, in the order of their tasks."""
    found = [(module.TASK, name) for name in _modules() if (module := _module(name)) is not None]
    return tuple(name for _, name in sorted(found, key=lambda item: (TASKS.index(item[0]), item)))


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(cli.__path__):
        yield module.name.rstrip("_").replace("_", "-")


def _module(name: str) -> ModuleType | None:
    """The module of a command; None where there is no such command."""
    if name not in _modules():
        return None
    file = name.replace("-", "_") + "_" * iskeyword(name)  # `import` cannot be a module's name
    module = import_module(f"{cli.__name__}.{file}")
    return module if hasattr(module, "command") else None


class Command(TyperCommand):
    """A command, with a help page that has its examples before its options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As ever, but an option of one value cannot come twice. Raises `SnapError`."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(list(args))
            params: Counter[Any] = Counter(order)
            for param, times in params.items():
                takes_one = param.param_type_name == "option" and not param.multiple
                if times > 1 and takes_one and not param.is_flag:
                    raise SnapError(f"{param.opts[0]} is given twice: take one of them out")
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """What it does, two examples, then what it takes."""
        first, _, more = (self.help or "").partition("\n\n")
        formatter.write_text(first)
        if more:
            formatter.write_paragraph()
            formatter.write_text(more)
        _write_examples(formatter, examples(ctx.info_name))
        with _section(formatter, "Usage"):
            formatter.write_text(usage(ctx))
        self.format_options(ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments and the options, a line or more for each."""
        for kind, heading in (("argument", "Arguments"), ("option", "Options")):
            rows = [
                record
                for param in self.get_params(ctx)
                if param.param_type_name == kind
                and (record := param.get_help_record(ctx)) is not None
            ]
            if rows:
                with _section(formatter, heading):
                    formatter.write_dl(rows, col_max=20)


class Group(TyperGroup):
    """snap itself: of all the commands it imports only the one that was named."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All of them, by task."""
        return list(names())

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """A command by its name; None where there is none."""
        module = _module(cmd_name)
        return None if module is None else _made(module, cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name. Raises `SnapError` where there is none."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            meant = did_you_mean(args[0], names(), MEANT)
            raise SnapError(
                f"there is no command “{clean_line(args[0])}”.{meant} See them all with: snap -h"
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The commands by what people come to do, then the few options of snap itself."""
        formatter.write_text(self.help or "")
        for task in TASKS:
            found = [(name, module) for name in names() if (module := _module(name)) is not None]
            rows = [(name, _summary(module)) for name, module in found if task == module.TASK]
            if rows:
                with _section(formatter, task):
                    formatter.write_dl(rows)
        _write_examples(formatter, start.EXAMPLES)
        with _section(formatter, "Options"):
            formatter.write_dl(
                [
                    ("-h, --help", "This page; after a command, the page of that command."),
                    ("-V, --version", "Say which version of snap this is."),
                    ("--install-completion", "Let your shell complete commands, ids and rules."),
                    ("--debug", "With any command: show where in snap an error comes from."),
                ]
            )


def _section(formatter: Any, heading: str) -> Any:
    return formatter.section(paint(heading, Style.BOLD, on=colour(sys.stdout)))


def _write_examples(formatter: Any, lines: Sequence[tuple[str, str]]) -> None:
    """Command lines and what they do, side by side where all fit; a long one is broken by `\\`."""
    with _section(formatter, "Examples"):
        if max(len(line) for line, _ in lines) <= _LONGEST_EXAMPLE:
            formatter.write_dl(lines, col_max=_LONGEST_EXAMPLE)
            return
        for line, does in lines:
            formatter.write_text(does)
            broken = wrap(line, formatter.width - 8, break_long_words=False, break_on_hyphens=False)
            formatter.write("    " + " \\\n      ".join(broken) + "\n")


@cache
def _made(module: ModuleType, name: str) -> TyperCommand:
    app = Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, context_settings=_SETTINGS)(module.command)
    made = get_command(app)
    assert isinstance(made, TyperCommand)
    return made


def _summary(module: ModuleType) -> str:
    return (module.command.__doc__ or "").strip().partition("\n")[0]


def examples(name: str) -> list[tuple[str, str]]:
    """The examples of a command: a command line, and what it does."""
    module = _module(name)
    return list(module.EXAMPLES) if module is not None else []


def usage(context: Any) -> str:
    """`snap render ID [OPTIONS]`."""
    pieces = [context.command_path]
    for param in context.command.params:
        if param.param_type_name == "argument" and not getattr(param, "hidden", False):
            name = param.make_metavar(context) + ("…" if param.nargs == -1 else "")
            pieces.append(name if param.required else f"[{name}]")
    return " ".join([*pieces, "[OPTIONS]"])


@cache
def group() -> TyperGroup:
    """snap itself, as Typer has it."""
    made = Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False)
    made.callback(invoke_without_command=True, context_settings=_SETTINGS)(start.command_or_page)
    found = get_command(made)
    assert isinstance(found, TyperGroup)
    return found


def call(args: list[str]) -> int:
    """Run the command that the arguments name, and give its exit code.

    Raises `SnapError` where they make no sense, and whatever the command raises.
    """
    name = "snapmsg" if Path(sys.argv[0]).stem == "snapmsg" else "snap"
    if args[:1] in (["--install-completion"], ["--show-completion"]) and len(args) > 1:
        if args[1] not in _SHELLS:
            raise SnapError(
                f"snap has no completion for “{clean_line(args[1])}”: it has one for "
                f"{', '.join(_SHELLS[:-1])} and {_SHELLS[-1]}"
            )
        # Typer takes the shell that runs it, whatever is named, unless it is told not to look.
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    variable = f"_{name.upper()}_COMPLETE"
    if variable in os.environ:
        group().main(args, prog_name=name, complete_var=variable)
    if args[:1] == ["help"]:
        args = [*args[1:2], "-h"]
    try:
        with group().make_context(name, args) as context:
            return group().invoke(context) or 0
    except Exit as done:
        return done.exit_code
    except Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        raise SnapError(_sentence(error, name, args)) from None


def _sentence(error: TyperException, name: str, args: list[str]) -> str:
    """What was wrong with the arguments, in one sentence, with the cure."""
    command = args[0] if args and _module(args[0]) is not None else ""
    path = f"{name} {command}".strip()
    page = f"See: {path} -h"
    context: Any = getattr(error, "ctx", None)
    param: Any = getattr(error, "param", None)
    option = clean_line(str(getattr(error, "option_name", None)))
    match type(error).__name__:
        case "NoSuchOption":
            known = _options(command, context)
            # Without the hyphens, which make all options alike.
            bares = [each.lstrip("-") for each in known]
            bare = did_you_mean(option.lstrip("-"), bares, cutoff=0.7)
            meant = bare.replace("“", "“--")
            if not meant and "--set" in known:
                meant = f" To give a variable its value: --set {option.lstrip('-')}=…"
            return f"{path} has no option {option}.{meant} {page}"
        case "BadOptionUsage" if "requires an argument" in error.message:
            return f"{option} needs a value after it. {page}"
        case "BadOptionUsage":
            return f"{option} takes no value. {page}"
        case "MissingParameter":
            what = param.opts[0] if param.param_type_name == "option" else param.metavar
            return f"{path} needs {what}, as in: {examples(command)[0][0]}"
    if isinstance(error, BadParameter) and param is not None:
        return f"{param.opts[0]}: {clean_line(error.message)} {page}"
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.partition("(s) (")[2].removesuffix(")")
        return f"{path} cannot take all of these words: leave out “{clean_line(extra)}”. {page}"
    return f"{clean_line(error.format_message())} {page}"


def _options(command: str, context: Any) -> list[str]:
    """The long options of a command, or of snap itself."""
    own = [option for param in context.command.get_params(context) for option in param.opts]
    return [option for option in [*own, "--debug"] if option.startswith("--")] + (
        [] if command else ["--version"]
    )
