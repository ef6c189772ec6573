"""How many articles (4 kB) a second are read on one core, beside a plain regular expression and spaCy's blank tokenizer.

    python benchmarks/extract.py [SECONDS]

The text is made of the fresh sentences in tests/fresh (full of claims) mixed one to one with sentences without any;
spaCy is measured only where it is installed. CPU time of this process, so that a busy machine does not lie.
"""

from __future__ import annotations

import re
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.actors import Actors, world_actors
from dashboard.claims import find_claims
from dashboard.model import Article
from dashboard.places.gazetteer import Gazetteer

FRESH = Path(__file__).parent.parent / "tests" / "fresh"
PLAIN = (
    "The finance minister presented next year's budget to parliament and promised lower taxes for small firms. "
    "Farmers in the south expect a good harvest after a wet spring, and traders hope that prices will ease. "
    "A new bridge would shorten the journey to the coast by an hour, engineers told the council at its last session. "
)
FLOOR = re.compile(
    r"\b(captur|seiz|retak|recaptur|retook|overr[au]n|fell to|took control|taken control|control of)\w*", re.IGNORECASE
)
SIZE = 4000


def texts() -> list[str]:
    """Articles of 4 kB."""
    sentences: list[str] = []
    for path in sorted(FRESH.glob("*.toml")):
        sentences += [row[0] for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentences"]]
    mixed = "\n".join(f"{s} {PLAIN[: len(s) + 40].rsplit('.', 1)[0]}." for s in sentences)
    return [mixed[at : at + SIZE] for at in range(0, len(mixed) - SIZE, SIZE)]


def rate(read: Callable[[str], object], articles: list[str], seconds: float) -> float:
    """Articles a second of CPU time."""
    for text in articles:
        read(text)
    began, done = time.process_time(), 0
    while time.process_time() - began < seconds:
        for text in articles:
            read(text)
        done += len(articles)
    return done / (time.process_time() - began)


def ours(gazetteer: Gazetteer, actors: Actors) -> Callable[[str], object]:
    """All steps: names, sides, times, claims."""
    day = date(2024, 5, 6)
    return lambda text: find_claims(Article(id="a", text=text, published=day, country="SY"), gazetteer, actors)


def main() -> None:
    """Prints one line for each reader."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    articles = texts()
    from dashboard.places.boundaries import world_units
    from dashboard.places.world_gazetteer import world_places

    places = world_places("SY", world_units("SY"))
    print(f"{len(articles)} articles of {SIZE} characters")
    print(f"claims, all steps     {rate(ours(places, world_actors('SY')), articles, seconds):10.0f} articles/s")
    print(f"plain trigger search  {rate(FLOOR.findall, articles, min(seconds, 1)):10.0f} articles/s")
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        print("spaCy blank tokenizer: not installed (pip install spacy)")
        return
    print(f"spaCy blank tokenizer {rate(spacy.blank('en'), articles, seconds):10.0f} articles/s")


if __name__ == "__main__":
    main()
