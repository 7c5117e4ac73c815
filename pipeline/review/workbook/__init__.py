"""The review workbook: what stands in it, how it is written, and what people wrote into it."""
