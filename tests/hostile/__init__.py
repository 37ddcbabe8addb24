"""Hostile inputs for the real command: tables of cases, and what runs them within limits."""
