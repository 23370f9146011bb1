"""Changes between two states of a workspace as text, JSON, Markdown, and what a page is made of."""
