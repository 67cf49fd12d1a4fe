"""The class at a glance, on a class so small that every number can be computed by hand."""

import pytest

from bamboo_diplomacy.grade.classview import Mistake, views
from bamboo_diplomacy.grade.gradebook import Record, TaskRecord


def record(student, first, second, *, seconds=1.0, message="", status="graded", notebook="99_sample", **more):
    tasks = (
        TaskRecord("first", "right" if first else "wrong", first, 2, "" if first else message),
        TaskRecord("second", "right" if second else "not attempted", second, 1),
        TaskRecord("essay", "to mark", 0, 4),
    )
    return Record(student, notebook, "a", "v", status, tasks, seconds=seconds, **more)


CLASS = [
    record("a", 2, 1, seconds=1),
    record("b", 2, 1, seconds=2),
    record("c", 0, 0, seconds=9, message="Divide."),
    record("d", 0, 0, seconds=4, message="Divide."),
    record("e", 0, 1, seconds=3, message="Multiply."),
    Record("f", "99_sample", "", "v", "not gradable", notes=("The file is empty.",)),
]


@pytest.fixture
def view():
    (own,) = views(CLASS)
    return own


def test_the_class_is_counted_with_those_who_could_not_be_graded(view):
    assert (view.students, view.points, view.median, view.max_points) == (6, (0, 0, 1, 3, 3), 1, 3)
    assert view.not_gradable == (("f", "The file is empty."),)
    assert view.seconds == 3


def test_the_distribution_counts_everybody_once_and_full_points_in_the_last_bin(view):
    assert [own.students for own in view.distribution] == [2, 1, 2]
    assert [own.share for own in view.distribution] == [1, 0.5, 1]
    assert [(own.low, own.high) for own in view.distribution] == [(0, 1), (1, 2), (2, 3)]


def test_difficulty_is_the_mean_share_of_the_points_of_those_who_tried(view):
    first, second, essay = view.tasks
    assert (first.attempted, first.difficulty) == (5, 4 / 10)
    assert (second.attempted, second.difficulty) == (3, 1.0)
    assert (essay.difficulty, essay.discrimination) == (None, None)


def test_discrimination_is_the_correlation_with_the_other_tasks(view):
    """First earns 2 2 0 0 0 and the rest 1 1 0 0 1: the covariance is 0.8/2.4, the correlation 2/3."""
    assert round(view.tasks[0].discrimination, 6) == 0.666667


def test_the_most_frequent_messages_come_first(view):
    assert view.tasks[0].mistakes == (Mistake("Divide.", 2), Mistake("Multiply.", 1))


def test_a_task_that_most_who_tried_got_wrong_is_worth_explaining_again(view):
    assert [task.task for task in view.again] == ["first"]


def test_few_students_or_equal_points_have_no_discrimination():
    (few,) = views(CLASS[:4])
    assert few.distribution == ()
    assert few.tasks[0].discrimination is None
    (equal,) = views([record(str(number), 2, number % 2) for number in range(6)])
    assert equal.tasks[0].discrimination is None


def test_exercises_of_two_versions_with_other_tasks_stand_together():
    older = Record("z", "99_sample", "a", "v0", "graded", (TaskRecord("gone", "right", 1, 1),))
    (view,) = views([*CLASS, older])
    assert [task.task for task in view.tasks] == ["first", "second", "essay", "gone"]
    assert view.tasks[0].attempted == 5


def test_a_class_of_which_nothing_could_be_graded_has_a_view():
    (view,) = views(CLASS[5:])
    assert (view.students, view.tasks, view.median, view.again) == (1, (), 0.0, ())


def test_each_exercise_has_its_own_view_in_the_order_of_its_name():
    assert [own.notebook for own in views([record("a", 1, 1, notebook="05"), record("a", 1, 1, notebook="04")])] == [
        "04",
        "05",
    ]
