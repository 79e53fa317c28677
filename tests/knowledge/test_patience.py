import threading

import pytest

from knowledge.patience import Breaker, Busy, Overdue, Wall


class Clock:
    """A clock that is set by hand."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_done_in_time_is_returned_and_what_it_raises_is_raised() -> None:
    wall = Wall[int](5, 1)
    assert wall.wait_for(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        wall.wait_for(lambda: 1 // 0)


def test_what_hangs_is_left_and_keeps_its_place_until_it_ends() -> None:
    released = threading.Event()
    wall = Wall[bool](0.05, 2)
    for _ in range(2):
        with pytest.raises(Overdue):
            wall.wait_for(released.wait)
    with pytest.raises(Busy):
        wall.wait_for(lambda: True)
    hanging = [one for one in threading.enumerate() if one.name == "model"]
    assert all(one.daemon for one in hanging)
    released.set()
    for one in hanging:
        one.join(5)
    assert wall.wait_for(lambda: True)


def test_three_failures_in_a_row_rest_for_a_minute() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for succeeded in (False, False, True, False, False):
        breaker.note(succeeded)
    assert breaker.is_closed
    breaker.note(succeeded=False)
    clock.now += 59.9
    assert not breaker.is_closed
    clock.now += 0.1
    assert breaker.is_closed
    breaker.note(succeeded=False)
    assert not breaker.is_closed
    clock.now += 60
    breaker.note(succeeded=True)
    breaker.note(succeeded=False)
    assert breaker.is_closed
