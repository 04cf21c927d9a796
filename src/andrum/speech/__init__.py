"""Speech (tal): sound to text. A pure engine: no person, no case, no database; it keeps nothing and writes nothing.

Frames of 16 kHz sound come in with sequence numbers; tentative and final text comes out, with times, and a plain word
when sound is missing or the text is behind. Silence never reaches the recogniser, and what a recogniser is known to
make up is dropped.
"""
