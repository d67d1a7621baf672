# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The computed evaluators against numbers that azure-ai-evaluation 1.13.3 gave (compare_azure.py)."""

import json
import math
import os
import unittest
from pathlib import Path

# No word lists of this machine: what they change is marked in the file, and tested by compare_azure.py.
os.environ["NLTK_DATA"] = os.devnull

import measures


def known_pairs():
    with open(Path(__file__).with_name("numbers.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Numbers(unittest.TestCase):
    def test_are_those_of_the_public_package(self):
        functions = {name: measures.function_of(name) for name in measures.TWICE + ("rouge_score",)}
        compared = 0
        for pair in known_pairs():
            texts = {"response": pair["response"], "ground_truth": pair["ground_truth"]}
            found = {}
            for name in measures.TWICE:
                found.update(measures.numbers(functions[name], **texts))
            for kind in measures.ROUGE_TYPES:
                given = measures.numbers(functions["rouge_score"], **texts, rouge_type=kind)
                found.update({key.replace("rouge_", kind + ".", 1): value for key, value in given.items()})
            for key, expected in pair["expected"].items():
                if key not in pair.get("needs_data", ()):
                    compared += 1
                    self.assertTrue(math.isclose(found[key], expected, abs_tol=1e-12), (texts, key, found[key], expected))
        self.assertGreater(compared, 3000)

    def test_pass_at_their_threshold(self):
        measure = measures.function_of("f1_score")
        self.assertEqual(measure(response="reset it", ground_truth="reset")["f1_result"], "pass")
        self.assertEqual(measure(response="reset it", ground_truth="reset", threshold=0.9)["f1_result"], "fail")
        rouge = measures.function_of("rouge_score")(response="x y z w", ground_truth="x", recall_threshold=1.0)
        self.assertEqual(rouge["rouge_recall_result"], "pass")
        self.assertEqual(rouge["rouge_precision_result"], "fail")

    def test_say_which_kinds_of_rouge_there_are(self):
        with self.assertRaisesRegex(ValueError, "rougeL"):
            measures.function_of("rouge_score")(response="a", ground_truth="a", rouge_type="rougeX")


class OwnMeasures(unittest.TestCase):
    def test_exact_match(self):
        measure = measures.function_of("exact_match")
        for given, expected, score in [
            ("Yes", " yes ", 1.0),
            ("caf\u00e9", "cafe\u0301", 1.0),
            ("한글", "한글\n", 1.0),
            ("STRASSE", "stra\u00dfe", 1.0),
            ("yes", "no", 0.0),
            ("", "", 1.0),
        ]:
            self.assertEqual(measure(response=given, ground_truth=expected)["exact_match"], score, given)
        self.assertEqual(measure(response="Yes", ground_truth="yes", ignore_case=False)["exact_match_result"], "fail")

    def test_classes(self):
        measure = measures.function_of("classification_accuracy")
        lines = [
            measure(response=given, ground_truth=expected)
            for given, expected in [('"Shop".', "shop"), ("news", "shop"), ("News", "news"), ("blog", "news")]
        ]
        self.assertEqual([line["grade"] for line in lines], ["Correct", "Incorrect", "Correct", "Incorrect"])
        by_class = measures.function_of("classification_accuracy", "by_class")(lines=lines + [None])
        self.assertAlmostEqual(by_class["f1"]["shop"], 2 / 3)
        self.assertAlmostEqual(by_class["f1"]["news"], 0.5)
        self.assertAlmostEqual(by_class["macro_f1"], (2 / 3 + 0.5) / 2)

    def test_citations(self):
        measure = measures.function_of("citation_accuracy")
        context = "[kb-0877] Build 5.2.1 fixes it.\n\n[doc 2] kb-013 is older."
        for response, score, wrong in [
            ("Build 5.2.1 [kb-0877].", 1.0, []),
            ("Build 5.2.1 [kb-0877][kb-0131].", 0.5, ["kb-0131"]),
            ("See [kb-08].", 0.0, ["kb-08"]),
            ("See [the page](https://x.test) and [kb-013].", 1.0, []),
            ("Nothing cited.", 0.0, []),
            ("", 0.0, []),
        ]:
            given = measure(response=response, context=context)
            self.assertEqual((given["citation_accuracy"], given["wrong_citations"]), (score, wrong), response)

    def test_average_leaves_out_what_failed(self):
        average = measures.function_of("exact_match", "average")
        self.assertEqual(average(values=[1.0, None, 0.0, float("nan")], name="exact_match"), 0.5)
        self.assertEqual(average(values=[None], name="exact_match"), 0.0)


class Judges(unittest.TestCase):
    def setUp(self):
        self.measure = measures.function_of("relevance")

    def test_give_the_public_package_s_names(self):
        given = self.measure(answer='{"reason": "It answers.", "score": 2}', name="relevance")
        self.assertEqual(
            given,
            {
                "relevance": 2.0,
                "gpt_relevance": 2.0,
                "relevance_reason": "It answers.",
                "relevance_result": "fail",
                "relevance_threshold": 3,
            },
        )
        self.assertEqual(self.measure(answer={"score": 3}, name="x")["x_result"], "pass")

    def test_refuse_what_is_no_grade(self):
        for answer in ['{"score": 6}', '{"score": "5"}', '{"score": true}', '{"score": 4.5}', "5 stars", '{"reason": ""}']:
            with self.assertRaises((ValueError, KeyError), msg=answer):
                self.measure(answer=answer, name="relevance")


if __name__ == "__main__":
    unittest.main()
