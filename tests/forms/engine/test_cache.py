"""The memory of what was used last."""

from threading import Event, Thread

from forms.engine.cache import RecentlyUsed
from forms.engine.compile import CACHED_FORMS, compiled
from tests.forms.engine.small_forms import one_step, text


def test_a_value_is_made_once_and_is_the_same_afterwards() -> None:
    memory: RecentlyUsed[list[int]] = RecentlyUsed(2)
    made = memory.get("a", lambda: [1])
    assert memory.get("a", lambda: [2]) is made


def test_what_was_used_longest_ago_is_forgotten() -> None:
    memory: RecentlyUsed[str] = RecentlyUsed(2)
    memory.get("a", lambda: "first")
    memory.get("b", lambda: "first")
    memory.get("a", lambda: "again")
    memory.get("c", lambda: "first")
    assert memory.get("a", lambda: "again") == "first"
    assert memory.get("b", lambda: "again") == "again"


def test_no_more_is_kept_than_there_is_room_for() -> None:
    memory: RecentlyUsed[int] = RecentlyUsed(3)
    for key in range(10):
        memory.get(key, lambda: 0)
    assert [key for key in reversed(range(10)) if memory.get(key, lambda: 1) == 0] == [9, 8, 7]


def test_a_failure_is_not_remembered() -> None:
    memory: RecentlyUsed[int] = RecentlyUsed(2)
    try:
        memory.get("a", lambda: 1 // 0)
    except ZeroDivisionError:
        assert memory.get("a", lambda: 7) == 7
    else:
        raise AssertionError("the failure was swallowed")


def test_two_threads_that_make_the_same_get_the_same() -> None:
    memory: RecentlyUsed[object] = RecentlyUsed(2)
    begun, overtaken = Event(), Event()
    slow: list[object] = []

    def make_slowly() -> object:
        begun.set()
        overtaken.wait(5)
        return object()

    thread = Thread(target=lambda: slow.append(memory.get("a", make_slowly)))
    thread.start()
    assert begun.wait(5)
    quick = memory.get("a", object)
    overtaken.set()
    thread.join(5)
    assert slow == [quick]


def test_a_form_is_compiled_once() -> None:
    form = one_step(text())
    assert compiled(form) is compiled(form)
    assert compiled(form).form is form


def test_forms_that_look_alike_are_compiled_apart() -> None:
    first, second = one_step(text()), one_step(text())
    assert first == second
    assert compiled(first) is not compiled(second)


def test_a_form_that_was_forgotten_is_compiled_again() -> None:
    form = one_step(text())
    before = compiled(form)
    others = [one_step(text()) for _ in range(CACHED_FORMS)]
    for other in others:
        assert compiled(other).form is other
    assert compiled(form) is not before
