"""The sorting board: a page on which people sort the notes of an event as they sort post-its on a wall."""
