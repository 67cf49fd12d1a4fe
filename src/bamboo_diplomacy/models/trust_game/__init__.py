"""The trust game: a prisoner's dilemma between two states, repeated, with errors and a past.

Two states meet again and again. Each may cooperate (C) or defect (D); each is tempted to defect, and both lose if both
do. Choose two strategies, how often moves go wrong or are misread, what war is remembered and how long the future is;
then `play` one match and name its `course`, look at many with `average_over_seeds` and `usual_course`, or hold a
`tournament`. `expected` computes what simple strategies lead to without playing.

>>> play(Settings(a="graduated_reciprocation", b="tit_for_tat", memory_of_war=5, rounds=4)).b.moves
'DCCC'
>>> play(Settings(a="tit_for_tat", b="tit_for_tat", memory_of_war=5, rounds=4)).b.moves
'DDDD'
"""

from bamboo_diplomacy.models.trust_game.comparison import average_over_seeds, tournament
from bamboo_diplomacy.models.trust_game.course import COURSES, END, UsualCourse, course, trust_at_first, usual_course
from bamboo_diplomacy.models.trust_game.exact import MEMORY_ONE, MemoryOne, expected, outcomes
from bamboo_diplomacy.models.trust_game.match import Match, Record, play
from bamboo_diplomacy.models.trust_game.payoffs import Payoffs, greatest_generosity, minimum_patience
from bamboo_diplomacy.models.trust_game.settings import Incident, Settings
from bamboo_diplomacy.models.trust_game.strategies import STRATEGIES, Strategy

__all__ = [
    "COURSES",
    "END",
    "MEMORY_ONE",
    "STRATEGIES",
    "Incident",
    "Match",
    "MemoryOne",
    "Payoffs",
    "Record",
    "Settings",
    "Strategy",
    "UsualCourse",
    "average_over_seeds",
    "course",
    "expected",
    "greatest_generosity",
    "minimum_patience",
    "outcomes",
    "play",
    "tournament",
    "trust_at_first",
    "usual_course",
]
