"""From submissions to verdicts: rebuild, run through nbval, judge."""
