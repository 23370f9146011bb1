"""The lives of KRAs and targets as a timeline by quarter: text, JSON, Markdown, and a picture."""
