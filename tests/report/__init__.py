"""Tests of the room that drafts reports."""
