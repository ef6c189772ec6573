"""Finds who says it: speakers before and after a claim, pronouns for them, names before a colon."""

from __future__ import annotations

from dashboard.claims.items import Item, Line
from dashboard.claims.speakers import (
    PERSON,
    ROLE_ORDER,
    Speakers,
    Voice,
    can_speak,
    insertion_end,
    name_before,
    named,
    role_of,
    side_in,
    speaker_left,
    speaker_right,
)
from dashboard.claims.verbs import REACH, is_verb, verb_at
from dashboard.model import SpeakerRole

SPEAKING = ("people", *(f"role:{role}" for role in ROLE_ORDER))
REDUCED = ("reached", "contacted", "interviewed", "quoted", "based", "cited")
QUOTES = '"“«'
LONGEST_TITLE = 18  # items before the colon of "NAME, a spokesman of SIDE, on X:"


def voices_in(line: Line, text: str, memory: Speakers) -> list[Voice]:
    """The speakers of a sentence, in order."""
    found: list[Voice] = []
    items = line.items
    before_colon = _before_colon(line, text, memory)
    if before_colon is not None:
        found.append(before_colon)
        memory.last = before_colon
    for at, item in enumerate(items):
        voice = None
        if item.low in ("according", "citing", "quoting"):
            voice = _according(line, at, text, memory)
        elif item.has("saying") and not item.has("preposition") and not _as_noun(items, at):
            voice = _said(line, at, text, memory)
        if voice is not None:
            found.append(voice)
            if voice.wording.casefold() not in PERSON:
                memory.last = voice
    return found


def _as_noun(items: list[Item], at: int) -> bool:
    """Whether a word of saying is a noun or an adjective here: "the report", "a claim"."""
    before = items[at - 1] if at > 0 else None
    return before is not None and before.has("determiner", "adjective", "preposition") and not before.has("pronoun")


def _before_colon(line: Line, text: str, memory: Speakers) -> Voice | None:
    """ "NAME, a nurse in X: ..." in transcripts, and "A diplomat: ..."."""
    items = line.items
    colon = next((nr for nr, item in enumerate(items[:LONGEST_TITLE]) if item.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(items):
        return None
    run = items[:colon]
    if any(i.has("saying", "modal", "relative") or (i.has("aux") and i.kind == "word") for i in run):
        return None
    quoted = items[colon + 1].text in QUOTES
    roles = any(i.kind == "actor" or i.has("people", *(f"role:{r}" for r in ROLE_ORDER)) for i in run)
    if run[0].has("preposition", "conjunction") or not (quoted or roles) or not can_speak(line, 0, colon - 1):
        return None
    if not quoted and items[colon + 1].kind == "word" and not items[colon + 1].text[:1].isupper():
        return None
    first = next((nr for nr, item in enumerate(run) if item.kind not in ("number", "punct", "date")), 0)
    end = next((nr - 1 for nr in range(first + 1, colon) if items[nr].text == ","), colon - 1)
    wording, _, _ = named(line, first, end, text, memory)
    lead = (items[0].start, items[colon].end)
    covers = (items[colon].end, line.end)
    role, side = role_of(line, first, colon - 1), side_in(line, first, colon - 1)
    return Voice(items[first].start, items[end].end, wording, role, covers, side=side, lead=lead)


def _according(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    items = line.items
    start = at + 2 if items[at].low == "according" and at + 1 < len(items) and items[at + 1].low == "to" else at + 1
    if items[at].low == "according" and start != at + 2:
        return None
    first, last = speaker_right(line, start)
    if last < first:
        return None
    if last + 2 < len(items) and items[last + 1].text == "," and items[last + 2].has("title"):
        name = speaker_right(line, last + 2)[1]  # "the army's spokesman, Colonel X"
        last = name if name + 1 >= len(items) or items[name + 1].kind == "punct" else last
    wording, role, side = named(line, first, last, text, memory)
    leads = (
        at == 0
        or items[at - 1].text in QUOTES
        or all(i.has("adverb", "conjunction") or i.kind in ("punct", "date") for i in items[:at])
    )
    end = min(insertion_end(line, last), len(items) - 1)
    covers = (items[at].start, line.end) if leads else (line.start, line.end)
    lead = (items[at].start, items[end].end)
    return Voice(items[first].start, items[last].end, wording, role, covers, lead=lead, side=side)


def _said(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    items = line.items
    verb = verb_at(line, at, "past")
    before = verb.first - 1
    while before > 0 and items[before].kind == "date":  # "the army on Saturday said"
        before -= 1
    gerund = items[at].low.endswith("ing")
    if (
        verb.infinitive
        or (verb.modal and verb.modal not in ("will",))
        or (gerund and not verb.passive and not _clause_after(items, at))
    ):
        return None
    if verb.passive and not gerund:
        return _was_said(line, at, text, memory)
    if gerund and before >= 0 and items[before].text == ",":
        before = _subject_before(line, before)
    if _said_after(line, at) and (after := _speaker_after(line, at, text, memory)) is not None:
        return after
    return _speaker_before(line, at, before, text, memory) or _speaker_after(line, at, text, memory)


def _speaker_before(line: Line, at: int, before: int, text: str, memory: Speakers) -> Voice | None:
    """ "NAME, a spokesman, said ...", and the same behind what is said."""
    items = line.items
    close = before >= 0 and items[before].text in (",", ")")
    end = before
    if close:
        end = name_before(line, before)
        first_between = items[end + 2] if end + 2 < before else None
        if items[before].text == "," and first_between is not None and first_between.kind in ("proper", "actor"):
            end, close = before - 1, False  # no insertion: the name itself stands between the commas
    first = speaker_left(line, end)
    if (head := _before_relative(line, end)) is not None:
        first, end = speaker_left(line, head), head
    if first > end or end < 0 or not can_speak(line, first, end):
        return None
    wording, role, side = named(line, first, end, text, memory)
    if close:
        extra = role_of(line, end + 1, before)
        told = extra not in (SpeakerRole.ANONYMOUS, SpeakerRole.OFFICIAL) or role is SpeakerRole.OFFICIAL
        role = extra if told else role
        side = side or side_in(line, end + 1, before)
    trailing = _trails(line, first, at)
    rebuts = items[at].has("say:deny") and not trailing and _own_words(items, at)
    covers = (line.start, items[at].end) if trailing else (items[first].start, line.end)
    lead = (items[first].start, items[at].end)
    denies = items[at].has("say:deny") and not rebuts
    return Voice(items[first].start, items[end].end, wording, role, covers, denies, side, lead, rebuts)


def _before_relative(line: Line, end: int) -> int | None:
    """The last item of the speaker in "a commander who calls himself X said", "residents reached by phone said"."""
    items = line.items
    for nr in range(end, max(0, end - 12), -1):
        item, before = items[nr], items[nr - 1]
        if item.kind == "punct" or (item.has("saying", "subordinator") and not item.has("relative")):
            return None
        reduced = item.low in REDUCED and nr + 1 <= end and items[nr + 1].has("preposition")
        if (item.low == "who" or reduced) and (before.kind in ("proper", "actor", "place") or before.has(*SPEAKING)):
            return nr - 1
    return None


def _said_after(line: Line, at: int) -> bool:
    """Whether the speaker stands behind the verb: "X has fallen, said a nurse": a whole clause and one comma before it."""
    items = line.items
    if at < 3 or items[at - 1].text != "," or at + 1 >= len(items):
        return False
    opened = next((nr for nr in range(at - 2, -1, -1) if items[nr].text == ","), -1)
    between = items[opened + 1 : at - 1]
    clause = any(i.has("aux", "verb") or is_verb(i) for i in between)
    follows = items[at + 1]
    return clause and (follows.has("determiner", "people", "title") or follows.kind in ("proper", "actor"))


def _own_words(items: list[Item], at: int) -> bool:
    """Whether one who denies goes on in his own words: "disputed this: ...", "dismissed the claim, saying ..."."""
    for nr in range(at + 1, min(len(items), at + 6)):
        if items[nr].text == ":" or (items[nr].text == "," and nr + 1 < len(items) and items[nr + 1].has("saying")):
            return True
        if items[nr].has("subordinator", "aux", "verb") and not items[nr].has("determiner"):
            return False
    return False


def _speaker_after(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    """ "..., said NAME"."""
    items = line.items
    if at + 1 >= len(items) or not (at == 0 or items[at - 1].text in ',"”’') or items[at + 1].has("preposition"):
        return None
    first, last = speaker_right(line, at + 1)
    if last < first or not can_speak(line, first, last):
        return None
    wording, role, side = named(line, first, last, text, memory)
    covers = (line.start, items[last].end)
    lead = (items[at].start, items[last].end)
    return Voice(items[first].start, items[last].end, wording, role, covers, items[at].has("say:deny"), side, lead)


def _subject_before(line: Line, comma: int) -> int:
    for nr in range(comma - 1, max(-1, comma - REACH), -1):
        if line.items[nr].has("saying", "verb", "aux"):
            at = nr - 1
            while at >= 0 and line.items[at].has("aux", "adverb", "modal"):
                at -= 1
            return at
    return comma


def _clause_after(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and (
        items[at + 1].low in ("that", "the", "they", "it", "he", "its", "their")
        or items[at + 1].kind in ("place", "actor", "proper")
    )


def _was_said(line: Line, at: int, text: str, memory: Speakers) -> Voice | None:
    """ "was quoted by X as saying", "X was quoted as saying"."""
    items = line.items
    if items[at].low not in ("quoted", "cited"):
        return None
    verb = verb_at(line, at, "past")
    first = speaker_left(line, verb.first - 1)
    if first > verb.first - 1:
        return None
    wording, role, side = named(line, first, verb.first - 1, text, memory)
    covers = (items[first].start, line.end)
    return Voice(items[first].start, items[verb.first - 1].end, wording, role, covers, side=side)


def _trails(line: Line, first: int, at: int) -> bool:
    """Whether the speaker stands behind what he says: ", officials said." at the end of a sentence or before its next part."""
    items = line.items
    if first == 0 or items[first - 1].text not in (",", "”", '"', "’"):
        return False
    rest = items[at + 1 :]
    if not rest:
        return True
    told = [i for i in rest if i.kind not in ("date", "punct")][:12]
    if rest[0].low == "that":
        return False
    if any(i.has("aux", "verb", "saying") for i in told if i.low not in ("added", "adding")):
        return _closed(line, first)
    return True


def _closed(line: Line, first: int) -> bool:
    """Whether a whole clause stands before the comma in front of the speaker."""
    return any(i.has("aux", "verb") or is_verb(i) for i in line.items[: max(0, first - 1)])
