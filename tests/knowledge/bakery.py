"""A small framework of our own for tests: two items with points, areas and direct parts, notes, a step and a term."""

from knowledge.catalogue import load
from knowledge.criteria import Framework

BAKERY = """
id: bakery
title: How a bakery works
short: Bakery
edition: first
sector: food
source: Written for these tests
notice: Nobody's official text.
points: 70
elsewhere: ["9.9"]
categories:
  - code: "1"
    title: Bread
    items:
      - code: "1.1"
        title: Baking
        points: 40
        question: How do you bake?
        areas:
          - code: 1.1a
            title: Dough
            parts:
              - code: 1.1a(1)
                title: Mixing
                questions:
                  - How do you mix the dough?
                  - sentence: 2
                    text: How do you weigh the flour?
                  - sentence: 2
                    text: How do you measure the water?
                  - How do you know that the dough is ready?
              - code: 1.1a(2)
                title: Resting
                questions:
                  - How do you let the dough rest?
          - code: 1.1b
            title: Oven
            parts:
              - code: 1.1b
                title: Oven
                questions:
                  - How do you heat the oven?
      - code: "1.2"
        title: Selling
        points: 30
        direct_parts:
          - code: "1.2"
            title: Selling
            questions:
              - How do you sell the bread?
              - How do you set the price?
notes:
  - about: ["1.1"]
    text: Baking starts at night.
  - about: [1.1a]
    text: Dough is alive.
  - about: [1.1a(1).2, "9.9"]
    text: Flour is weighed, never poured.
  - about: [1.1a(1)]
    text: Mixing takes twelve minutes.
steps:
  - code: S1
    text: "Open the shop:"
    points: [light, till]
terms:
  - name: Crumb
    text: The soft inside of a loaf.
"""


def bakery() -> Framework:
    """Load the bakery as an owner's file would be."""
    return load(BAKERY, "bakery.yaml")
