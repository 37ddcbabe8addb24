"""The web page of a scenario's messages: read by a parser, and looked at in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cli_harness import snap
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from snapmsg import channels
from snapmsg.library import open_library, read_scenario, shipped
from snapmsg.message import (
    Message,
    build_case,
    compose,
    draft_of,
    environment_of,
    example_values,
)
from snapmsg.page import draw, drawing
from snapmsg.page.safe import sieve
from snapmsg.terminal import clean

NOW = datetime(2026, 12, 22, 10, tzinfo=UTC)
LIBRARY = open_library(shipped())
ENVIRONMENT = environment_of(LIBRARY)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
VOID = {"meta", "br", "link", "img", "hr"}


def messages(id: str, **values: str) -> list[Message]:
    path = next(path for path in LIBRARY.files if path.stem == id)
    draft = draft_of(read_scenario(LIBRARY, path).scenario, ENVIRONMENT)
    case = build_case(draft, {**example_values(draft), **values}, NOW)
    html = channels.HTML
    return [
        compose(case, name, "html" if html in channels.get(name).forms else "txt")
        for name in draft.channels
    ]


class Reading(HTMLParser):
    """The elements of a page, checked to be closed in order, and the text of each frame."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, dict(attrs))
        self.seen.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [(attrs.get("class") or "").split() for _, attrs in self.open]
        channel = next((names[1] for names in classes if names[:1] == ["channel"]), None)
        if channel is not None and any(names == ["text"] for names in classes):
            self.text[channel] = self.text.get(channel, "") + data


def test_the_page_has_every_channel_and_part_in_order() -> None:
    found = messages("parcel-late")
    page = Reading(draw(found))
    shown = [attrs["class"] for tag, attrs in page.seen if tag == "article"]
    assert shown == [f"channel {message.channel.name}" for message in found]
    letters = [attrs["data-letter"] for _, attrs in page.seen if attrs.get("data-letter")]
    assert letters == ["S", "N", "A", "P"] * (1 + len(found))
    for message in found:
        if message.form.name == "txt":
            assert page.text[message.channel.name] == message.text
    assert ("span", {"class": "filled", "dir": "auto", "title": "order_no"}) in page.seen


def test_it_needs_nothing_else() -> None:
    page = draw(messages("parcel-late"))
    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\(|https?:", page)
    assert "default-src 'none'" in page


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'`\x1b\u202e]-"),
    min_size=1,
).filter(str.strip) | st.sampled_from(
    ["</style><script>alert(1)</script>", "</body>", "<!--", "]]>", "<br>", '" onclick="x', "&lt;"]
)


@settings(max_examples=40)
@given(HOSTILE)
def test_a_value_stays_text(value: str) -> None:
    # Of a value that is all signs nobody sees, no message keeps anything.
    assume(any(clean(sign) == sign for sign in value if not sign.isspace()))
    found = messages("parcel-late", first_name=value, order_no=value, last_seen=value)
    page = Reading(draw(found))
    ours = Reading(draw(messages("parcel-late")))
    assert [tag for tag, _ in page.seen] == [tag for tag, _ in ours.seen]
    for message in found:
        if message.form.name == "txt":
            assert page.text[message.channel.name] == clean(message.text)


def test_the_command(tmp_path: Path) -> None:
    told = snap("preview", "parcel-late", "--html", str(tmp_path / "late.html"), cwd=shipped())
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("Made ")
    assert told.err.endswith("late.html: open it in a browser.\n")
    page = (tmp_path / "late.html").read_text("utf-8")
    assert Reading(page).seen
    told = snap("preview", "parcel-late", "--html", "-", "--channel", "sms", cwd=shipped())
    assert told.code == 0
    assert [attrs["class"] for tag, attrs in Reading(told.out).seen if tag == "article"] == [
        "channel sms"
    ]
    told = snap("preview", "parcel-late", "--html", str(tmp_path / "no" / "x"), cwd=shipped())
    assert (told.code, told.out) == (2, "")
    assert "cannot be written" in told.err


# ------------------------------------------------------------------------------ in a browser

LOOK = """<!doctype html><meta charset="utf-8"><body><iframe src="page.html" width="WIDTH"
height="3000" style="border: 0"></iframe><pre id="told"></pre><script>
onload = () => {
  const page = document.querySelector("iframe").contentDocument;
  const style = (e, pseudo) => page.defaultView.getComputedStyle(e, pseudo);
  const rows = (name) => [...page.querySelectorAll(name)];
  const told = {
    wide: page.documentElement.scrollWidth,
    shown: rows(".channel .frame").map((e) => e.getBoundingClientRect().width > 200),
    lefts: new Set(rows(".channel").map((e) => Math.round(e.getBoundingClientRect().left))).size,
    parts: rows(".legend .part").map((e) => [style(e).color, style(e).backgroundColor]),
    page: [style(page.body).color, style(page.body).backgroundColor],
    letters: rows(".part[data-letter]").map((e) => style(e, "::before").content),
    text: rows(".channel.sms .text")[0].innerText,
  };
  document.getElementById("told").textContent = JSON.stringify(told);
};
</script>"""


def look(folder: Path, width: int, *, dark: bool) -> dict[str, Any]:
    """What a browser makes of `page.html` in a folder, in a window of so many pixels."""
    assert CHROMIUM is not None
    (folder / "look.html").write_text(LOOK.replace("WIDTH", str(width)), "utf-8")
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/u",
            "--allow-file-access-from-files",
            f"--blink-settings=preferredColorScheme={int(not dark)}",
            "--virtual-time-budget=5000", "--dump-dom", (folder / "look.html").as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    found = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    told = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert isinstance(told, dict)
    return told


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours, as WCAG 2.2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(ink), light(ground)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "columns"), [(400, 1), (1280, 3)])
def test_in_a_browser(width: int, columns: int, dark: bool, tmp_path: Path) -> None:
    found = messages("parcel-late", order_no="A" * 200)
    (tmp_path / "page.html").write_text(draw(found), "utf-8")
    told = look(tmp_path, width, dark=dark)
    assert told["wide"] <= width, "nothing stands out at the side"
    assert told["shown"] == [True] * len(found)
    assert told["lefts"] == min(columns, len(found))
    assert told["letters"] == ['"S"', '"N"', '"A"', '"P"'] * (1 + len(found))
    sms = next(message for message in found if message.channel.name == "sms")
    assert told["text"] == sms.text
    grounds = [ground for _, ground in told["parts"]]
    assert len(set(grounds)) == 4
    for ink, ground in [*told["parts"], told["page"]]:
        assert contrast(ink, ground) >= 4.5
    assert (contrast("rgb(255, 255, 255)", told["page"][1]) > 4.5) is dark


ACTING = [
    '<meta http-equiv="refresh" content="0;url=https://x.example">',
    '<base href="https://x.example"><a href="https://x.example">x</a>',
    '<form action="https://x.example"><input name="a"><button>x</button></form>',
    "<script>alert(1)</script><style>p { color: red }</style><img src=x onerror=alert(1)>",
    '<p onclick="alert(1)">x</p><iframe src="https://x.example"></iframe>',
    '<div style="position: fixed; top: 0; background: url(https://x.example)">x</div>',
    '<p style="width: expression(alert(1))">x</p><svg onload=alert(1)><set></svg>',
    "</div></article><p>x",
]


@pytest.mark.parametrize("html", ACTING)
def test_a_template_of_a_stranger_says_its_words_and_does_nothing(html: str) -> None:
    found = sieve(f"<p>before</p>{html}<p>after</p>")
    page = Reading(f"<div>{found}</div>")
    tags = {tag for tag, _ in page.seen}
    assert tags <= {"div", "p"}
    said = {name: value or "" for _, attrs in page.seen for name, value in attrs.items()}
    assert set(said) <= {"style"}
    assert not re.search(r"position|url|expression", said.get("style", ""))
    assert "<p>before</p>" in found
    assert "after" in found


def test_what_the_shipped_templates_use_stays() -> None:
    html = '<table role="presentation" style="color: #24292f; margin: 0 auto"><tr><td>a &lt; b</td>'
    assert sieve(html) == html + "</tr></table>"


@given(HOSTILE)
def test_what_is_sieved_is_closed_and_sieved_again_the_same(text: str) -> None:
    found = sieve(f"<p>{text}<b>{text}")
    Reading(found)
    assert sieve(found) == found


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\x07"])
def test_a_sign_that_nobody_sees_is_not_in_the_page(sign: str) -> None:
    """Whatever slips into a message: no text on the page may turn the ones after it around."""
    body = f"one{sign}two <b>"
    assert sign in body
    assert sign not in drawing._as_text(body)
    assert "&lt;b&gt;" in drawing._as_text(body)
