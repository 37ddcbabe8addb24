"""The pages in a browser: how wide they are, how dark, and on how many sheets a letter prints."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from channel_harness import SCENARIO, made

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
ADDRESS = "Ms Maya Okafor\nFlat 3\n14 Mill Lane\nLeeds\nLS1 4AB"
LONG = (
    "status: >-\n" + "\n\n".join(["  " + "We have read all that you sent to us. " * 12] * 5) + "\n"
)


def chromium(page: str, folder: Path, *options: str) -> bytes:
    """What Chromium writes to stdout for a page."""
    assert CHROMIUM is not None
    source = folder / "page.html"
    source.write_text(page, "utf-8")
    return subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", *options,
            f"--user-data-dir={folder / 'profile'}", source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    ).stdout  # fmt: skip


def printed(page: str, folder: Path) -> bytes:
    """A page as the PDF that Chromium prints."""
    target = folder / "page.pdf"
    chromium(page, folder, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    return target.read_bytes()


@BROWSER
@pytest.mark.parametrize(("long", "headings", "pages"), [(False, "yes", 1), (True, "no", 2)])
def test_a_letter_is_one_or_two_pages(
    tmp_path: Path, long: bool, headings: str, pages: int
) -> None:
    scenario = re.sub(r"status: >-\n(  .*\n|\n)+", LONG, SCENARIO, count=1) if long else SCENARIO
    settings = f"channels:\n  letter:\n    headings: {headings}\n"
    letter = made("letter", "html", {"address": ADDRESS}, settings, scenario)
    assert (letter.counts()["words"] > 450) is long
    pdf = printed(letter.text, tmp_path)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages
    sizes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)}
    ((_, _, width, height),) = sizes
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)


MEASURED = """\
<body>{frames}<pre></pre><script>
addEventListener("load", () => {{
  const found = [...document.querySelectorAll("iframe")].map((frame) => {{
    const inner = frame.contentDocument;
    const style = frame.contentWindow.getComputedStyle(inner.body);
    const light = style.backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number);
    const ink = style.color.match(/[0-9]+/g).slice(0, 3).map(Number);
    return [inner.documentElement.scrollWidth, Math.max(...light), Math.max(...ink)];
  }});
  document.querySelector("pre").textContent = JSON.stringify(found);
}});
</script>
"""
WIDTHS = (400, 1280)
ENDLESS = "https://example.com/" + "0123456789abcdef" * 20


@BROWSER
@pytest.mark.parametrize("dark", [False, True])
def test_pages_fit_their_window_light_and_dark(tmp_path: Path, dark: bool) -> None:
    """Even with a value that has no place to break; a letter is paper, and white."""
    pages = [
        made(name, "html", {"name": value, "address": value, "thing": value})
        for name in ("email", "status_page", "letter")
        for value in ("Maya", ENDLESS)
    ]
    frames = "".join(
        f'<iframe style="border: 0; width: {width}px" srcdoc="{html.escape(page.text)}"></iframe>'
        for page in pages
        for width in WIDTHS
    )
    scheme = [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    out = chromium(
        MEASURED.format(frames=frames), tmp_path, "--dump-dom", "--window-size=1400,900", *scheme
    ).decode()
    found = re.search("<pre>(.+)</pre>", out)
    assert found is not None
    rows = iter(json.loads(found[1]))
    for page in pages:
        for width in WIDTHS:
            across, paper, ink = next(rows)
            assert across <= width, page.channel.name
            if dark and page.channel.name != "letter":
                assert paper < 64 < 200 < ink, page.channel.name
            else:
                assert ink < 64 < 200 < paper, page.channel.name
