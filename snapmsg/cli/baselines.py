"""What `snap lint --baseline` does: make the file, read it, and leave out what it knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from snapmsg.errors import SnapError
from snapmsg.files import shown, write_whole
from snapmsg.terminal import clean_line, inert, talk

if TYPE_CHECKING:
    from snapmsg.baseline import Baseline
    from snapmsg.cli.linting import Found
    from snapmsg.diagnostic import Diagnostic


def write(file: Path, diagnostics: Sequence[Diagnostic]) -> None:
    """Make a baseline of what was found; one that is there only shrinks. Says so."""
    from snapmsg import baseline
    from snapmsg.report import several

    known = baseline.count(diagnostics, file.parent)
    if file.exists():
        known = baseline.shrunk(baseline.read(file), known)
    write_whole(file, baseline.text(known))
    what = several(sum(known.values()), "diagnostic")
    talk(inert(f"Wrote {clean_line(shown(file))}: it knows {what}."))


def read(file: Path) -> Baseline:
    """What a baseline knows. Raises `SnapError` for one that is not there, or is none."""
    from snapmsg import baseline

    if not file.exists():
        raise SnapError("there is no such file: make it with --write-baseline", path=shown(file))
    return baseline.read(file)


def sift(file: Path, found: Found, whole: bool) -> Found:
    """What a baseline does not know. After a look at the `whole`, says what it need not know."""
    from snapmsg import baseline
    from snapmsg.report import several

    sifted = baseline.sift(found.diagnostics, read(file), file.parent)
    gone = sum(sifted.stale.values())
    if whole and gone:
        told = f"{clean_line(str(file))} knows {several(gone, 'diagnostic')} too many: what "
        told += "it told is put right" if gone == 1 else "they told is put right"
        talk(inert(f"{told}. Shrink the file with: --write-baseline"))
    return found._replace(diagnostics=sifted.kept, known=sifted.known)
