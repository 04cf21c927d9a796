"""Fees (avgifter) for home care, day activities and housing, SoL 32 kap.: what each pays, why, and the invoice basis.

Keeps granted services, absence, authorities to speak for somebody, what persons say of their incomes, fee decisions,
yearly recalculations and invoice bases. All of it as long as the matter (SoL 16 kap.); invoice bases as long as the
accounts (KL 2018:597, seven years).
"""
