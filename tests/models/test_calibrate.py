"""Curves and thresholds."""

import numpy as np

from models.calibrate import find_thresholds, fit_curve


def test_a_curve_is_fitted_to_answers_that_are_too_sure() -> None:
    logits = np.array([8.0, 7.0, -8.0, -7.0, 6.0, -6.0, 9.0, -9.0] * 20)
    truth = np.array([1, 1, 0, 0, 1, 0, 0, 1] * 20, dtype=float)
    slope, _ = fit_curve(logits, truth)
    assert 0 < slope < 0.5


def test_only_the_label_that_flags_real_texts_gets_a_higher_threshold() -> None:
    truth = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]] * 5)
    answers = np.where(truth > 0.5, 0.9, 0.1)
    real = np.array([[0.2, 0.8], [0.1, 0.7], [0.3, 0.1]])
    plain = find_thresholds(answers, truth, np.zeros((0, 2)), 0.0)
    raised = find_thresholds(answers, truth, real, 0.0)
    assert plain[0] == plain[1] == raised[0]
    assert raised[1] > 0.8
    assert not (real >= raised).any()


def test_no_threshold_lies_below_the_least() -> None:
    truth = np.array([[1.0], [0.0]] * 5)
    answers = np.where(truth > 0.5, 0.9, 0.1)
    assert find_thresholds(answers, truth, np.zeros((0, 1)), 0.0, least=0.7)[0] >= 0.7
    assert find_thresholds(answers, truth, np.zeros((0, 1)), 0.0)[0] == 0.5


def test_what_no_threshold_can_stop_ends_the_search() -> None:
    truth = np.array([[1.0], [0.0]])
    raised = find_thresholds(np.array([[0.9], [0.1]]), truth, np.array([[1.0]]), 0.0)
    assert raised[0] > 0.998
