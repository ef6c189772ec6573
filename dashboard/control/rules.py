"""Three ways to decide, over the same claims: the filter, the latest credible claim, two independent origins."""

from __future__ import annotations

from dashboard.control.clusters import Cluster
from dashboard.control.filter import Decay, decay_of
from dashboard.control.table import FIGHT, GAIN, HOLDOUT, LEFT
from dashboard.control.weights import Weights
from dashboard.model import WhoHoldsError

RULES = {
    "filter": "every claim moves the probability by its weight; quiet time makes it fade",
    "latest": "the latest credible claim decides alone; nothing fades",
    "two_origins": "only what two independent origins report on a common day counts; nothing fades",
}


def check_rule(rule: str) -> str:
    """The rule, or an error that names the rules there are."""
    if rule not in RULES:
        raise WhoHoldsError(f"rule is {rule!r}; allowed are {', '.join(RULES)}")
    return rule


def apply_rule(rule: str, clusters: list[Cluster], weights: Weights) -> tuple[list[Cluster], Decay]:
    """The clusters that count under a rule, as strong as it says, and what quiet time does."""
    if rule == "filter":
        return clusters, decay_of(weights)
    if rule == "latest":
        kept = [c for c in clusters if max(w for w, _ in c.best.values()) >= weights["rule.credible"]]
    else:
        kept = [c for c in clusters if len(c.best) >= weights["rule.origins"]]
    return [_decisive(c, weights["cap"]) for c in kept if c.family in (GAIN, FIGHT, LEFT, HOLDOUT)], Decay(
        1.0, 1.0, 0.0
    )


def _decisive(cluster: Cluster, cap: float) -> Cluster:
    """The same cluster, acting with full strength on the last of its days."""
    first = min(cluster.best.items(), key=lambda item: item[1][1])[0]
    cluster.lo, cluster.event, cluster.strength = cluster.hi, True, cap
    cluster.whole = cap if cluster.whole else 0.0
    cluster.adds = {origin: cap if origin == first else 0.0 for origin in cluster.best}
    return cluster
