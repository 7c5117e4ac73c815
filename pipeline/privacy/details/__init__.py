"""Personal details that have a written form: addresses, numbers, dates of birth, handles."""
