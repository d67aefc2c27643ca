"""The audit: arithmetic in any Markdown, LaTeX or plain text, from the printed numbers alone."""
