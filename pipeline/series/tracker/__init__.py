"""The tracker: from themes to action, written for the team and read back."""
