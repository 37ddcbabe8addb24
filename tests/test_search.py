"""Finding: customers' own words, slips of the finger, forms of words, and what decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg.library import open_library, shipped
from snapmsg.search import Shelf, gather, search
from snapmsg.search.english import alike, silent
from snapmsg.search.shelf import asked
from snapmsg.search.words import distance, mistyped, stem, tokens

SHELF = gather(open_library(shipped()))
_EVERY = [
    (line[0], *line.lstrip("?! ").split(": ", 1))
    for line in (Path(__file__).parent / "vectors" / "complaints.txt").read_text().splitlines()
    if not line.startswith("#")
]
COMPLAINTS = [each for each in _EVERY if each[1] != "nothing"]
STRANGE = [words for _, id, words in _EVERY if id == "nothing"]


def ids(query: str, most: int = 3, shelf: Shelf = SHELF) -> list[str]:
    return [hit.path.stem for hit in search(shelf, query, most)]


@pytest.mark.uncounted
@pytest.mark.parametrize(("mark", "id", "words"), [each for each in COMPLAINTS if each[0] != "?"])
def test_what_customers_write(mark: str, id: str, words: str) -> None:
    assert id in ids(words, 1 if mark == "!" else 3)
    assert next(hit for hit in search(SHELF, words, 3) if hit.path.stem == id).well


@pytest.mark.parametrize("words", STRANGE)
def test_what_nothing_fits(words: str) -> None:
    assert not any(hit.well for hit in search(SHELF, words))


@pytest.mark.parametrize("library", ["small", "large"])
def test_another_word_is_no_slip(tmp_path: Path, library: str) -> None:
    others = {f"n{n}": f"title: Common {n}\n" for n in range(9 if library == "large" else 1)}
    made = shelf(tmp_path, a="title: An appointment is cancelled\n", **others)
    assert not any(hit.well for hit in search(made, "cancer"))
    assert all(
        search(made, words, 1)[0].well for words in ("cancelled", "canceled", "cancle", "cancwl")
    )


def test_a_word_counts_less_when_it_is_misspelt(tmp_path: Path) -> None:
    made = shelf(tmp_path, a="title: Widgets\n", b="title: Cancer\n", c="title: Cancel\n")
    assert ids("cancer", 3, made) == ["b"]
    near, exact = (search(made, word, 1)[0].score for word in ("wdgets", "widgets"))
    assert 0 < near <= exact / 2


def test_what_is_beside_a_library_is_found_with_it(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    file = tmp_path / "beside.yaml"
    file.write_text("title: Gadget\n")
    library = open_library(tmp_path)
    assert ids("gadget", 3, gather(library)) == []
    assert ids("gadget", 3, gather(library, [file])) == ["beside"]


@pytest.mark.uncounted
def test_the_share_that_is_found() -> None:
    assert len(COMPLAINTS) >= 60
    found = [ids(words) for _, _, words in COMPLAINTS]
    first = [there[:1] == [id] for there, (_, id, _) in zip(found, COMPLAINTS, strict=True)]
    among = [id in there for there, (_, id, _) in zip(found, COMPLAINTS, strict=True)]
    assert sum(among) / len(among) >= 0.93
    assert sum(first) / len(first) >= 0.8


@pytest.mark.uncounted
@pytest.mark.parametrize("path", open_library(shipped()).files, ids=lambda path: path.stem)
def test_a_title_finds_its_scenario(path: Path) -> None:
    title = next(line for line in path.read_text().splitlines() if line.startswith("title:"))
    assert path.stem in ids(title.removeprefix("title: "))
    assert ids(path.stem)[:1] == [path.stem]


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("late parcel refnd", "parcel-late"),
        ("PARCLE LATE", "parcel-late"),
        ("parcels being lost", "parcel-lost"),
        ("lost parcells", "parcel-lost"),
        ("overbookd", "overbooked"),
        ("overbooking", "overbooked"),
        ("strik", "strike-next-week"),
        ("wheel chairs", "assistance-failed"),
        ("guitr", "broken-guitar"),
        ("bereave", "bereavement"),
        ("prescripton", "prescription-unavailable"),
        ("perscription", "prescription-unavailable"),
    ],
)
def test_slips_and_forms(query: str, id: str) -> None:
    assert id in ids(query)


@pytest.mark.parametrize("query", ["", "   ", "…!?", "zzzzqqq", "the and of", "\x00", "%s{{"])
def test_what_says_nothing_finds_nothing_or_little(query: str) -> None:
    assert len(ids(query, 5)) <= 5


def test_nothing_to_search_in() -> None:
    assert search(Shelf((), {}), "late parcel") == []


def shelf(tmp_path: Path, **files: str) -> Shelf:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return gather(open_library(tmp_path))


def test_where_a_word_stands_decides(tmp_path: Path) -> None:
    made = shelf(
        tmp_path,
        a="title: A\nstatus: The gadget is here.\n",
        b="title: B\nsituation: The gadget is late.\nstatus: S\n",
        c="title: The gadget\nstatus: S\n",
        d="title: D\nfor_agents:\n  use_when: nothing here\nstatus: S\n",
    )
    assert ids("gadget", 9, made) == ["c", "b", "a"]


def test_a_rare_word_tells_more(tmp_path: Path) -> None:
    made = shelf(tmp_path, **{f"n{n}": f"title: Common {n}\n" for n in range(9)}, x="title: Rare\n")
    assert ids("common rare", 1, made) == ["x"]


def test_other_languages_and_accents(tmp_path: Path) -> None:
    made = shelf(tmp_path, a="title: Colis en retard, à Besançon\n", b="title: 荷物 が 遅れて\n")
    assert ids("besancon", 9, made) == ["a"]
    assert ids("BESANÇON", 9, made) == ["a"]
    assert ids("荷物", 9, made) == ["b"]


def test_broken_files_are_found_by_their_words(tmp_path: Path) -> None:
    made = shelf(tmp_path, a="title: The widget: late\nstatus: [\n", b="\x00", c="title: C\n")
    assert ids("widget", 9, made) == ["a"]


def test_a_hit_says_which_words_did_it() -> None:
    hit = search(SHELF, "the parcle is not here and late zzzq", 1)[0]
    assert hit.words == ("parcle", "late")
    assert hit.score > 0


def test_a_long_complaint_is_cut() -> None:
    assert len(asked(" ".join(f"word{n}" for n in range(5000)))) == 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delivery", "deliveries"), ("cancelled", "cancel"), ("cancelling", "cancels"),
        ("stopped", "stop"), ("charged", "charges"), ("charging", "charge"), ("box", "boxes"),
        ("tried", "try"), ("missed", "miss"), ("late", "lately"), ("refunds", "refunded"),
        ("payment", "payments"), ("battery", "batteries"), ("search", "searches"),
    ],
)  # fmt: skip
def test_forms_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bus", "bu"), ("red", "r"), ("king", "k"), ("miss", "mis"), ("a1s", "a1")]
)
def test_what_is_no_form_keeps_its_own(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("", "", 0), ("refund", "refund", 0), ("refnd", "refund", 1), ("refudn", "refund", 1),
        ("refunds", "refund", 1), ("refinds", "refund", 2), ("abc", "cba", 2), ("", "abc", 3),
    ],
)  # fmt: skip
def test_distances(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("cancer", "cancel", False), ("refumd", "refund", True), ("refond", "refund", True),
     ("refnd", "refund", True), ("parcle", "parcel", True), ("tall", "fall", False)],
)  # fmt: skip
def test_how_fingers_slip(one: str, other: str, may: bool) -> None:
    assert mistyped(one, other) == mistyped(other, one) == may


def test_the_groups_are_symmetric_and_say_something() -> None:
    for word, others in alike().items():
        assert word not in others
        assert all(word in alike()[other] for other in others)


@settings(deadline=None)  # the clock runs on while other tests are busy
@given(st.text())
def test_any_query_is_answered(query: str) -> None:
    hits = search(SHELF, query, 5)
    scores = [hit.score for hit in hits if hit.path.stem != "-".join(tokens(query))]
    assert scores == sorted(scores, reverse=True)
    assert len(hits) <= 5


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_has_the_same_words_on_either_way(text: str) -> None:
    assert tokens(text) == tokens(text + " é")[:-1] if tokens(text + " é") else True
    assert all(word == word.casefold() for word in tokens(text))


def test_silent_words_are_tokens() -> None:
    assert all(tokens(word) == [word] for word in silent())


# Translations.


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("me han cobrado dos veces", "charged-twice"),
        ("paquete perdido", "parcel-lost"),
        ("vuelo cancelado", "flight-cancelled-tonight"),
        ("maleta", "bag-not-found"),
        ("tarjeta", "card-stopped"),
        ("resultados del análisis", "test-result-late"),
    ],
)
def test_a_scenario_is_found_by_the_words_of_its_translation(words: str, id: str) -> None:
    best = search(SHELF, words, 1)[0]
    assert (best.path.name, best.well) == (f"{id}.yaml", True)


def test_of_a_translation_only_its_own_words_count(tmp_path: Path) -> None:
    made = shelf(
        tmp_path,
        **{
            "a": "title: Lost\nstatus: The gadget of {{ owner_name }} is lost.\n",
            "a.fr": "# fr: ours\ntranslates: 1234\n# en: The gadget is bluish.\n"
            "status: Le gadjet de {{ owner_name }} est perdu. {# sold #}\n",
            "b": "title: Other\nstatus: All else.\n",
        },
    )
    (french,) = made.abroad
    assert french.books[0].words == {"le", "gadjet", "de", "est", "perdu"}
    for words in ("bluish", "sold", "translates", "ours"):
        assert search(made, words) == []
    assert [(hit.path.name, hit.words) for hit in search(made, "perdu")] == [("a.yaml", ("perdu",))]
    assert ids("owner", 3, made) == ["a"], "as the original has it"


def test_a_scenario_is_found_once_in_however_many_languages(tmp_path: Path) -> None:
    texts = {"a": "title: Hotel\n", "a.fr": "status: Hotel complet\n", "a.de": "status: Hotel\n"}
    made = shelf(tmp_path, **texts, b="title: Other\n")
    assert ids("hotel", 3, made) == ["a"]
    alone = Shelf(made.books, made.stems)
    assert search(made, "hotel")[0].score >= search(alone, "hotel")[0].score > 0


def test_a_library_without_translations_has_one_shelf(tmp_path: Path) -> None:
    assert shelf(tmp_path, a="title: A\n").abroad == ()
