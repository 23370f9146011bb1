"""The one-on-one: what moved, what needs a word, and what was noted since the last talk."""

from kraokr.review.talk.agenda import with_agenda

__all__ = ["with_agenda"]
