"""Who is meant: mentions, coreference, resolution and places."""

from dragoman.actors.cast import Cast, Mention, Referral
from dragoman.actors.identify import Candidate
from dragoman.actors.resolver import Resolver

__all__ = ["Candidate", "Cast", "Mention", "Referral", "Resolver"]
