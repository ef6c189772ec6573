"""The ids of the page's elements, in one place: what a callback or a script names is here."""

VIEW = "view"  # dcc.Store: the view at rest, written by assets/view.js alone
GRAPH = "map"

APP = "app"
TOP = "top"
EMBED = "embed"
STAGE = "stage"
MAP_REGION = "map-region"
ALT = "alt"
SIDE = "side"
TIMELINE = "timeline"
LIVE = "live"

SEARCH = "search"
NOTICES = "notices"
TOTALS = "totals"
LEGEND = "legend"
UNPLACED = "unplaced"
MAP_KEYS = "map-keys"
TIP = "tip"
