"""How a quiz is put into a notebook: buttons for who runs the cell, text that unfolds for who only opens the file.

As with explorers, two outputs are stored, the widget and its twin, and the page shows one of them. The twin depends on
the quiz alone, so nbval finds two runs equal.
"""

from IPython.display import display

from bamboo_diplomacy.practice.quizzes import markup
from bamboo_diplomacy.practice.quizzes.content import Quiz
from bamboo_diplomacy.practice.quizzes.view import QuizPlace, QuizView

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def display_quiz(quiz: Quiz) -> None:
    """Display the quiz with buttons, and its twin."""
    model = {"model_id": QuizPlace(QuizView(quiz)).root.model_id, "version_major": 2, "version_minor": 0}
    display({WIDGET_VIEW: model, "text/plain": repr(quiz)}, raw=True)
    display({"text/html": markup.twin(quiz), "text/plain": markup.plain(quiz)}, raw=True)
