"""Writes docs/rules.md from the rules: each with its meaning, its patterns and its two examples.

python -m dashboard.claims.rules_page > docs/rules.md
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.claims.patterns import Rule
from dashboard.claims.rulebook import RULE_FILES, rulebook

TITLES = {
    "capture.toml": "A place changes hands",
    "hold.toml": "Who holds a place",
    "press.toml": "Pressure: fighting, sieges, advances",
    "leave.toml": "Leaving a place",
}
FRAMES_SAY = {
    "active": "SIDE verb PLACE; also the passive, the participle and the infinitive",
    "fell": "PLACE verb (to SIDE)",
    "yield": "LOSER verb PLACE (to SIDE)",
    "expel": "SIDE verb LOSER out of PLACE",
    "nominal": "the NOUN of PLACE (by or to SIDE)",
    "owned": "PLACE's NOUN",
    "state": "PLACE is ... SIDE ...",
    "adjective": "SIDE-held PLACE",
    "stronghold": "the SIDE stronghold of PLACE",
    "about": "NOUN in PLACE",
    "leave": "SIDE verb; the place is the one spoken of before",
    "departure": "the NOUN of SIDE from PLACE",
    "banner": "SIDE's flag verb PLACE",
    "remains": "what is left to SIDE is PLACE",
    "there": "in PLACE, SIDE verb",
}


def rules_page() -> str:
    """The text of docs/rules.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    book = rulebook()
    yield "# The rules that read claims"
    yield ""
    yield "*Written by `python -m dashboard.claims.rules_page`; a test keeps it in step with `dashboard/claims/rules/`.*"
    yield ""
    yield "A rule fires where one of its patterns stands in a sentence and its frame finds a place. `take*` means every form of"
    yield '"take"; words of degree and adverbs may stand between the words of a pattern. What the sentence commits to'
    yield "(forecast, condition, intention, failure, negation, denial, history, question) is decided afterwards, from the cues"
    yield "in `modality.toml`; what does not move the map is kept with its reason."
    for file in RULE_FILES:
        yield from ("", f"## {TITLES[file]}", "")
        for rule in (r for r in book.rules if r.file == file):
            yield from _rule(rule)
    yield from _echoes()
    yield from _blocks()


def _rule(rule: Rule) -> Iterator[str]:
    detail = f" ({rule.detail})" if rule.detail else ""
    yield f"### `{rule.id}`"
    yield f"{rule.meaning[0].upper()}{rule.meaning[1:]}. Gives **{rule.predicate}**{detail}; frame: {FRAMES_SAY[rule.frame]}."
    yield ""
    yield f"- matches: {rule.match}"
    yield f"- does not match: {rule.no_match}"
    yield "- patterns: " + ", ".join(f"`{p}`" for p in rule.patterns)
    yield ""


def _echoes() -> Iterator[str]:
    yield from ("", "## Clauses that say the same of another place", "")
    for row in rulebook().table("echo", "echo"):
        yield f"### `{row['id']}`"
        yield f"{row['meaning'][0].upper()}{row['meaning'][1:]}: the claim before is said again of it."
        yield ""
        yield f"- matches: {row['match']}"
        yield f"- does not match: {row['no_match']}"
        yield "- patterns: " + ", ".join(f"`{p}`" for p in row["patterns"])
        yield ""


def _blocks() -> Iterator[str]:
    yield from ("", "## Lines that are no part of the story", "")
    for row in rulebook().table("blocks", "block"):
        yield f"- `block.{row['kind']}`: {row['meaning']}. Such as: {row['match']}"


if __name__ == "__main__":
    print(rules_page(), end="")
