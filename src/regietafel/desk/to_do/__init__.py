"""What each table has to do this week, as a page, a digest by mail, and a calendar feed."""
