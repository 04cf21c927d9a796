"""Dispatch (Swedish: Expediering).

Purpose, what it keeps and for how long: see the reference page of the room.
"""
