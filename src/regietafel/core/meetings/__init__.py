"""Meetings: agenda versions, attendance against seats, lines of the run sheet, written rounds."""
