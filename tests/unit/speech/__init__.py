"""Sound becomes text: frames, voice activity, utterances, drafts, recognisers, models and sound files."""
