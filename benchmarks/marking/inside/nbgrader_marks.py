"""Run in nbgrader's own environment: print which checks of an assignment have all their points, by student, as JSON."""

import json
import sys

from nbgrader.api import Gradebook

assignment, *checks = sys.argv[1:]
marks = {}
with Gradebook("sqlite:///gradebook.db") as book:
    for submission in book.notebook_submissions(assignment, assignment):
        full = {grade.name for grade in submission.grades if grade.score == grade.max_score}
        marks[submission.student.id] = [check in full for check in checks]
print(json.dumps(marks))
