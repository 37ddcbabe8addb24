"""Diagnostics as SARIF 2.1.0, for GitHub's code scanning and for editors.

Beyond the standard it keeps to what GitHub asks of an upload ("SARIF support for code scanning").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from struct import unpack
from urllib.parse import quote

from snapmsg import __version__, explain
from snapmsg.diagnostic import Diagnostic, EditText, Severity
from snapmsg.report import Summary, as_json, fingerprints, on_disk, several
from snapmsg.rule import Rule, base_code, find_rule
from snapmsg.source import Source
from snapmsg.terminal import clean

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST = 25_000
"""GitHub refuses a run with more results."""
LONGEST = 1024
"""The most characters of a rule's description."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_WEIGHTS = {**_LEVELS, Severity.SUGGESTION: "recommendation"}
_WINDOW = 100


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The log, a result a line. Of more results than GitHub takes, the worst."""
    kept = sorted(diagnostics, key=lambda one: one.severity.rank)[:MOST]
    left_out = len(diagnostics) - len(kept)
    rules = {one.code: one for one in kept}
    places = {code: index for index, code in enumerate(rules)}
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{'
    yield f'"tool": {as_json({"driver": _driver(rules.values())})},'
    yield f'"automationDetails": {as_json({"id": "snap/"})}, "columnKind": "unicodeCodePoints",'
    if left_out:
        told = f"{several(left_out, 'result')} less bad than these are left out: GitHub takes "
        note = {"level": "warning", "message": {"text": f"{told}{MOST:,}."}}
        ran = {"executionSuccessful": True, "toolExecutionNotifications": [note]}
        yield f'"invocations": {as_json([ran])},'
    yield '"results": ['
    known_by = fingerprints(kept)
    for index, (one, (made, count)) in enumerate(zip(kept, known_by, strict=True)):
        result = _result(one, summary)
        result["ruleIndex"] = places[one.code]
        hashed = _line_hash(one) or f"{made}:{count}"
        result["partialFingerprints"] = {"primaryLocationLineHash": hashed}
        yield f"  {as_json(result)}{',' if index < len(kept) - 1 else ''}"
    yield "]}]}"


def _driver(fired: Iterable[Diagnostic]) -> Mapping[str, object]:
    return {
        "name": "snap",
        "semanticVersion": __version__,
        "rules": [_descriptor(one, find_rule(base_code(one.code))) for one in fired],
    }


def _descriptor(one: Diagnostic, rule: Rule | None) -> Mapping[str, object]:
    """A rule's texts, from the rule; of a team's own, from the rule that they are made from."""
    name = rule.name if rule is not None and rule.code == one.code else one.name
    summary = rule.summary if rule is not None else one.name.replace("-", " ")
    why = rule.why if rule is not None else summary
    page = "\n".join(explain.page(rule, explain.WIDEST, False)) if rule is not None else why
    return {
        "id": one.code,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(" ".join(why.split()) or summary)},
        "help": {"text": clean(page), "markdown": f"```text\n{clean(page)}\n```"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity if rule else one.severity]},
        "properties": {
            "tags": [rule.family if rule is not None else "Library"],
            "precision": "high",
            "problem.severity": _WEIGHTS[rule.severity if rule else one.severity],
        },
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _result(one: Diagnostic, summary: Summary) -> dict[str, object]:
    artifact = _artifact(one.path, summary)
    region = _region(one.line, one.column, one.end_line, one.end_column)
    result: dict[str, object] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        # `[words](address)` is a link in a message, and no reason means one.
        "message": {"text": clean(one.reason).replace("](", "] (") or one.name},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if one.fix is not None and one.fix[1]:
        safe, edits = one.fix
        change = {"artifactLocation": artifact, "replacements": [_replacement(e) for e in edits]}
        told = "Put it right" if safe else "Put it right; it may change what was meant"
        result["fixes"] = [{"description": {"text": told}, "artifactChanges": [change]}]
    return result


def _replacement(edit: EditText) -> Mapping[str, object]:
    region = _region(edit.line, edit.column, edit.end_line, edit.end_column)
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _region(line: int, column: int, end_line: int, end_column: int) -> Mapping[str, int]:
    return {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column
    }  # fmt: skip


def _artifact(path: str, summary: Summary) -> Mapping[str, str]:
    """A path as a URI: below the repository's root, or a whole one."""
    told = quote(summary.repository_path(path), safe="/", errors="surrogatepass")
    if Path(path).is_absolute():
        return {"uri": f"file://{told if told.startswith('/') else '/' + told}"}
    return {"uri": told, "uriBaseId": "%SRCROOT%"}


def _line_hash(one: Diagnostic) -> str | None:
    """The line's fingerprint as GitHub itself reckons it; None where the file is not there.

    GitHub knows an alert again by this alone, and warns where an upload has another. Its reckoning
    is in github/codeql-action, src/fingerprints.ts.
    """
    text = on_disk(one)
    hashes = line_hashes(text) if text is not None else ()
    return hashes[one.line - 1] if one.line <= len(hashes) else None


@lru_cache(1)
def line_hashes(text: Source) -> tuple[str, ...]:
    """For each line, a hash of the hundred characters from its start, white space left out.

    The characters are UTF-16 units, the end of the file is one too, and after it are zeros. Equal
    hashes are numbered.
    """
    starts: list[int] = []
    units: list[int] = []
    for line in text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        starts.append(len(units))
        data = line.replace(" ", "").replace("\t", "").encode("utf-16-le", "surrogatepass")
        units += unpack(f"<{len(data) // 2}H", data)
        units.append(10)
    units[-1] = 0xFFFF
    units += [0] * _WINDOW
    seen: Counter[int] = Counter()
    found = []
    for start in starts:
        hashed = 0
        for unit in units[start : start + _WINDOW]:
            hashed = (hashed * 37 + unit) & 0xFFFF_FFFF_FFFF_FFFF
        seen[hashed] += 1
        found.append(f"{hashed:x}:{seen[hashed]}")
    return tuple(found)
