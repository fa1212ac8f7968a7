"""What can be found by words in closed debates: their shown questions and what became of them.

An index is made of what is kept, and can be made again: it is in no backup, and no migration looks
after it. SQLite's is a file of its own beside the database (FTS5), PostgreSQL's two tables in it.
Whether a debate is still listed is asked of the debates themselves with every search.
"""

from server.store.search.entries import Entry, Outline, Sought
from server.store.search.index import AT_MOST, SearchIndex
from server.store.search.opening import open_index
from server.store.search.ranking import ranking
from server.store.search.words import MOST_WORDS, Word, marks, words_of

__all__ = [
    "AT_MOST",
    "MOST_WORDS",
    "Entry",
    "Outline",
    "SearchIndex",
    "Sought",
    "Word",
    "marks",
    "open_index",
    "ranking",
    "words_of",
]
