"""Site: composition only. Settings, addresses, design, start page, health, demo data, command line."""
