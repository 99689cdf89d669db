"""Export: the marks in a copy of a person's own workbook, part by part; everything unmarked stays as it is."""
