"""The desk of minutes: drafts, remarks, adoption."""
