"""Generated queries and articles over a vocabulary that is small enough for them to meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from dateline.search.analysis import is_unspaced_letter, word_spans
from dateline.search.fields import FIELDS, TEXT_WEIGHTS, FieldKind
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    TextLeaf,
    Value,
    Word,
)
from dateline.search.query.dates import parse_range
from dateline.values.moment import Moment

# Stems that meet (bridge, bridges), and that meet in one language only (haus, hauses; моста),
# accents, other scripts, apostrophes, numbers, and the operators.
_PLAIN = ("bridge", "bridges", "elan", "haus", "hauses", "16", "or", "not")
_WORDS = (*_PLAIN, "o'neil", "мост", "моста", "й", "и", "が", "か", "日本", "本語", "语", "국어")
_WORDS += ("جسر", "पुल")
_IN_TEXT = (*_WORDS, "bridged", "brigde", "élan", "ÉLAN", "e\u0301lan", "Häuser", "جِسر")
_IN_TEXT += ("か\u3099", "ශ්\u200dරී", "日本語", "日", "한국어", "C#")
_JOINTS = (
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "-",
    " – ",
    "\n",
    " (",
    "” ",
    "’s ",
    "… ",
    "! ",
    "🌉",
    "。",
    "",
)
TIMES = ("2025-07-18T14:30:00", "2025-07-18T14:30:59", "2025-07-01T00:00:00")
DATES = ("2024", "2025", "2025-06", "2025-07", "2025-07-01", "2025-07-18", "2025-07-31T23:59")
STORIES = ("0000000000000001", "0000000000000002")
_LANGUAGES = (None, None, "en", "de", "ru", "ja", "sw")
_TEXT_FIELDS = tuple(
    name for name, field in FIELDS.items() if field.kind is FieldKind.TEXT and not field.about
)
# Few of each, so that several events of an article have the same.
_CODED = {
    "event": ("agree", "consult"),
    "mode": ("visit", "phone"),
    "actor": ("pak", "lby", "mil"),
    "target": ("pak", "lby"),
}


class Dice:
    """Articles and queries, of every kind that there is, from one source of chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def document(self, id: str = "000001") -> Document:
        pick = self._chance.choice
        blocks = {"title": 1, "subtitle": 1, "summary": 2, "body": 3, "caption": 1}
        blocks |= {
            "by": 2,
            "source": 2,
            "section": 1,
            "keyword": 2,
            "note": 1,
            "dateline": 1,
            "url": 1,
        }
        blocks |= {"person": 3, "org": 1, "place": 2, "speaker": 2}
        texts = {
            part: self._blocks(most) if part in TEXT_WEIGHTS or pick((True, False)) else ()
            for part, most in blocks.items()
        }
        if not any(word_spans(text) for part in TEXT_WEIGHTS for text in texts[part]):
            texts["title"] = (self._word(),)
        moments = [pick((None, *DATES)), pick((None, *DATES)), pick((None, *DATES, *TIMES))]
        published, updated, added = (Moment(value=value) if value else None for value in moments)
        values = {name: self._values(FIELDS[name].values) for name in ("is", "has")}
        values["country"] = self._values(("pak", "lby"))
        values["tag"] = self._values(("to read", "c# 日本"))
        values["run"] = self._values(("1", "12"))
        values["story"] = pick(((), (id,), (STORIES[0],), (STORIES[1],)))
        return Document(
            id=id,
            texts={part: found for part, found in texts.items() if found},
            source=pick(("The Example", "Post")),
            published=published,
            language=pick(_LANGUAGES),
            values={name: found for name, found in values.items() if found},
            updated=updated,
            added=added,
            events=tuple(self._event(texts) for _ in range(pick((0, 1, 2, 3)))),
            quotes=tuple(
                IndexedQuote(*self._somewhere(texts), speakers)
                for speakers in (*self._speakers(len(texts["speaker"])), *pick(((), ((),))))
            ),
        )

    def _event(self, texts: dict[str, tuple[str, ...]]) -> IndexedEvent:
        names = ("mode", "actor", "target")
        type = self._chance.choice(_CODED["event"]).upper()
        modes, actors, targets = (self._values(_CODED[name]) for name in names)
        codes = (tuple(map(str.upper, side)) for side in (actors, targets))
        day = self._chance.choice((None, *(date[:10] for date in DATES)))
        return IndexedEvent(type, modes, *codes, day, *self._somewhere(texts))

    def _speakers(self, names: int) -> Iterator[tuple[int, ...]]:
        """So that each name is a speaker's, and some are one's."""
        for name in range(names):
            yield self._chance.choice(((name,), tuple(range(names)), (name, 0)))

    def _somewhere(self, texts: dict[str, tuple[str, ...]]) -> tuple[str, int, int, int]:
        """Some words of a block that people read, side by side, and perhaps the sign after them."""
        part, number, places = self._chance.choice(
            [
                (part, number, places)
                for part in TEXT_WEIGHTS
                for number, text in enumerate(texts[part])
                if (places := word_spans(text))
            ]
        )
        first, last = sorted(self._chance.randrange(len(places)) for _ in range(2))
        end = self._chance.choice((places[last][1], places[last][1] + 1))
        return part, number, places[first][0], min(end, len(texts[part][number]))

    def documents(self, most: int) -> list[Document]:
        numbers = self._chance.sample(range(most), self._chance.randrange(most))
        return [self.document(f"{number:06}") for number in numbers]

    def ids(self, most: int) -> list[str]:
        return [f"{self._chance.randrange(most):06}" for _ in range(self._chance.randrange(most))]

    def number(self, least: int, most: int) -> int:
        return self._chance.randint(least, most)

    def query(self, depth: int = 4) -> Query:
        kind = self._chance.random()
        if depth == 0 or kind < 0.4:
            return self._leaf()
        if kind < 0.52:
            return Not(self.query(depth - 1))
        parts = tuple(self.query(depth - 1) for _ in range(self._chance.randint(2, 4)))
        return And(parts) if kind < 0.75 else Or(parts)

    def _leaf(self) -> Query:
        pick, number, field = self._chance.choice, self._chance.randint, self._field()
        match number(0, 19):
            case 0 | 1 | 2:
                return self._relation(field)
            case 16 | 17 | 18:
                parts = (self._of_event() for _ in range(number(1, 3)))
                return SameEvent(tuple(parts))
            case 19:
                parts = (self._of_quote(pick(("quote", "speaker"))) for _ in range(number(1, 2)))
                return SameQuote(tuple(parts))
            case 3:
                name, value = pick(
                    (*(("lang", code) for code in _LANGUAGES[2:]), ("story", STORIES[0]))
                )
                return Value(value, name) if number(0, 3) else All()
            case 4:
                name = pick(("is", "has"))
                return pick(
                    (
                        Value(pick(FIELDS[name].values), name),
                        Value("pak", "country"),
                        Value(pick(("to read", "c# 日本")), "tag"),
                        Value(pick(("1", "12", "2")), "run"),
                    )
                )
            case 5:
                return Value(pick(("0000", "00000", "00001", "000003", "9a2d")), "id")
            case 6 | 7:
                return self._range()
            case _:
                return self._place(field)

    def _relation(self, field: str | None) -> Query:
        pick, number = self._chance.choice, self._chance.randint
        match number(0, 2):
            case 0:
                return Near(
                    self._place(field), self._place(field), number(1, 6), pick((True, False))
                )
            case 1:
                relation = pick((SameSentence, SameParagraph))
                return relation(self._place(field), self._place(field))
            case _:
                return AtLeast(number(1, 3), self._place(field))

    def _of_event(self) -> Query:
        """A part of a same-event group: leaves of one field, perhaps in brackets, perhaps with a
        NOT."""
        field = self._chance.choice((*_CODED, "event-date"))

        def leaf() -> Query:
            if field == "event-date":
                return self._range(field)
            return Value(self._chance.choice(_CODED[field]), field)

        return self._grouped(leaf)

    def _of_quote(self, field: str) -> Query:
        def leaf() -> Query:
            if self._chance.random() < 0.3:
                return self._relation(field)
            return self._place(field)

        return self._grouped(leaf)

    def _grouped(self, leaf: Callable[[], Query]) -> Query:
        match self._chance.randint(0, 5):
            case 0:
                return Not(leaf())
            case 1:
                return Or((leaf(), leaf()))
            case 2:
                return And((leaf(), Not(leaf())))
            case _:
                return leaf()

    def _place(self, field: str | None) -> TextLeaf:
        pick, number = self._chance.choice, self._chance.randint
        match number(0, 9):
            case 0 | 1:
                return Pattern(self._pattern(), field)
            case 2:
                return Fuzzy(pick(_WORDS), number(1, 2), field)
            case 3 | 4 | 5:
                words = tuple(self._word() for _ in range(number(1, 4)))
                whole = field is not None and (FIELDS[field].whole or number(0, 3) == 0)
                return Phrase(words, field, whole=whole)
            case _:
                word = self._word()
                is_letter = is_unspaced_letter(word)  # which no query text means as a word
                return Pattern(f"*{word}*", field) if is_letter else Word(word, field)

    def _pattern(self) -> str:
        word = self._chance.choice((*_PLAIN, "мост", "日本", "国"))
        cuts = sorted(self._chance.sample(range(len(word) + 1), 2))
        found = f"{word[: cuts[0]]}*{word[cuts[1] :]}"
        return found if found != "*" else f"*{word[:1]}*"

    def _range(self, only: str | None = None) -> DateRange:
        pick = self._chance.choice
        ends = [parse_range(text[:10])[pick((0, 1))] for text in (pick(DATES), pick(DATES))]
        days = [*sorted(day for day in ends if day), date(2025, 8, 1)]
        first, last = pick(((days[0], days[1]), (days[0], None), (None, days[0])))
        field = only or pick(("date", "date", "updated", "added"))
        if field == "added" and pick((True, False)):
            times = sorted(self._time() for _ in range(2))
            first, last = pick(((times[0], times[1]), (times[0], None), (None, times[0])))
            return DateRange(field, first, last)
        return DateRange(field, first, last, pick((True, False)))

    def _time(self) -> datetime:
        """A second of one of the days that articles have, or next to one."""
        day = datetime.fromisoformat(self._chance.choice(DATES[4:])[:10])
        minutes = self._chance.choice((0, 1, 59, 60, 14 * 60 + 30, 23 * 60 + 59))
        return day + timedelta(minutes=minutes, seconds=self._chance.choice((-1, 0, 1, 59)))

    def _field(self) -> str | None:
        return self._chance.choice((None, None, None, *_TEXT_FIELDS))

    def _word(self) -> str:
        # Half of all words are two only, so that phrases of three and four are found as well.
        return self._chance.choice((*_WORDS, *("a", "b") * 10, "ශ්රී", "absent"))

    def _values(self, known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in known if self._chance.random() < 0.3)

    def _blocks(self, most: int) -> tuple[str, ...]:
        return tuple(self._block() for _ in range(self._chance.randint(0, most)))

    def _block(self) -> str:
        pick = self._chance.choice
        words = (*_IN_TEXT, *("a", "b") * 10)
        pieces = (pick(words) + pick(_JOINTS) for _ in range(self._chance.randint(0, 14)))
        return pick([str, str, str.upper, str.title])("".join(pieces))


_chance = st.randoms(use_true_random=False)
queries: st.SearchStrategy[Query] = _chance.map(lambda chance: Dice(chance).query(3))
documents: st.SearchStrategy[Document] = _chance.map(lambda chance: Dice(chance).document())
