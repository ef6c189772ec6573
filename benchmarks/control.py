"""How fast control is, how it grows, and how it compares: `python benchmarks/control.py` (a minute; --quick for less).

Prints four tables: the sizes that the project promises, growth by claims, days and units, the same forward pass as a plain
Python loop (same numbers, checked), and hmmlearn on the same days (its smoothing puts hindsight before the first report).
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from dashboard.control import Control, control_from
from dashboard.control.filter import decay_of
from dashboard.model import Claim, Interest, Modality, Precision, Predicate, Scope, SpeakerRole

START = date(2020, 1, 1)
SIDES = ("one", "two")
PREDICATES = (
    [Predicate.CAPTURED] * 6 + [Predicate.HOLDS] * 2 + [Predicate.CONTESTED, Predicate.DENIED, Predicate.WITHDREW]
)


def made(units: int, days: int, claims: int, seed: int = 1) -> tuple[list[str], list[Claim]]:
    """Random claims of every kind, evenly over units and days; a third of them dated to an interval."""
    chance = random.Random(seed)
    names = [f"U{i:03}" for i in range(units)]
    found = []
    for i in range(claims):
        day = START + timedelta(days=chance.randrange(days))
        last = day + timedelta(days=chance.choice([0, 0, 0, 0, 1, 5]))
        found.append(
            Claim(
                article=f"a{i // 5}",
                start=i,
                end=i + 9,
                quote="nine char",
                predicate=chance.choice(PREDICATES),
                modality=Modality.ASSERTED,
                unit=chance.choice(names),
                place=f"p{chance.randrange(20)}",
                scope=Scope.SETTLEMENT,
                capital=chance.random() < 0.7,
                actor=chance.choice(SIDES),
                event_from=day,
                event_to=last,
                precision=Precision.DAY,
                speaker_role=chance.choice(list(SpeakerRole)),
                interest=chance.choice(list(Interest)),
                origin=f"o{chance.randrange(200)}",
                published=last + timedelta(days=chance.randrange(3)),
            )
        )
    return names, found


def inferred(units: list[str], claims: list[Claim], days: int) -> Control:
    """A fresh control over all days."""
    return control_from(claims, units, SIDES, start=START, end=START + timedelta(days=days - 1))


def best(work: Callable[[], object], repeat: int) -> float:
    """Median milliseconds of processor time of some runs: other work on the machine does not count."""
    times = []
    for _ in range(repeat):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def promises(quick: bool) -> None:
    heads = ("units", "days", "claims", "weigh ms", "infer ms", "together", "known-at", "evidence", "peak MB")
    print("".join(f"{head:>10}" for head in heads))
    for size in [(34, 365, 1000)] + ([] if quick else [(400, 3650, 100_000)]):
        print("".join(f"{value:>10.1f}" if isinstance(value, float) else f"{value:>10}" for value in promise(*size)))


def promise(units: int, days: int, count: int) -> list[float | int]:
    """A row of the first table: sizes, milliseconds, and the largest memory of the process so far."""
    names, claims = made(units, days, count)
    repeat = 9 if count < 10_000 else 3
    weighed = best(lambda: inferred(names, claims, days), repeat)
    both = best(lambda: inferred(names, claims, days).layers(), repeat)
    control = inferred(names, claims, days)
    control.layers()
    steps = iter(control.known_days[len(control.known_days) // 2 :])
    known = best(lambda: control.layers(next(steps)), repeat)
    evidence = best(lambda: control.evidence(names[0], control.days[-1]), 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [units, days, count, weighed, both - weighed, both, known, evidence, peak]


def growth(quick: bool) -> None:
    top = 3 if quick else 5
    print("\ngrowth (weigh and infer, ms; per claim, unit-day in microseconds)")
    for label, sizes in (
        ("claims", [(50, 500, 1000 * 2**k) for k in range(top)]),
        ("days", [(50, 500 * 2**k, 4000) for k in range(top)]),
        ("units", [(50 * 2**k, 500, 4000) for k in range(top)]),
    ):
        for units, days, count in sizes:
            names, claims = made(units, days, count)
            spent = best(lambda n=names, c=claims, d=days: inferred(n, c, d).layers(), 3)
            per = spent * 1000 / (count if label == "claims" else units * days)
            print(f"  {label:<7}{units:>5} units {days:>6} days {count:>7} claims {spent:>9.1f} ms {per:>9.3f}")


def plain_loop(control: Control) -> np.ndarray:
    """The same ops, one by one and day by day, as a loop over lists: what the vectorised pass replaces."""
    done, size = control.passed(None), len(control.actors) + 2
    decay, ops = decay_of(control.weights), done.ops
    by_cell: dict[tuple[int, int], list[int]] = {}
    for index, (unit, day) in enumerate(zip(ops.unit.tolist(), ops.day.tolist(), strict=True)):
        by_cell.setdefault((unit, day), []).append(index)
    scale, give, target = ops.scale.tolist(), ops.give.tolist(), ops.target.tolist()
    first, state = control.days[0].toordinal(), []
    for unit in range(len(control.units)):
        now, rows = [0.0] * (size - 1) + [1.0], []
        for day in range(first, first + len(control.days)):
            sides = now[:-2]
            fought = now[-2] * decay.fight + sum(sides) * decay.leak
            now = [x * decay.stay for x in sides] + [fought, 0.0]
            now[-1] = max(0.0, 1.0 - sum(now))
            for index in by_cell.get((unit, day), ()):
                new = [a * x for a, x in zip(scale[index], now, strict=True)]
                new[target[index]] += sum(a * x for a, x in zip(give[index], now, strict=True))
                total = sum(new)
                now = [x / total for x in new]
            rows.append(now)
        state.append(rows)
    return np.array(state)


def compare() -> None:
    units, days, count = 34, 365, 1000
    names, claims = made(units, days, count)
    claims = [c for c in claims if c.predicate is not Predicate.HOLDS or c.capital]  # hold-outs clamp after the pass
    control = inferred(names, claims, days)
    ours = best(lambda: inferred(names, claims, days).layers(), 5)
    loop = best(lambda: plain_loop(control), 3)
    same = np.abs(plain_loop(control) - control.passed(None).state).max()
    print(f"\n{units} units x {days} days x {len(claims)} claims")
    print(f"  ours, from claims to layers        {ours:9.1f} ms")
    print(f"  plain Python loop, forward only    {loop:9.1f} ms (largest difference {same:.1e})")
    try:
        from hmmlearn.hmm import CategoricalHMM
    except ImportError:
        print("  hmmlearn                           not installed: pip install hmmlearn")
        return
    model = CategoricalHMM(n_components=3, init_params="", params="")
    model.startprob_ = np.array([0.01, 0.01, 0.98])
    model.transmat_ = np.array([[0.99, 0.005, 0.005], [0.005, 0.99, 0.005], [0.01, 0.01, 0.98]])
    model.emissionprob_ = np.array([[0.05, 0.005, 0.945], [0.005, 0.05, 0.945], [0.005, 0.005, 0.99]])
    symbols = np.full((units, days), 2)
    for claim in claims:
        if claim.predicate is Predicate.CAPTURED and claim.event_to and claim.unit and claim.actor:
            symbols[names.index(claim.unit), min((claim.event_to - START).days, days - 1)] = SIDES.index(claim.actor)
    flat, lengths = symbols.reshape(-1, 1), [days] * units
    spent = best(lambda: model.predict_proba(flat, lengths), 3)
    print(
        f"  hmmlearn, one symbol a day         {spent:9.1f} ms (no intervals, weights, origins, evidence or second clock)"
    )
    early = np.full((1, 60), 2)
    early[0, 40], early[0, 45] = 0, 0
    leak = model.predict_proba(early.reshape(-1, 1))[39, 0]
    told = [capture(START + timedelta(days=day)) for day in (40, 45)]
    status = inferred(["U000"], told, 60).status("U000", START + timedelta(days=39))
    print(
        f"  the day before the first capture: hmmlearn says {leak:.2f} captured, ours {status.probability[SIDES[0]]:.2f}"
    )


def capture(day: date) -> Claim:
    """The first side captured the seat of U000 on a day."""
    return Claim(
        article=f"told {day}",
        start=0,
        end=9,
        quote="nine char",
        predicate=Predicate.CAPTURED,
        modality=Modality.ASSERTED,
        unit="U000",
        capital=True,
        actor=SIDES[0],
        event_from=day,
        event_to=day,
        precision=Precision.DAY,
        origin=f"told {day}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only what takes seconds")
    quick = parser.parse_args().quick
    promises(quick)
    growth(quick)
    compare()


if __name__ == "__main__":
    main()
