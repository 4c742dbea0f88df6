"""Corpora: any number of pages read by many processes into a store, and read anew."""
