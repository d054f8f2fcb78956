"""The office's own lists: what a code means, and when it was valid."""

from newsroom.terms.model import Term, TermList, Terms
from newsroom.terms.read import read_terms

__all__ = ["Term", "TermList", "Terms", "read_terms"]
