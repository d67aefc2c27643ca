"""An example as a workbook: live formulas with their proved values, for any spreadsheet program."""
