"""How many actions a reader needs from the draft to their own themes: in the workbook, and at the board."""
