#!/usr/bin/env python3
"""Makes evaluation_tables.json: small random tables, and what scikit-learn, numpy and cleanlab say of them.

  python3 -m venv v && v/bin/pip install scikit-learn 'cleanlab==2.9.*' pandas
  export NPY_DISABLE_CPU_FEATURES="AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR AVX2 FMA3"
  v/bin/python Tests/Fixtures/evaluation_tables.py > Tests/Fixtures/evaluation_tables.json

numpy's vectorised sorts leave equal numbers in an order that depends on the processor, and cleanlab rounds by such an
order. Without them it is the order of the plain insertion sort, which is the same everywhere.
"""
import json
import warnings

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from sklearn.metrics import (balanced_accuracy_score, cohen_kappa_score, f1_score, log_loss, matthews_corrcoef)

K = 5
warnings.simplefilter("ignore")


def number(value):
    return None if np.isnan(value) else float(value)


def table(seed):
    random = np.random.default_rng(seed)
    rows = int(random.integers(2, 90))
    classes = sorted(random.choice(K, int(random.integers(2, K + 1)), replace=False))
    truth = random.choice(classes, rows)
    sharpness = random.uniform(0.2, 3)
    scores = random.normal(size=(rows, K)) + sharpness * np.eye(K)[truth]
    p = np.exp(scores)
    p = np.round(p / p.sum(1, keepdims=True), 9)
    labels = np.where(random.random(rows) < 0.25, random.choice(classes, rows), truth)
    guess, lab = p.argmax(1), list(range(K))
    groups = random.integers(0, max(2, rows // 4), rows)
    unique = np.unique(groups)
    draws, errors = np.random.default_rng(seed), []
    for _ in range(1000):
        index = np.concatenate([np.where(groups == g)[0] for g in draws.choice(unique, len(unique))])
        errors.append(100 * (guess[index] != labels[index]).mean())
    issues = lambda rank: [int(i) for i in find_label_issues(labels, p, return_indices_ranked_by=rank, n_jobs=1)]
    return dict(
        seed=seed, labels=labels.tolist(), probabilities=p.tolist(), groups=groups.tolist(),
        balanced_accuracy=float(balanced_accuracy_score(labels, guess)),
        macro_f1=float(f1_score(labels, guess, average="macro", labels=lab, zero_division=0)),
        weighted_f1=float(f1_score(labels, guess, average="weighted", labels=lab, zero_division=0)),
        kappa=number(cohen_kappa_score(labels, guess, labels=lab)),
        linear_kappa=number(cohen_kappa_score(labels, guess, labels=lab, weights="linear")),
        qwk=number(cohen_kappa_score(labels, guess, labels=lab, weights="quadratic")),
        mcc=float(matthews_corrcoef(labels, guess)),
        log_loss=float(log_loss(labels, p / p.sum(1, keepdims=True), labels=lab)),
        error_pct_ci95=[float(x) for x in np.percentile(errors, [2.5, 97.5])],
        thresholds=[float(t) for t in get_confident_thresholds(labels, p)],
        confident_joint_raw=compute_confident_joint(labels, p, calibrate=False).tolist(),
        confident_joint=compute_confident_joint(labels, p, calibrate=True).tolist(),
        by_self_confidence=issues("self_confidence"), by_normalized_margin=issues("normalized_margin"))


print(json.dumps([table(seed) for seed in range(24)], separators=(",", ":")))
