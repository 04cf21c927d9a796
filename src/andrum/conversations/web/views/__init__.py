"""Pages, one file a part of the road: before, during, after, signed."""
