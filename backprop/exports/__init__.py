"""What others take from here: data, workbooks, programs and citations, one format a file."""

FOLDER = "values"  # of the files of all examples, below the root of a site
