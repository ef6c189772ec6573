"""Who Holds: from the sentence of an article to the colour of a province, and back.

Out:  articles -> claims -> control -> figures -> web | export.
Back: a click is a View(unit, day, known_at) -> Control.evidence -> the sentence, marked in its article.
"""

__version__ = "0.1.0"
