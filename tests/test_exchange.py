"""Each tool's export, built from the shape that its documentation gives, read as macros."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.exchange import FORMATS, Macro, NotThis, recognised
from snapmsg.exchange.html_text import to_text
from snapmsg.exchange.records import json_records

LATE = "Your order is late."
HI = "Hi {{ticket.requester.first_name}}, your order is late."


def zendesk(**actions: object) -> Mapping[str, object]:
    return {
        "id": 7, "title": "Delivery::Late", "active": True,
        "actions": [{"field": field, "value": value} for field, value in actions.items()],
    }  # fmt: skip


EXPORTS: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        "zendesk",
        json.dumps({"macros": [zendesk(comment_value=["channel:all", HI], current_tags="a b")]}),
        [("Late", "Delivery", HI)],
    ),
    (
        "zendesk",
        json.dumps({"macro": zendesk(comment_value_html="<p>Hi,</p><p>It&nbsp;is late.</p>")}),
        [("Late", "Delivery", "Hi,\n\nIt is late.")],
    ),
    (
        "zendesk",
        'title,active,actions_json\nA::Late,True,"[{""field"":""comment_value"",""value"":""Late.""}]"\n',
        [("Late", "A", "Late.")],
    ),
    (
        "zendesk",
        json.dumps({"item": {"name": "late", "variants": [{"locale_id": 1, "content": LATE}]}}),
        [("late", "", LATE)],
    ),
    (
        "zendesk",
        json.dumps({"macros": [zendesk(comment_mode_is_public=False, comment_value="for us")]}),
        [],
    ),
    ("chatwoot", json.dumps([{"short_code": "late", "content": LATE}]), [("late", "", LATE)]),
    (
        "chatwoot",
        json.dumps({"payload": [{"name": "Late", "actions": [
            {"action_name": "add_label", "action_params": ["x"]},
            {"action_name": "send_message", "action_params": [LATE]}]}]}),
        [("Late", "", LATE)],
    ),
    (
        "zammad",
        "id,name,keywords,content,note,active\n"
        ',Late,delay,"Hello #{ticket.customer.firstname},<br>it is late.",,true\n',
        [("Late", "", "Hello #{ticket.customer.firstname},\nit is late.")],
    ),
    (
        "espanso",
        'matches:\n  - trigger: ":late"\n    label: "Late"\n    replace: |\n'
        "      Hi {{form.name}},\n\n"
        "      it is late.\n  - trigger: ':n'\n    image_path: a.png\n  - triggers: [':a', ':b']\n"
        "    replace: \\{\\{x\\}\\}\n",
        [("Late", "", "Hi {{form.name}},\n\nit is late."), ("a", "", "{{x}}")],
    ),
    (
        "intercom",
        json.dumps({"type": "list", "data": [{
            "type": "macro", "id": "1", "name": "Late", "visible_to": "everyone",
            "body": '<p>Hi <attribute key="first_name" default="there"/>,</p><p>It is late.</p>',
        }]}),
        [("Late", "", 'Hi {{first_name|fallback:"there"}},\n\nIt is late.')],
    ),
    (
        "help-scout",
        json.dumps({"_embedded": {"saved-replies": [{
            "id": 1, "name": "Late",
            "text": "Hi {%customer.firstName,fallback=there%},<br /><br />Late.",
            "chatText": "It is late."}]}}),
        [("Late", "", "Hi {%customer.firstName,fallback=there%},\n\nLate."),
         ("Late", "", "It is late.")],
    ),
    (
        "freshdesk",
        json.dumps([{"name": "Delivery", "canned_responses": [
            {"id": 1, "title": "Late", "content_html": "<div>It is late.</div>"}]}]),
        [("Late", "Delivery", "It is late.")],
    ),
    (
        "front",
        json.dumps({"_results": [{"id": "rsp_1", "name": "Late", "subject": "O", "folder_id": "f",
                                  "body": "<p>It is late.</p>", "inbox_ids": []}]}),
        [("Late", "f", "It is late.")],
    ),
    (
        "notify",
        json.dumps({"templates": [{"id": "7f", "name": "Late", "type": "sms", "version": 3,
                                   "body": "((first name)), it is late.((refund??Ask.))"}]}),
        [("Late", "", "((first name)), it is late.((refund??Ask.))")],
    ),
    (
        "text-expander",
        ':late,"It is late, %filltext:name=who:default=you%.",Late\n:no,"It is no.",\n',
        [("Late", "", "It is late, %filltext:name=who:default=you%."), ("no", "", "It is no.")],
    ),
    ("table", "Name;Body\nLate;It is late.\n;\n", [("Late", "", "It is late.")]),
    ("table", '{"text": "One."}\n{"text": "Two."}\n', [("", "", "One."), ("", "", "Two.")]),
    ("text", "It is late.\n---\nIt is lost.\n", [("", "", "It is late."), ("", "", "It is lost.")]),
]  # fmt: skip
NAMES = {"zammad": "a.csv", "text-expander": "a.csv", "table": "", "espanso": "a.yml"}


@pytest.mark.parametrize(("kind", "text", "told"), EXPORTS)
def test_an_export_is_read(kind: str, text: str, told: list[tuple[str, str, str]]) -> None:
    name = NAMES.get(kind, "")
    if not text.startswith(("{", "[", "matches")) and kind != "text":
        name = "a.csv"
    assert recognised(text, name) == kind
    found = list(FORMATS[kind](text))
    assert [(macro.title, macro.topic, macro.text) for macro in found] == told


def only(kind: str, text: str) -> Macro:
    (macro,) = FORMATS[kind](text)
    return macro


@pytest.mark.parametrize(
    ("kind", "text", "blanks"),
    [
        ("zendesk", json.dumps([zendesk(comment_value="{{a.b}} {{c | default: 'x'}}")]),
         [("{{a.b}}", "a.b", None), ("{{c | default: 'x'}}", "c", "x")]),
        ("intercom",
         '{"name": "a", "visible_to": 1, "body": "<attribute key=\\"n\\" default=\\"you\\"/>"}',
         [('{{n|fallback:"you"}}', "n", "you")]),
        ("help-scout", '{"chatText": "{%customer.firstName,fallback=there%}!"}',
         [("{%customer.firstName,fallback=there%}", "customer.firstName", "there")]),
        ("zammad", '{"name": "a", "keywords": "", "content": "#{ticket.customer.firstname}"}',
         [("#{ticket.customer.firstname}", "ticket.customer.firstname", None)]),
        ("notify", '{"template_type": "sms", "content": "((first name)) ((r??Ask us.))"}',
         [("((first name))", "first name", None), ("((r??Ask us.))", "r", "Ask us.")]),
        ("espanso", "matches:\n- {trigger: a, replace: '{{f.n}} [[m]]'}",
         [("{{f.n}}", "f.n", None), ("[[m]]", "m", None)]),
        ("text-expander", "a,Hi %filltext:name=n:default=you% %clipboard\n",
         [("%filltext:name=n:default=you%", "n", "you"), ("%clipboard", "clipboard", None)]),
    ],
)  # fmt: skip
def test_a_tools_placeholders_are_found(
    kind: str, text: str, blanks: list[tuple[str, str, str | None]]
) -> None:
    macro = only(kind, text)
    found = [(macro.text[p.start : p.end], p.name, p.fallback) for p in macro.placeholders]
    assert found == blanks


def test_each_macro_knows_its_line() -> None:
    text = (
        '{"macros": [\n\n'
        + ",\n".join(json.dumps(zendesk(comment_value=LATE)) for _ in "ab")
        + "]}"
    )
    assert [macro.line for macro in FORMATS["zendesk"](text)] == [3, 4]
    assert [m.line for m in FORMATS["table"]('text,n\n"a\nb",1\nc,2\n')] == [2, 4]
    assert [m.line for m in FORMATS["text"]("\nOne.\n===\n\n\nTwo.")] == [2, 6]
    assert [m.line for m in FORMATS["espanso"]("matches:\n\n- trigger: a\n  replace: b\n")] == [3]


def test_nothing_is_lost() -> None:
    macro = only("chatwoot", '{"id": 3, "short_code": "a", "content": "b", "account_id": 9}')
    assert macro.id == "3"
    assert macro.rest == (("account_id", "9"),)
    assert only("notify", '{"template_type": "email", "content": "b", "subject": "s"}')[6:8] == (
        "email", "s",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("zendesk", '{"macros": [', "this JSON is broken on line 1, column 13: export it again"),
        ("zendesk", '[{"a": 1},\n{"b": }]', "this JSON is broken on line 2, column 7"),
        ("table", '[{"text": ' + "[" * 100_000, "nested too deeply"),
        ("table", 'text\n"' + "a" * 1_100_000, "this table is broken on line 2"),
        ("table", "a,b\n1,2\n", "which column holds the texts? Name it with --column"),
        ("espanso", "matches:\n  - trigger: [", "this YAML is broken on line 2"),
        ("espanso", "matches:\n" + "- " * 5000, "YAML is"),
        ("espanso", "matches: \x07", "characters that no text has"),
    ],
)
def test_a_broken_export_says_what_is_wrong(kind: str, text: str, said: str) -> None:
    with pytest.raises(NotThis, match=said.replace("?", r"\?")):
        list(FORMATS[kind](text))


def test_a_column_is_found_in_any_case_and_a_wrong_one_is_answered() -> None:
    from snapmsg.exchange import table

    assert [m.text for m in table.read("Id,Wording\n1,Late.", "wording")] == ["Late."]
    with pytest.raises(NotThis, match="Did you mean “Wording”"):
        list(table.read("Id,Wording\n1,Late.", "Wordin"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ('<a href="https://x.test">here</a>', "here (https://x.test)"),
        ('<a href="https://x.test">https://x.test</a>', "https://x.test"),
        ('<a href="javascript:x()">here</a>', "here"),
        ("<style>p {}</style><script>x()</script>a &amp; b &lt;c&gt;", "a & b <c>"),
        ("a\n  b", "a b"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert to_text(html) == text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["macros", "data", "name", "a"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1]))
def test_any_json_is_walked(value: object, indent: int | None) -> None:
    """The line of each record is the line on which its brace stands."""
    text = json.dumps(value, indent=indent)
    lines = text.split("\n")
    for record in json_records(text):
        assert "{" in lines[record.line - 1]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind, read in FORMATS.items():
        try:
            for macro in read(text):
                assert macro.text and macro.line >= 1, kind
        except NotThis as error:
            assert str(error)


@pytest.mark.parametrize("unit", ["<a ", "<a b=c ", "<a b='", "<!-- ", "<!-- >", "</a "])
def test_tags_that_nothing_ends_take_no_time(unit: str) -> None:
    start = time.process_time()
    to_text(unit * (100_000 // len(unit)))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It is <b", "It is <b"),
        ("<p>1 < 2 <i>so</i>", "1 < 2 so"),
        ("a<!-- <b>x</b> -->b", "ab"),
        ("a<!-- b", "a"),
    ],
)
def test_what_is_no_tag_is_words(html: str, text: str) -> None:
    assert to_text(html) == text


def test_a_number_that_nobody_can_read_is_told() -> None:
    text = '[{"title": "a", "content": "b"},\n{"id": ' + "9" * 5000 + "}]"
    with pytest.raises(NotThis, match="line 2: take it out"):
        list(json_records(text))
