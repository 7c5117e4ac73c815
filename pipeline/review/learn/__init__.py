"""What decisions teach the rest of the draft and the codebook of the series."""
