"""Draw rows of the lexicon at random, to be checked anew by a person: `python training/offices/sample.py 200 7`."""

from __future__ import annotations

import random
import sys

from dragoman.world.sources import read_lexicon

if __name__ == "__main__":
    size, seed = int(sys.argv[1]), int(sys.argv[2])
    for office in random.Random(seed).sample(read_lexicon().offices, size):
        period = f"{office.period.start or '…'} to {office.period.end or 'today'}"
        sectors = ";".join(office.sectors)
        print(f"{office.name} | {office.party} | {office.office} | {sectors} | {period} | {office.confidence}")
