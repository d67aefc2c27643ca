"""What others take from here: data, workbooks, programs and citations, one format a file."""
