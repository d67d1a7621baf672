# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The evaluators' measures as functions, without the flows around them."""

import importlib.util
import sys
from pathlib import Path

EVALUATORS = Path(__file__).resolve().parents[2] / "resources" / "evaluators"
ROUGE_TYPES = ("rouge1", "rouge2", "rouge3", "rouge4", "rouge5", "rougeL")
TWICE = ("bleu_score", "gleu_score", "f1_score", "meteor_score")


def function_of(evaluator, file="measure", name=None):
    """The tool of an evaluator's file, which finds the files beside it and what it includes."""
    folders = [str(EVALUATORS / evaluator), str(EVALUATORS / "shared")]
    sys.path[:0] = folders
    try:
        path = EVALUATORS / evaluator / (file + ".py")
        if not path.exists():
            path = EVALUATORS / "shared" / (file + ".py")
        spec = importlib.util.spec_from_file_location(f"{evaluator}_{file}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        del sys.path[: len(folders)]
    return getattr(module, name or file)


def numbers(measure, response, ground_truth, **more):
    """What is a score among what a measure gives."""
    given = measure(response=response, ground_truth=ground_truth, **more)
    return {key: value for key, value in given.items() if not key.endswith(("_result", "_threshold"))}

