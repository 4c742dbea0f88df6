"""Dragoman: who did, or said they would do, what to whom, when, and according to whom."""

