# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Compares the computed evaluators with the azure-ai-evaluation package, on texts made up at random.

    python -m venv v && v/bin/pip install azure-ai-evaluation==1.13.3
    NLTK_DATA=DIR v/bin/python tests/evaluators/compare_azure.py [PAIRS] [SEED]

DIR has nltk's punkt_tab, wordnet and perluniprops, which that package needs. Prints each number that
differs and ends with 1 where one does. numbers.jsonl has such numbers for the test without them.
"""

import asyncio
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources" / "python"))

import measures
from azure.ai import evaluation

WORDS = """the a an dog dogs cat cats ran running quickly quick big large huge small little car automobile walked
said told Dr. Smith U.S. isn't don't happy happily happiness relational conditional hopping agreed plastered
troubled falling hissing skies dying news children geese better went going was studies flies password reset
account VPN 12.5 $3.88 ( ) [kb-1] . , ! ? : ; " ' -- ... gonna cannot 'tis e.g. p.m. No. 5 J. Bach
서울은 수도입니다. 계정을 재설정 하세요 é naïve “ok” — 。 中文。 ½ € &amp; 😀""".split()
ENDINGS = ("", "s", "es", "ed", "ing", "ly", "ness", "er", "ation", "ful", "ies", "logi", "ement")


def text(chance):
    pool = [word for word in WORDS if word.isascii()] if chance.random() < 0.75 else WORDS
    count = chance.choice([0, 1, 1, 2, 3, 5, 8, 13, 20, 30])
    return " ".join(chance.choice(pool) + (chance.choice(ENDINGS) if chance.random() < 0.2 else "") for _ in range(count))


def near(given, chance):
    words = given.split(" ")
    for _ in range(chance.randrange(4)):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    if chance.random() < 0.3:
        chance.shuffle(words)
    return " ".join(words)


def their_numbers(evaluator, **texts):
    given = asyncio.run(evaluator._do_eval(texts))
    return {key: value for key, value in given.items() if not key.endswith(("_result", "_threshold"))}


def main(pairs=1000, seed=1):
    chance = random.Random(seed)
    theirs = [
        (evaluation.BleuScoreEvaluator(), measures.function_of("bleu_score"), {}),
        (evaluation.GleuScoreEvaluator(), measures.function_of("gleu_score"), {}),
        (evaluation.F1ScoreEvaluator(), measures.function_of("f1_score"), {}),
        (evaluation.MeteorScoreEvaluator(), measures.function_of("meteor_score"), {}),
    ]
    rouge = measures.function_of("rouge_score")
    for kind in measures.ROUGE_TYPES:
        theirs.append((evaluation.RougeScoreEvaluator(rouge_type=evaluation.RougeType(kind)), rouge, {"rouge_type": kind}))
    differ = 0
    for _ in range(pairs):
        response = text(chance)
        ground_truth = near(response, chance) if response and chance.random() < 0.7 else text(chance)
        for evaluator, measure, more in theirs:
            expected = their_numbers(evaluator, response=response, ground_truth=ground_truth)
            found = measures.numbers(measure, response, ground_truth, **more)
            if found.keys() != expected.keys() or any(abs(found[key] - expected[key]) > 1e-12 for key in found):
                differ += 1
                print(repr(response), repr(ground_truth), more, expected, found)
    print(f"{pairs} pairs, {len(theirs)} evaluators, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
