"""Parts of the benchmark of grading: the exercise, the tools that grade it, and what they are measured with."""
