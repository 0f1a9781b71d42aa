"""Tags and notes of articles, as the log of decisions says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.store.curation.log import decisions
from dateline.values.curation.decisions import Action, Decision, Labels, Note
from dateline.values.curation.tags import folded_tag

_LONGEST_TAG = 100
_LONGEST_NOTE = 100_000
_NO_LABELS = Labels()


def checked_tag(text: str) -> str:
    """The tag as it is kept and compared: in lower case, with single spaces. Raises UsageError for
    what cannot be one."""
    tag = folded_tag(text)
    if not tag or not any(char.isalnum() for char in tag):
        raise UsageError(f"{text!r} is not a tag: it needs a letter or a digit")
    if len(tag) > _LONGEST_TAG or any(unicodedata.category(char)[0] == "C" for char in tag):
        raise UsageError(f"a tag has at most {_LONGEST_TAG} characters, all of which can be seen")
    return tag


def checked_note(text: str) -> str:
    """The note without spaces around it. Raises UsageError for an empty or a very long one."""
    note = text.strip()
    if not note:
        raise UsageError("the note is empty")
    if len(note) > _LONGEST_NOTE:
        raise UsageError(f"a note has at most {_LONGEST_NOTE:,} characters")
    return note


def labels(connection: Connection, articles: Collection[str]) -> Mapping[str, Labels]:
    """The labels of each of these articles, by id."""
    of_article: dict[str, list[Decision]] = {}
    for decision in decisions(connection, *_LABELLING, articles=articles):
        of_article.setdefault(decision.article or "", []).append(decision)
    found = {article: _combined(of_article[article]) for article in of_article}
    return {article: found.get(article, _NO_LABELS) for article in articles}


def tag_counts(connection: Connection) -> dict[str, int]:
    """How many articles have each tag, by tag."""
    tagged: dict[str, set[str]] = {}
    for decision in decisions(connection, Action.TAG, Action.UNTAG, Action.DELETE):
        article = decision.article or ""
        if decision.action is Action.TAG:
            tagged.setdefault(decision.data["tag"], set()).add(article)
        elif decision.action is Action.UNTAG:
            tagged.get(decision.data["tag"], set()).discard(article)
        elif not decision.data.get("versions"):
            for articles in tagged.values():
                articles.discard(article)
    counts = Counter({tag: len(articles) for tag, articles in tagged.items() if articles})
    return dict(sorted(counts.items()))


def tagging(
    before: Mapping[str, Labels], add: Iterable[str], remove: Iterable[str]
) -> list[Decision]:
    """The decisions that give each of these articles, with the labels that it has now, these tags
    and take those: none for a tag that it has already, or lacks."""
    return [
        Decision(action=action, article=article, data={"tag": tag})
        for article, found in sorted(before.items())
        for action, tags, has in ((Action.TAG, add, False), (Action.UNTAG, remove, True))
        for tag in tags
        if (tag in found.tags) is has
    ]


_LABELLING = (Action.TAG, Action.UNTAG, Action.NOTE, Action.UNNOTE, Action.DELETE)


def _combined(logged: Iterable[Decision]) -> Labels:
    tags: set[str] = set()
    notes: dict[str, Note] = {}
    for decision in logged:
        data = decision.data
        match decision.action:
            case Action.TAG:
                tags.add(data["tag"])
            case Action.UNTAG:
                tags.discard(data["tag"])
            case Action.NOTE:
                notes[decision.at] = Note(text=data["text"], by=decision.by, at=decision.at)
            case Action.UNNOTE:
                notes.pop(data["note"], None)
            case _ if not data.get("versions"):  # what is here now was ingested again
                tags.clear()
                notes.clear()
    return Labels(tags=tuple(sorted(tags)), notes=tuple(notes.values()))
