"""Rules over a library: what to check, the findings in each file, and what becomes of them."""

from snapmsg.linter.check import check_file
from snapmsg.linter.desk import Desk
from snapmsg.linter.run import Result, desk_of, lint, lint_text
from snapmsg.linter.selection import Choice, choose

__all__ = ["Choice", "Desk", "Result", "check_file", "choose", "desk_of", "lint", "lint_text"]
