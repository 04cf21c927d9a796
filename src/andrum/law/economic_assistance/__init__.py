"""Economic assistance (ekonomiskt bistånd), 12 kap. socialtjänstlagen (2025:400)."""
