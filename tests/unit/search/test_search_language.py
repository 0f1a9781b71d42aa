"""The query language: what each text means, and where each wrong one goes wrong."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.search.query.ast import And, DateRange, Not, Or, Phrase, Query, Value, Word
from dateline.search.query.format import format_query
from dateline.search.query.parser import MatchMode, parse


def w(text: str, field: str | None = None) -> Word:
    return Word(text, field)


def p(text: str, field: str | None = None) -> Phrase:
    return Phrase(tuple(text.split()), field, whole=field == "source")


def whole(text: str, field: str) -> Phrase:
    return Phrase(tuple(text.split()), field, whole=True)


def d(first: str | None, last: str | None) -> DateRange:
    return DateRange(
        "date",
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def all_of(*parts: Query) -> And:
    return And(parts)


def any_of(*parts: Query) -> Or:
    return Or(parts)


a, b, c = w("a"), w("b"), w("c")
JULY = d("2025-07-01", "2025-07-31")

MEANINGS: list[tuple[str, Query]] = [
    # words
    ("harbour", w("harbour")),
    ("Harbour", w("harbour")),
    ("  harbour  ", w("harbour")),
    ("harbour bridge", all_of(w("harbour"), w("bridge"))),
    ("harbour\tbridge\nopen", all_of(w("harbour"), w("bridge"), w("open"))),
    ("and or not", all_of(w("and"), w("or"), w("not"))),
    ("Zürich", w("zurich")),
    # phrases
    ('"harbour bridge"', p("harbour bridge")),
    ("“harbour bridge”", p("harbour bridge")),
    ("„harbour bridge“", p("harbour bridge")),
    ("„harbour bridge”", p("harbour bridge")),
    ("«harbour bridge»", p("harbour bridge")),
    ("»harbour bridge«", p("harbour bridge")),
    ("»harbour bridge»", p("harbour bridge")),
    ("”harbour bridge”", p("harbour bridge")),
    ('"harbour"', p("harbour")),
    ('"The Harbour, Bridge!"', p("the harbour bridge")),
    ('"a OR (b"', p("a or b")),
    ('"title:a"', p("title a")),
    ('a"b c"', all_of(a, p("b c"))),
    ('"a b" "c"', all_of(p("a b"), p("c"))),
    ("'a b'", all_of(a, b)),
    # all of a field
    ('by:="Jane Example"', whole("jane example", "by")),
    ("by:=“Jane Example”", whole("jane example", "by")),
    ('section:="world"', whole("world", "section")),
    ('section:(="world" OR "asia")', any_of(whole("world", "section"), p("asia", "section"))),
    ('source:="arab news"', p("arab news", "source")),
    ('tag:="to read"', Value("to read", "tag")),
    # AND, OR, NOT, and which of them binds closer
    ("a AND b", all_of(a, b)),
    ("a AND b AND c", all_of(a, b, c)),
    ("a b AND c", all_of(a, b, c)),
    ("a OR b", any_of(a, b)),
    ("a OR b OR c", any_of(a, b, c)),
    ("a b OR c", any_of(all_of(a, b), c)),
    ("a OR b c", any_of(a, all_of(b, c))),
    ("a AND b OR c", any_of(all_of(a, b), c)),
    ("(a OR b) c", all_of(any_of(a, b), c)),
    ("a (b OR c)", all_of(a, any_of(b, c))),
    ("a(b)", all_of(a, b)),
    ("((a))", a),
    ("(a b) c", all_of(all_of(a, b), c)),
    ("NOT a", Not(a)),
    ("-a", Not(a)),
    ("NOT NOT a", Not(Not(a))),
    ("NOT -a", Not(Not(a))),
    ("NOT a b", all_of(Not(a), b)),
    ("a NOT b", all_of(a, Not(b))),
    ("a AND NOT b", all_of(a, Not(b))),
    ("a -b", all_of(a, Not(b))),
    ("a OR -b", any_of(a, Not(b))),
    ("(-a)", Not(a)),
    ("-(a OR b)", Not(any_of(a, b))),
    ('-"a b"', Not(p("a b"))),
    ("-“a b”", Not(p("a b"))),
    ("a -'b'", all_of(a, Not(b))),
    ("a -$5", all_of(a, Not(w("5")))),
    ("a -#b", all_of(a, Not(w("b")))),
    ("a -> b", all_of(a, b)),
    ("a (b)- c", all_of(a, b, c)),
    ("='a'", p("a")),
    ("==a", p("a")),
    ("a => b", all_of(a, b)),
    # fields
    ("title:a", w("a", "title")),
    ("Title:A", w("a", "title")),
    ("title:a b", all_of(w("a", "title"), b)),
    ('title:"a b"', p("a b", "title")),
    ("title:“a b”", p("a b", "title")),
    ("title:F-16", p("f 16", "title")),
    ("source:example.org", p("example org", "source")),
    ("-title:a", Not(w("a", "title"))),
    ("title:-a", Not(w("a", "title"))),
    ("title:NOT a", Not(w("a", "title"))),
    ("title:(a b)", all_of(w("a", "title"), w("b", "title"))),
    ("title:(a OR b)", any_of(w("a", "title"), w("b", "title"))),
    ('title:(a -"b c")', all_of(w("a", "title"), Not(p("b c", "title")))),
    ("title:(a (b OR c))", all_of(w("a", "title"), any_of(w("b", "title"), w("c", "title")))),
    ("title:(a) b", all_of(w("a", "title"), b)),
    # dates
    ("date:2025-07-18", d("2025-07-18", "2025-07-18")),
    ("date:2025-07", JULY),
    ("date:2024-02", d("2024-02-01", "2024-02-29")),
    ("date:2025", d("2025-01-01", "2025-12-31")),
    ("date:2025-07-01..2025-07-31", JULY),
    ('date:"2025-07"', JULY),
    ("date:2025-07..2025", d("2025-07-01", "2025-12-31")),
    ("date:2025-07..", d("2025-07-01", None)),
    ('date:"2025-07-01 .. 2025-07-31"', JULY),
    ("date:..2025-07", d(None, "2025-07-31")),
    ("date:0001..9999", d("0001-01-01", "9999-12-31")),
    ("date:(2025-07 OR 2024)", any_of(JULY, d("2024-01-01", "2024-12-31"))),
    ("a -date:2025-07", all_of(a, Not(JULY))),
    # punctuation inside words makes a phrase of their parts; beside words it is nothing
    ("F-16", p("f 16")),
    ("U.S.", p("u s")),
    ("AT&T", p("at t")),
    ("10:30", p("10 30")),
    ("3,000,000", p("3 000 000")),
    ("http://example.org/a", p("http example org a")),
    ("title:http://example.org", p("http example org", "title")),
    ("harbour's", w("harbour")),
    ("harbour’s", w("harbour")),
    ("Harbour: a", all_of(w("harbour"), a)),
    ("a & b", all_of(a, b)),
    ("~50 a", all_of(w("50"), a)),
    ('"a b" ~3', all_of(p("a b"), w("3"))),
    ("a/~b", p("a b")),
    ("wow! a", all_of(w("wow"), a)),
    ("a – b", all_of(a, b)),
    ("a - b", all_of(a, b)),
    ("a -- b", all_of(a, b)),
    ("a, b.", all_of(a, b)),
    ("a? (b!)", all_of(a, b)),
    ("a-b -c", all_of(p("a b"), Not(c))),
]


@pytest.mark.parametrize(("text", "tree"), MEANINGS)
def test_meaning(text: str, tree: Query) -> None:
    """A query text means this tree."""

    assert tree == parse(text)


@pytest.mark.parametrize(("text", "tree"), MEANINGS)
def test_formatted_text_means_the_same(text: str, tree: Query) -> None:
    """The text that a tree is printed as parses to that tree."""

    assert tree == parse(format_query(parse(text)))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (all_of(any_of(a, b), c), "(a OR b) c"),
        (any_of(all_of(a, b), c), "a b OR c"),
        (Not(any_of(a, b)), "NOT (a OR b)"),
        (Not(p("a b", "title")), 'NOT title:"a b"'),
        (JULY, "date:2025-07-01..2025-07-31"),
        (d(None, "2025-07-31"), "date:..2025-07-31"),
    ],
)
def test_format(tree: Query, text: str) -> None:
    """A tree is printed with no more brackets than it needs."""

    assert text == format_query(tree)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", a),
        ("a b", any_of(a, b)),
        ("a b OR c", any_of(any_of(a, b), c)),
        ("a NOT b", all_of(a, Not(b))),
        ("a b -c", all_of(any_of(a, b), Not(c))),
        ("a b date:2025-07", all_of(any_of(a, b), JULY)),
        ("date:2025-07 a -b", all_of(a, JULY, Not(b))),
        ("date:2025-07 -b", all_of(JULY, Not(b))),
        ("-a -b", all_of(Not(a), Not(b))),
        ('a "b c"', any_of(a, p("b c"))),
        ("title:(a b)", any_of(w("a", "title"), w("b", "title"))),
        ("a AND b", all_of(a, b)),
        ("a AND b c", any_of(all_of(a, b), c)),
        ("c a AND NOT b", all_of(any_of(c, a), Not(b))),
    ],
)
def test_any_of_the_words(text: str, tree: Query) -> None:
    """With match="any" words side by side are alternatives; AND, NOT and dates still bind."""

    assert tree == parse(text, match="any")


@pytest.mark.parametrize(
    ("text", "match", "tree"),
    [
        ("harbour", "all", w("harbour")),
        ("a OR b", "all", all_of(a, w("or"), b)),
        ('"a b', "all", all_of(a, b)),
        ("title:(a", "all", all_of(w("title"), a)),
        ("-a AT&T", "any", any_of(a, w("at"), w("t"))),
        ("date:2025-07", "any", any_of(w("date"), w("2025"), w("07"))),
        ("NOT )(", "all", w("not")),
    ],
)
def test_plain_text(text: str, match: MatchMode, tree: Query) -> None:
    """With plain=True the text is words only, whatever signs are in it."""

    assert tree == parse(text, match=match, plain=True)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('harbour "old bridge"', [(0, 7), (8, 20)]),
        ("𝒂𝒃 title:open", [(0, 2), (9, 13)]),
        ("date:2025-07 a", [(5, 12), (13, 14)]),
        ("F-16 U.S.", [(0, 4), (5, 9)]),
    ],
)
def test_places(text: str, places: list[tuple[int, int]]) -> None:
    """Every leaf remembers which code points of the query it was written at."""

    query = parse(text)

    assert isinstance(query, And)
    found = [part.offsets for part in query.parts if isinstance(part, Word | Phrase | DateRange)]
    assert [(at.start, at.end) for at in found] == places


def test_places_do_not_tell_queries_apart() -> None:
    """Two queries that differ in their spacing only are equal."""

    assert parse("a  OR   b") == parse("a OR b")
    assert hash(parse("a  OR   b")) == hash(parse("a OR b"))
