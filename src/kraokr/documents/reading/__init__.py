"""Reading HTML: the blocks that all formats but HTML are written from."""

from kraokr.documents.reading.document import read_document

__all__ = ["read_document"]
