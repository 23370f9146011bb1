"""Documents: from a view, by a template in HTML, to Markdown, HTML, PDF and Word."""

from kraokr.documents.render import FORMATS, document, documents, is_untouched_file
from kraokr.documents.seal import is_untouched, sealed
from kraokr.documents.templating.environment import Templates

__all__ = ["FORMATS", "Templates", "document", "documents", "is_untouched", "is_untouched_file", "sealed"]
