"""How much one claim weighs: role and interest, precision, scope, place in the text, grade; each factor is told."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.control.result import Weighed
from dashboard.control.weights import Weights
from dashboard.model import Claim, Interest, Note, Part, Predicate, Scope, WhoHoldsError

Factor = tuple[Note, float]
PLACES = {Scope.SETTLEMENT: "scope.settlement", Scope.POINT: "scope.point", Scope.DISTRICT: "scope.district"}
WIDE = {Scope.PROVINCE: "scope.province", Scope.REGION: "scope.region", Scope.COUNTRY: "scope.country"}


def weigh(claim: Claim, weights: Weights, grades: Mapping[str, str]) -> Weighed:
    """The weight of a claim, 0 to 1, with every factor that made it, in order.

    `grades` maps a source (speaker, outlet, publisher or origin) to its Admiralty grade, such as "B2". A hand-set
    weight stands for all factors but the scope. Raises WhoHoldsError for a weight or a grade that is not allowed.
    """
    weight = 1.0
    reasons: list[Note] = []
    for said, value in _factors(claim, weights, grades):
        weight *= value
        reasons.append(Note(f"weight.{said.key}", {**said.values, "factor": value}))
    return Weighed(min(weight, weights["cap"]), tuple(reasons))


def key_of(claim: Claim, grades: Mapping[str, str]) -> tuple[object, ...]:
    """All that the weight of a claim depends on, so that a million claims need few computations."""
    return (
        claim.speaker_role,
        claim.interest,
        claim.unconfirmed,
        claim.precision,
        claim.position,
        claim.scope,
        claim.part,
        claim.capital,
        claim.modality,
        claim.predicate,
        claim.weight,
        grade_of(claim, grades) if grades or claim.grade else None,
    )


def grade_of(claim: Claim, grades: Mapping[str, str]) -> str | None:
    """The Admiralty grade that holds for a claim: its own, else that of its speaker, outlet, origin or publisher."""
    if claim.grade:
        return claim.grade
    for source in (claim.speaker, claim.outlet, claim.origin, claim.publisher):
        if source and source in grades:
            return grades[source]
    return None


def at_seat(claim: Claim) -> bool:
    """Whether a claim speaks of the seat of government: the capital, or all of the province or more."""
    if claim.part in (Part.PARTS, Part.OUTSKIRTS):
        return False
    if claim.capital or claim.scope in (Scope.REGION, Scope.COUNTRY):
        return True
    return claim.scope is Scope.PROVINCE or claim.scope is None


def _factors(claim: Claim, weights: Weights, grades: Mapping[str, str]) -> list[Factor]:
    if claim.weight is not None:
        if not 0.0 <= claim.weight <= 1.0:
            raise WhoHoldsError(
                f"claim {claim.article}[{claim.start}:{claim.end}]: weight is {claim.weight}; allowed is 0 to 1, or none"
            )
        return [(Note("hand"), claim.weight), *_scope(claim, weights)]
    grade = grade_of(claim, grades)
    factors = [*_base(claim, weights, grade)]
    if claim.unconfirmed and (grade or "")[1:2] not in tuple("12345"):  # a figure has judged that already
        factors.append((Note("unverified"), weights["unconfirmed"]))
    for name in ("modality", "precision", "position"):
        said = str(getattr(claim, name))
        value = weights.values.get(f"{name}.{said}", 1.0)
        if value != 1.0:
            factors.append((Note(name, {name: said}), value))
    return factors + _scope(claim, weights)


def _base(claim: Claim, weights: Weights, grade: str | None) -> list[Factor]:
    interest = claim.interest or Interest.NEUTRAL
    said = Note("base", {"role": str(claim.speaker_role), "interest": str(interest)})
    base = (said, weights[f"role.{claim.speaker_role}.{interest}"])
    if not grade:
        return [base]
    letter, figure = _grade(grade, claim)
    factors = [(Note("grade", {"grade": letter}), weights[f"grade.{letter}"])] if letter != "F" else [base]
    if figure in "12345":
        factors.append((Note("information", {"grade": figure}), weights[f"grade.{figure}"]))
    return factors


def _grade(grade: str, claim: Claim) -> tuple[str, str]:
    letter, figure = grade[:1].upper(), grade[1:] or "6"
    if letter not in "ABCDEF" or figure not in "123456" or not letter:
        where = f"claim {claim.article}[{claim.start}:{claim.end}]"
        raise WhoHoldsError(
            f"{where}: grade is {grade!r}; allowed is a letter A to F and a figure 1 to 6, such as 'B2'"
        )
    return letter, figure


def _scope(claim: Claim, weights: Weights) -> list[Factor]:
    factors: list[Factor] = []
    if claim.scope is Scope.PROVINCE and claim.part is Part.ALL:
        factors.append((Note("whole"), weights["scope.whole"]))
    elif claim.scope in WIDE and not claim.capital:
        factors.append((Note("wide", {"scope": str(claim.scope)}), weights[WIDE[claim.scope]]))
    elif claim.capital or claim.scope is None:
        factors.append((Note("seat"), weights["scope.capital"]))
    else:
        factors.append((Note("other", {"scope": str(claim.scope)}), weights[PLACES[claim.scope]]))
        if claim.predicate is Predicate.HOLDS:
            factors.append((Note("holds"), weights["part.holds"]))
    if claim.part in (Part.MOST, Part.PARTS, Part.OUTSKIRTS):
        factors.append((Note("part", {"part": str(claim.part)}), weights[f"part.{claim.part}"]))
    return [f for f in factors if f[1] != 1.0]
