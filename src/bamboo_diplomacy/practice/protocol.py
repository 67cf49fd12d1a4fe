"""Between a notebook and its judge: the forms in which answers are recorded, and the switch of feedback."""

ANSWER_TYPE = "application/vnd.bamboo.answer+json"
MISTAKE_TYPE = "application/vnd.bamboo.mistake+json"
FEEDBACK_SWITCH = "BAMBOO_FEEDBACK"
"""Set to ``off``, checks are recorded without feedback: so a solution's outputs do not depend on earlier feedback."""
