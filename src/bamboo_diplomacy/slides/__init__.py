"""Slides: a topic notebook as a deck that a teacher projects, one HTML file without Python and without a network.

Which cells are projected stands in the notebook, as Jupyter's own ``slideshow.slide_type`` (`declared`). What of a
cell is projected follows from the form of a lesson (`prose`, `projection`, `outputs`): headings, terms in bold, lists,
tables and figures; paragraphs become speaker notes. `deck` puts the slides in order, and `page` writes the page that
reveal.js moves.

nbconvert makes a slide of each whole cell, and its page asks other servers for six scripts; a lesson's cell holds more
than can be projected, and a classroom may have no network.
"""
