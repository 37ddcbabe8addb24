"""snap: write customer messages that have all four parts, and prove it."""

__version__ = "0.1.0"
