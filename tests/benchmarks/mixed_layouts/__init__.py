"""Write-ups in layouts drawn at random from what write-ups are made of, and how well they are read."""
