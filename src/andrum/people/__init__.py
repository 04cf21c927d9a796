"""People (Swedish: personer): persons and their protection.

Keeps number, name, address and ways to reach a person, as long as a matter about them is kept (SoL 16 kap.).
"""
