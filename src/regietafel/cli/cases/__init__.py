"""Cases: folders of tables that are loaded through the actions that users have."""
