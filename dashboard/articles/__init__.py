"""Files of articles -> Article: text exactly as it stands in the file, with what is known about it beside it.

`read_articles(path)` takes a folder (with `articles.toml` beside the texts), one file (.txt .html .pdf) or a .jsonl.
"""

from dashboard.articles.folder import read_articles, unread_files
from dashboard.articles.lines import iter_lines
from dashboard.articles.text import ENDINGS

__all__ = ["ENDINGS", "iter_lines", "read_articles", "unread_files"]
