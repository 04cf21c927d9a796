"""The latest stretch of sound, in a place of fixed size."""

import numpy as np

from andrum.speech.frames import Pcm


class Ring:
    """Keeps the last ``capacity`` samples; older ones are written over. Positions count from the stream's start."""

    def __init__(self, capacity: int) -> None:
        self._samples: Pcm = np.zeros(capacity, dtype=np.int16)
        self.end = 0

    def append(self, samples: Pcm) -> None:
        """Add sound at the end."""
        capacity = self._samples.size
        self.end += max(samples.size - capacity, 0)
        latest = samples[-capacity:]
        at = self.end % capacity
        first = min(latest.size, capacity - at)
        self._samples[at : at + first] = latest[:first]
        self._samples[: latest.size - first] = latest[first:]
        self.end += latest.size

    def skip(self, count: int) -> None:
        """Go on ``count`` samples later; what is skipped is silence."""
        kept = min(count, self._samples.size)
        self.end += count - kept
        self.append(np.zeros(kept, dtype=np.int16))

    def read(self, start: int, end: int) -> Pcm:
        """A copy of the samples from ``start`` up to ``end``, as far as they are still here."""
        capacity = self._samples.size
        end = min(end, self.end)
        start = max(start, self.end - capacity, 0)
        if start >= end:
            return np.zeros(0, dtype=np.int16)
        at = start % capacity
        count = end - start
        first = min(count, capacity - at)
        return np.concatenate((self._samples[at : at + first], self._samples[: count - first]))
