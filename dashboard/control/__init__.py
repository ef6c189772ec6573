"""From claims to control: who holds which unit on which day, as known at which day, and from which sentences.

weights   the numbers: an id, a value and a reason each (weights.toml)
weigh     one claim -> its weight, factor by factor
table     all claims -> arrays in canonical order; what does not act is kept with the reason
regions   "the whole north" -> a weak claim for each unit of it
clusters  reports of one event, each origin counted once
rules     filter | latest credible claim | two independent origins
ops       clusters spread over their days: transitions for events, emissions for states
filter    the forward pass, and slow decay in quiet time
classify  probabilities -> held, claimed, contested, disputed, no report; extent, age, pending
passes    all of that, for what was known at one day
ledger    one unit again, claim by claim: probability before and after each
explain   the evidence behind a status, and what would be shown without each claim
history   since when, changes, totals; signals: approaches and hold-outs
checks    stated counts against the map; findings: what deserves a second look
walk      the days of publication in turn, each with only the units that it speaks of
overview  a day at a glance: what changed on it, the newest claims
visited   what was inferred for the known-at days visited last
control   Control answers all of it; build: control_from makes it
evaluate  the map against a reference list; calibrate: weights fitted to one; duplicates: reprints of one article
"""

from dashboard.control.build import control_from, difference
from dashboard.control.control import Control
from dashboard.control.duplicates import duplicate_articles
from dashboard.control.evaluate import Evaluation, Held, evaluate_reference, read_reference, reference_text
from dashboard.control.findings import contradictions
from dashboard.control.overview import last_turn, latest, shown, telling_days, turned
from dashboard.control.result import (
    EXTENTS,
    KINDS,
    Balance,
    CountCheck,
    Difference,
    Finding,
    Layers,
    Moved,
    Sensitivity,
    Totals,
)
from dashboard.control.rules import RULES
from dashboard.control.weights import Weights, default_weights, read_weights

__all__ = [
    "EXTENTS",
    "KINDS",
    "RULES",
    "Balance",
    "Control",
    "CountCheck",
    "Difference",
    "Evaluation",
    "Finding",
    "Held",
    "Layers",
    "Moved",
    "Sensitivity",
    "Totals",
    "Weights",
    "contradictions",
    "control_from",
    "default_weights",
    "difference",
    "duplicate_articles",
    "evaluate_reference",
    "last_turn",
    "latest",
    "read_reference",
    "read_weights",
    "reference_text",
    "shown",
    "telling_days",
    "turned",
]
