"""What words, tables and lists say, and whether it is so."""
