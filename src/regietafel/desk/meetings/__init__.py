"""The desk of meetings: agendas, attendance, run sheets."""
