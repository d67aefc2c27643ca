"""Pages read, as Markdown or as built HTML, into one kind of document."""
