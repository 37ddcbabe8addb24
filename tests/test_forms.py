"""What each form makes, read by parsers that know nothing of snap, and with hostile values."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from channel_harness import SCENARIO, case, made
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from snapmsg import channels
from snapmsg.channels import encode_html
from snapmsg.channels.chat import encode_markdown
from snapmsg.errors import SnapError
from snapmsg.message import compose
from snapmsg.model import Part

ALLOWED = json.loads((Path(__file__).parent / "vectors" / "email_html.json").read_text("utf-8"))
PAGES = [name for name in channels.names() if channels.get(name).form("html")]
VOID = ("meta", "br")
BLOCKS = ("p", "li", "h1", "h2", "div", "address", "footer", "title")
HEADED = "channels:\n  {}:\n    headings: yes\n"
HOSTILE = st.text(
    st.characters(blacklist_categories=("Cs",))
    | st.sampled_from("<>&\"'`/=!-[](){}*_#+.~|\\:@$%^ \n\t0123456789aZ"),
    min_size=1,
    max_size=24,
).filter(str.strip)
EVIL = st.sampled_from(
    [
        "<script>alert(1)</script>", "</p><h1>x", '"><img src=x onerror=y>', "<!-- a", "]]>",
        "&lt;b&gt;", "&#60;i>", "{{ name }}", "{% if x %}", "</title><style>*{}", "</style>",
        "# x", "1. x", "- x", "* x", "---", "===", "> x", "`x`", "~~~", "    x", "[a](b)",
        "![a](b)", "<http://a.b>", "**x**", "_x_", "a_b_c", "~~x~~", "|a|b|\n|-|-|", "\\*", "&amp;",
        "x\n- y\n1) z", "x\n===", "x\n---", "12.", "+ x", "[x]: y", "\n\n    x",
    ]
)  # fmt: skip


class Page(HTMLParser):
    """A page as an HTML parser reads it: each element, and the words of each block."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.declared = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_decl(self, decl: str) -> None:
        self.declared = decl

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            kind, words = self.blocks[-1]
            self.blocks[-1] = (kind, words + "\n")
        elif tag not in VOID:
            self.open.append(tag)
        if tag in BLOCKS:
            self.blocks.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in BLOCKS:
            kind, words = self.blocks[-1]
            self.blocks[-1] = (kind, words + data.replace("\n", ""))  # each comes with a <br>
        elif self.open[-1:] != ["style"]:
            assert not data.strip(), data

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(kind, " ".join(words.split())) for kind, words in self.blocks]

    @property
    def shape(self) -> list[str]:
        return [tag for tag, _ in self.elements if tag != "br"]


def flat(text: str) -> str:
    return " ".join(text.split())


# --- HTML ------------------------------------------------------------------------------------


def test_an_email_as_html() -> None:
    page = Page(made("email", "html").text)
    assert page.declared == "doctype html"
    assert page.elements[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert page.said == [
        ("title", "Payments fail in the shop"),
        ("div", "Your basket is safe"),
        ("p", "I am sorry, Maya. This is our fault."),
        ("p", "You cannot pay in the shop. We saw it at 09:10. No card was charged."),
        ("li", "We have called in Maya's engineers."),
        ("li", "By tomorrow: Keep your basket & your card details."),
        ("p", "You can pay within 3 hours. News by 14:00."),
        ("p", "You will be able to pay for the shop."),
        ("p", "Ring us on 0113 496 0123."),
    ]
    assert page.blocks[3][1].endswith("09:10.\n\nNo card was charged.")


def test_a_letter_as_html() -> None:
    page = Page(made("letter", "html", {"address": "Maya Okafor\n1 Mill Lane\n\nLeeds"}).text)
    assert page.blocks[:6] == [
        ("title", "Re: C-Maya"),
        ("address", "Maya Okafor\n1 Mill Lane\n\nLeeds"),
        ("p", "21 December 2026"),
        ("p", "Re: C-Maya"),
        ("p", "Dear Maya,"),
        ("p", "I am sorry, Maya. This is our fault."),
    ]
    assert page.said[-1] == ("footer", "Daniel Ahmed Customer care")


def test_a_status_page_as_html() -> None:
    page = Page(made("status_page", "html").text)
    assert page.said[:4] == [
        ("title", "Payments fail in the shop"),
        ("p", "We know the cause"),
        ("h1", "Payments fail in the shop"),
        ("p", "Affects: Checkout & refunds"),
    ]
    assert page.said[-1] == ("footer", "Next update by 14:00 GMT on Monday 21 December")


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_headings_or_none(name: str) -> None:
    bare = Page(made(name, "html").text)
    headed = Page(made(name, "html", settings=HEADED.format(name)).text)
    assert [words for kind, words in bare.said if kind == "h2"] == []
    assert [words for kind, words in headed.said if kind == "h2"] == [
        "Status", "Next steps", "Approximate time", "Planned outcome",
    ]  # fmt: skip
    assert [each for each in headed.said if each[0] != "h2"] == bare.said
    text = made(name, settings=HEADED.format(name)).text
    for line in ("Status\nYou cannot", "\n\nNext steps\n- We", "\n\nApproximate time\nYou can"):
        assert line in text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("single", [False, True])
def test_a_page_shows_the_words_of_the_plain_text(name: str, single: bool) -> None:
    scenario = SCENARIO
    if single:
        scenario = re.sub(r"next_steps:\n(  .*\n)+", "next_steps: We mend it.\n", scenario)
    message = made(name, "html", scenario=scenario)
    words = flat(" ".join(text for _, text in Page(message.text).blocks))
    assert message.plain is not None
    for line in message.plain.splitlines():
        assert flat(line.removeprefix("- ")) in words
    assert message.counts() == made(name, scenario=scenario).counts()
    for part in Part:
        ((start, end),) = message.spans(part) if part is not Part.NEXT_STEPS else [(0, 1)]
        assert "<p" not in message.text[start:end]


def declarations(style: str | None) -> list[str]:
    return [rule.partition(":")[0].strip() for rule in (style or "").split(";") if rule.strip()]


@pytest.mark.parametrize("headings", ["no", "yes"])
def test_an_email_keeps_to_what_is_known_to_be_shown(headings: str) -> None:
    text = made("email", "html", settings=f"channels:\n  email:\n    headings: {headings}\n").text
    page = Page(text)
    tags = ALLOWED["tags"]
    for tag, attributes in page.elements:
        assert tag in tags
        allowed = tags[tag]
        style = attributes.pop("style", None)
        assert set(attributes) <= set(allowed.get("attributes", ())), tag
        assert set(declarations(style)) <= set(allowed.get("properties", ())), tag
    assert all(
        attributes["role"] == "presentation" for tag, attributes in page.elements if tag == "table"
    )
    assert "http" not in text  # nothing is fetched, and nothing tells on the reader
    used = {name for tag, attributes in Page(text).elements for name in (tag,)}
    assert used - {"h2"} == set(tags) - {"h2"}


@settings(deadline=None, max_examples=150)
@given(HOSTILE | EVIL, HOSTILE | EVIL)
def test_no_value_changes_the_shape_of_a_page(name: str, thing: str) -> None:
    values = {"name": name, "thing": thing, "address": thing}
    for channel in PAGES:
        plain, page = made(channel, "html"), Page(made(channel, "html", values).text)
        assert page.shape == Page(plain.text).shape
        words = flat("".join(text for _, text in page.blocks))
        for value in (name, thing):
            shown = flat(channels.encode_text(value))
            assert shown in words or not shown


@given(HOSTILE | EVIL)
def test_html_is_encoded_by_character(text: str) -> None:
    assert encode_html(text) == "".join(map(encode_html, text))
    page = Page(f'<p title="{encode_html(text)}">{encode_html(text)}</p>')
    clean = channels.encode_text(text)
    assert flat(page.blocks[0][1]) == flat(clean)
    title = page.elements[0][1]["title"]
    assert title is not None
    assert flat(title.replace("<br>", "")) == flat(clean)


def test_a_form_that_a_channel_has_not() -> None:
    with pytest.raises(SnapError, match="SMS has no form “html”: Email, Letter, Status page have"):
        made("sms", "html")


# --- Markdown --------------------------------------------------------------------------------

RENDERERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False})]


def rendered(text: str, renderer: MarkdownIt) -> tuple[str, list[str]]:
    """The words that a Markdown renderer shows, and the elements around them."""
    words: list[str] = []
    shape: list[str] = []
    for token in renderer.parse(text):
        shape += [token.tag] if token.nesting == 1 and token.tag else []
        assert token.type not in ("fence", "code_block", "html_block", "hr"), token
        for child in token.children or ():
            assert child.type in ("text", "softbreak", "hardbreak", "text_special"), child
            words.append(child.content or "\n")
        words.append("\n")
    return flat("".join(words)), shape


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_chat_in_markdown(renderer: MarkdownIt) -> None:
    words, shape = rendered(made("chat", "md").text, renderer)
    assert words == flat(made("chat").text.replace("\n- ", "\n"))
    assert shape == ["p", "p", "p", "ul", "li", "p", "li", "p", "p", "p"]


@settings(deadline=None, max_examples=300)
@given(HOSTILE | EVIL, HOSTILE | EVIL, HOSTILE | EVIL)
@example("12", ". then", "x")
@example("x\n1", ") then", "x")
def test_markdown_shows_exactly_these_words(one: str, two: str, three: str) -> None:
    # Side by side in one line, as a literal and two values stand, and each at a line's start.
    parts = [encode_markdown(text) for text in (one, two, three)]
    plain = [channels.encode_text(text) for text in (one, two, three)]
    for renderer in RENDERERS:
        for join in ("", " ", "\n\n"):
            words, shape = rendered(join.join(parts), renderer)
            assert words == flat(join.join(plain))
            assert set(shape) <= {"p"}


@settings(deadline=None, max_examples=100)
@given(HOSTILE | EVIL)
def test_a_hostile_value_in_a_chat(value: str) -> None:
    message = made("chat", "md", {"name": value, "thing": value})
    for renderer in RENDERERS:
        words, shape = rendered(message.text, renderer)
        assert set(shape) == {"p", "ul", "li"}
        assert shape.count("li") == 2
        assert flat(channels.encode_text(value)) in words


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("Order A-10293 is late.", "Order A-10293 is late."),
        ("It costs 48.90, or 3-5 days (at most)!", "It costs 48.90, or 3-5 days (at most)!"),
        ("snake_case_name and _this_", "snake_case_name and \\_this\\_"),
        ("*a* [b](c) <d> `e` #f ~g~", "\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\#f \\~g\\~"),
        ("AT&T", "AT\\&T"),
        ("Monday - Friday", "Monday \\- Friday"),
        ("1. 2) 10.", "1\\. 2\\) 10\\."),
        ("a\n    b", "a\n b"),
    ],
)
def test_markdown_escapes_no_more_than_it_must(text: str, encoded: str) -> None:
    assert encode_markdown(text) == encoded


# --- text ------------------------------------------------------------------------------------


def test_a_letter_as_text() -> None:
    found = made("letter", values={"address": "Maya Okafor\n1 Mill Lane\n \nLeeds LS1 4AB"})
    assert found.text.startswith(
        "Maya Okafor\n1 Mill Lane\n \nLeeds LS1 4AB\n\n21 December 2026\n"
        "Re: C-Maya\n\nDear Maya,\n\nI am sorry, Maya."
    )
    assert found.text.endswith("0123.\n\nDaniel Ahmed\nCustomer care")
    assert found.beside == ()
    assert found.field("signature") == "Daniel Ahmed\nCustomer care"
    assert found.field("address") is None


def test_a_letters_own_address_goes_before_the_variable() -> None:
    own = SCENARIO.replace(
        "    reference: C-{{ name }}\n",
        "    address: |\n      {{ name }}\n\n      {% if thing %}Unit 1{% endif %}\n      York\n",
    )
    found = made("letter", scenario=own)
    assert found.field("address") == "Maya\nUnit 1\nYork"
    assert found.text.startswith("Maya\nUnit 1\nYork\n\n21 December 2026\n\nDear Maya,")


def test_a_status_page_as_text() -> None:
    found = made("status_page")
    assert found.text.endswith("0123.\n\nNext update by 14:00 GMT on Monday 21 December")
    assert {name: found.field(name) for name in found.beside} == {
        "state": "identified",
        "headline": "Payments fail in the shop",
        "components": "Checkout & refunds",
    }
    silent = SCENARIO.replace("  update_by: 14:00\n", "").replace(" News {{ update }}.", "")
    assert "Next update" not in made("status_page", scenario=silent).text


def test_a_state_that_is_none() -> None:
    wrong = SCENARIO.replace("state: identified", "state: fixed")
    with pytest.raises(SnapError, match="“fixed” is no state. It is one of: investigating"):
        made("status_page", scenario=wrong)


def test_a_private_blank_is_refused_in_public_after_it_was_read_elsewhere() -> None:
    private = SCENARIO.replace("    example: Maya\n", "    example: Maya\n    private: yes\n", 1)
    found = case(scenario=private)
    compose(found, "chat")
    for name in ("status_page", "x"):
        with pytest.raises(SnapError, match="“name” is private, and others can read"):
            compose(found, name)


def test_a_phone_script() -> None:
    found = made("phone", values={"thing": "order A-10293"})
    assert found.text == (
        "I am sorry, Maya.\nThis is our fault.\n\n"
        "You cannot pay in order A, 1 0 2 9 3.\nWe saw it at 09:10.\n\nNo card was charged.\n\n"
        "(pause)\n\n"
        "We have called in Maya's engineers.\n"
        "By tomorrow: Keep your basket & your card details.\n\n"
        "You can pay within 3 hours.\nNews by 2 pm.\n\n"
        "(pause)\n\n"
        "You will be able to pay for order A, 1 0 2 9 3.\n\n"
        "Ring us on 0113 496 0123."
    )
    counts = found.counts()
    said = found.text.replace("(pause)", "")
    assert counts["words"] == len(said.split())
    assert counts["seconds"] == -(-counts["words"] * 2 // 5) + 4


@pytest.mark.parametrize(
    ("status", "lines"),
    [
        ("It is late. We are sorry.", ["It is late.", "We are sorry."]),
        ("Is it late? {{ name }} says so.", ["Is it late?", "Maya says so."]),
        ("It is late! “So” said {{ name }}.", ["It is late!", "“So” said Maya."]),
        ("Ask Dr. Marsh at St. Mary's.", ["Ask Dr. Marsh at St. Mary's."]),
        ("It is late, e.g. today. Or so.", ["It is late, e.g. today.", "Or so."]),
        ("It is {{ thing }}. That is all.", ["It is Acme Inc. Ltd.", "That is all."]),
    ],
)
def test_a_sentence_is_a_line_on_the_phone(status: str, lines: list[str]) -> None:
    scenario = re.sub(r"status: >-\n(  .*\n|\n)+", f"status: {status}\n", SCENARIO, count=1)
    found = made("phone", values={"thing": "Acme Inc. Ltd"}, scenario=scenario)
    assert found.part(Part.STATUS).splitlines() == lines
