"""From the write-up of a listening event to draft theme reports that people check and correct."""
