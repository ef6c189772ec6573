"""Scores the extractor on sentences that we made up for conflicts it was not written for, apart from all other scores.

    python benchmarks/fresh.py [FOLDER] [--details]

A fact is "predicate | place | side"; a claim finds it where the predicate is the same, the place's wording holds the
place and the side's wording or name holds the side (an empty side asks for none).
"""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from pathlib import Path

from dashboard.actors import Actors, world_actors
from dashboard.claims import find_claims
from dashboard.model import Article, Claim
from dashboard.places.gazetteer import Gazetteer

FOLDER = Path(__file__).parent.parent / "tests" / "fresh"


def same(fact: str, claim: Claim, actors: Actors) -> bool:
    """Whether a claim states an annotated fact."""
    predicate, place, side = (part.strip().casefold() for part in fact.split("|"))
    name = actors.by_id[claim.actor].name if claim.actor in actors.by_id else ""
    sides = f"{claim.actor_text or ''} {name}".casefold()
    return (
        str(claim.predicate) == predicate and place in f"{claim.place or ''} {claim.quote}".casefold() and side in sides
    )


def score(path: Path, details: bool) -> tuple[int, int, int]:
    """Facts annotated, facts found, claims that are wrong, in one file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    actors, places = world_actors(data["country"]), Gazetteer(())
    gold = found = wrong = 0
    for number, (text, *facts) in enumerate(data["sentences"]):
        article = Article(
            id=f"{path.stem}-{number}",
            text=text,
            published=date.fromisoformat(data["published"]),
            country=data["country"],
        )
        claims = [c for c in find_claims(article, places, actors).claims if c.modality.moves]
        hit = [f for f in facts if any(same(f, c, actors) for c in claims)]
        bad = [c for c in claims if not any(same(f, c, actors) for f in facts)]
        gold, found, wrong = gold + len(facts), found + len(hit), wrong + len(bad)
        if details and (len(hit) < len(facts) or bad):
            print(f"{article.id}: {text}")
            for fact in facts:
                if fact not in hit:
                    print("    MISSED", fact)
            for c in bad:
                print("    WRONG ", c.predicate, "|", c.place, "|", c.actor_text, "|", c.modality, "|", c.rule)
    return gold, found, wrong


def main() -> None:
    """Prints the score of every file and the sum."""
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("--")] or [FOLDER]
    total = [0, 0, 0]
    for path in sorted(folders[0].glob("*.toml")):
        gold, found, wrong = score(path, "--details" in sys.argv)
        total = [a + b for a, b in zip(total, (gold, found, wrong), strict=True)]
        print(f"{path.stem:16} found {found}/{gold}, wrong {wrong}")
    gold, found, wrong = total
    precision, recall = found / max(1, found + wrong), found / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{'all':16} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({gold} facts, {wrong} wrong)")


if __name__ == "__main__":
    main()
