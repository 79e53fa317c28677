"""Places on a page of a PDF: points, boxes and the matrices that move them."""

from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)


def product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Sequence[Point]) -> Box:
    """Return the smallest box that holds all points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def numbers(operands: Sequence[Any], count: int) -> list[float]:
    """Return the first numbers among operands; what is missing is 0."""
    found = [float(value) for value in operands if isinstance(value, int | float)][:count]
    return found + [0.0] * (count - len(found))


def matrix(operands: Sequence[Any]) -> Matrix:
    """Return the matrix that six operands are; one that changes nothing where they are fewer."""
    a, b, c, d, e, f = numbers(operands, 6)
    return (a, b, c, d, e, f) if len(operands) >= 6 else SAME


def within(point: Point, box: Box) -> bool:
    """Say whether a point lies in a box."""
    left, low, right, high = box
    return left <= point[0] <= right and low <= point[1] <= high
