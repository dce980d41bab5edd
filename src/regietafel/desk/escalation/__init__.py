"""The desk of escalation: boards, proposals, steps."""
