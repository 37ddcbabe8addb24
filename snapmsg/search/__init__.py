"""Finds the scenario that somebody means: by a few words, or by a customer's whole complaint.

`words` makes words comparable, `english` knows which mean the same, `shelf` has those of every
scenario and forgives slips of the finger, and `ranking` puts the best first.
"""

from snapmsg.search.ranking import Hit, search
from snapmsg.search.shelf import Shelf, gather

__all__ = ["Hit", "Shelf", "gather", "search"]
