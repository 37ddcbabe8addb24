"""The command line: one module a command, found by being here.

A module with a function `command` is a command of that name. It has as well:

- `TASK`, the heading in `snap -h` that it stands under: one of `TASKS`;
- `EXAMPLES`, pairs of a command line and what it does, two at least;
- the docstring of `command`, which is its help: one line, and more after an empty one.

`command` takes Typer's annotated parameters (`options` has those that several share), reads them,
calls one function, writes with `say` and `talk`, and returns the exit code, or None for 0. It
imports what it works with in its body, so that no command waits for the imports of another.

`app` finds the commands. Nothing is defined here: `list` and its like are names of modules.
"""
