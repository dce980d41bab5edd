"""What wires: settings, addresses, the web server's entry points."""
