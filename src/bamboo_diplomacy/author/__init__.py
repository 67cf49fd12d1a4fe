"""From solution notebooks to exercises: roles of cells, release, proof."""
