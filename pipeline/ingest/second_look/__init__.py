"""Whether what was taken for notes reads as notes do: a fitted model's second opinion beside the rules."""
