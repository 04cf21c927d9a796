"""Fees for home care, day activities and special housing: 32 kap. 4-10 §§ socialtjänstlagen, before that 8 kap."""
