"""Which countries a second look puts on the way."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.trained.journey import chosen


@pytest.mark.parametrize(
    ("shares", "on_the_way"),
    [
        ([0.9, 0.45, 0.42], [True, True, False]),  # nobody is brought from one country into none
        ([0.9, 0.3], [True, False]),  # work within a country
        ([0.9, 0.6, 0.45], [True, True, False]),
        ([0.5, 0.45], [False, False]),
        ([0.9], [True]),
        ([], []),
    ],
)
def test_beside_one_country_alone_a_second_need_be_less_sure(shares: list[float], on_the_way: list[bool]) -> None:
    assert chosen(np.array(shares), 0.55, 0.4).tolist() == on_the_way


def test_where_all_must_be_sure_a_second_country_must_be_too() -> None:
    assert chosen(np.array([0.9, 0.45]), 0.55, 0.55).tolist() == [True, False]
