"""Cases (Swedish: Ärenden): the register that every other room reads and writes through one door.

Keeps matters, facts with their sources, the journal, documents, decisions, tasks and messages, for as long as the
matter is open and five years after its last note (the municipality's disposal plan decides; nothing goes by itself).
"""
