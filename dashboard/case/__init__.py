"""A folder with case.toml -> Case: the units, places, sides, articles and clocks of one conflict.

`default_case()` is the one that ships; `country_case(code)` is what the package knows of a country, without articles.
"""

from dashboard.case.country import check_case, country_case, new_case
from dashboard.case.read import default_case, read_case
from dashboard.case.shape import Case

__all__ = ["Case", "check_case", "country_case", "default_case", "new_case", "read_case"]
