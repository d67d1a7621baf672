# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What is told of tools: the manifests of their functions, and the spans of what they call."""

import asyncio
import types
import unittest

import sample_tools
from postern_worker import toolmeta
from promptflow.core import ToolProvider, tool
from promptflow.tracing import _trace, trace

# What ToolOperations of prompt flow 1.18.5 makes of sample_tools.
MANIFESTS = {"sample_tools.connected": {"name": "connected",
                            "type": "python",
                            "inputs": {"one": {"type": ["AzureOpenAIConnection"]},
                                       "two": {"type": ["AzureOpenAIConnection", "OpenAIConnection"]},
                                       "any": {"type": ["CustomConnection"]}},
                            "module": "sample_tools",
                            "function": "connected"},
 "sample_tools.generic": {"name": "generic",
                          "type": "python",
                          "inputs": {"a": {"type": ["object"]},
                                     "b": {"type": ["object"]},
                                     "c": {"type": ["int"], "default": "3"},
                                     "d": {"type": ["object"], "default": "y"},
                                     "e": {"type": ["object"]}},
                          "module": "sample_tools",
                          "function": "generic"},
 "sample_tools.later": {"name": "later",
                        "type": "python",
                        "inputs": {"a": {"type": ["int"]}},
                        "description": "Takes its time.",
                        "module": "sample_tools",
                        "function": "later"},
 "sample_tools.named": {"name": "A name",
                        "type": "custom_llm",
                        "inputs": {"a": {"type": ["int"], "default": "2"}},
                        "description": "Says more.",
                        "module": "sample_tools",
                        "function": "named",
                        "extra": "kept"},
 "sample_tools.open_ended": {"name": "open_ended",
                             "type": "python",
                             "inputs": {"a": {"type": ["string"]}},
                             "module": "sample_tools",
                             "function": "open_ended",
                             "enable_kwargs": True},
 "sample_tools.plain": {"name": "plain",
                        "type": "python",
                        "inputs": {"a": {"type": ["object"]},
                                   "b": {"type": ["int"]},
                                   "c": {"type": ["double"], "default": "1.5"},
                                   "d": {"type": ["bool"], "default": "False"},
                                   "e": {"type": ["string"], "default": "x"},
                                   "f": {"type": ["list"]},
                                   "g": {"type": ["object"]}},
                        "description": "Plain kinds.",
                        "module": "sample_tools",
                        "function": "plain"},
 "sample_tools.special": {"name": "special",
                          "type": "python",
                          "inputs": {"a": {"type": ["secret"]},
                                     "b": {"type": ["file_path"]},
                                     "c": {"type": ["image"]},
                                     "e": {"type": ["string"], "enum": ["red", "blue"]},
                                     "f": {"type": ["string"], "default": "blue", "enum": ["red", "blue"]},
                                     "g": {"type": ["string"], "default": "red", "enum": ["red", "blue"]}},
                          "module": "sample_tools",
                          "function": "special"},
 "sample_tools.Provider.act": {"name": "Provider.act",
                               "type": "python",
                               "inputs": {"connection": {"type": ["AzureOpenAIConnection"]},
                                          "mode": {"type": ["string"], "default": "fast"},
                                          "text": {"type": ["string"]},
                                          "count": {"type": ["int"], "default": "1"}},
                               "description": "Acts.",
                               "module": "sample_tools",
                               "class_name": "Provider",
                               "function": "act"},
 "sample_tools.Provider.rest": {"name": "Provider.rest",
                                "type": "python",
                                "inputs": {"connection": {"type": ["AzureOpenAIConnection"]},
                                           "mode": {"type": ["string"], "default": "fast"}},
                                "module": "sample_tools",
                                "class_name": "Provider",
                                "function": "rest"}}


class Manifests(unittest.TestCase):
    def test_they_are_those_that_prompt_flow_makes(self):
        made = {found.identifier: found.manifest() for found in toolmeta.tools_of(sample_tools)}
        self.assertEqual(set(made), set(MANIFESTS))
        for name, manifest in MANIFESTS.items():
            with self.subTest(name=name):
                self.assertEqual(made[name], manifest)

    def test_inputs_keep_the_order_of_their_parameters(self):
        made = {found.identifier: found.manifest() for found in toolmeta.tools_of(sample_tools)}
        self.assertEqual(list(made["sample_tools.plain"]["inputs"]), ["a", "b", "c", "d", "e", "f", "g"])
        self.assertEqual(
            list(made["sample_tools.Provider.act"]["inputs"]), ["connection", "mode", "text", "count"]
        )

    def test_what_is_imported_into_a_module_is_none_of_its_tools(self):
        module = types.ModuleType("other")
        module.plain = sample_tools.plain
        module.Provider = sample_tools.Provider

        @tool
        def own(a: int):
            return a

        own.__module__ = "other"
        module.own = own
        self.assertEqual([found.inner.__name__ for found in toolmeta.tools_of(module)], ["own"])

    def test_nothing_is_wrong_with_them(self):
        for found in toolmeta.tools_of(sample_tools):
            self.assertEqual(found.problems(), [])


class Settings(unittest.TestCase):
    def problems(self, **decorated):
        @tool(**decorated)
        def f(a: int, b: str = ""):
            pass

        return toolmeta.ToolFunction(f).problems()

    def test_icons_exclude_each_other_and_have_to_be_there(self):
        self.assertIn(
            "Cannot provide both `icon` and `icon_light` or `icon_dark`.",
            self.problems(icon=__file__, icon_light=__file__),
        )
        self.assertEqual(self.problems(icon="/no/such/icon.png"), ["Cannot find the icon path /no/such/icon.png."])
        self.assertEqual(self.problems(icon_light=__file__, icon_dark=__file__), [])

    def test_settings_name_inputs(self):
        from promptflow._core.tool import InputSetting

        self.assertEqual(self.problems(input_settings={"c": InputSetting()}), ["Cannot find c in tool inputs."])
        self.assertEqual(
            self.problems(input_settings={"a": InputSetting(enabled_by="x")}),
            ['Cannot find the input "x" for the enabled_by of a.'],
        )
        self.assertEqual(self.problems(input_settings={"a": InputSetting(enabled_by="b")}), [])


class Spans(unittest.TestCase):
    def setUp(self):
        self.spans = []
        self.addCleanup(setattr, _trace, "_sink", _trace._sink)
        _trace._sink = self.spans.append

    def by_name(self, name):
        return next(span for span in self.spans if span["name"].endswith(name))

    def test_calls_inside_calls_are_spans_inside_spans(self):
        @trace
        def inner(x):
            return x + 1

        @trace
        def outer(a, b=2):
            return inner(a) + inner(b)

        self.assertEqual(outer(1), 5)
        parent = self.by_name("outer")
        self.assertIsNone(parent["parent"])
        self.assertEqual((parent["inputs"], parent["output"], parent["error"]), ({"a": 1}, 5, None))
        children = [span for span in self.spans if span is not parent]
        self.assertEqual([span["parent"] for span in children], [parent["id"]] * 2)
        self.assertEqual([span["output"] for span in children], [2, 3])
        for span in self.spans:
            self.assertLessEqual(span["start_time"], span["end_time"])

    def test_an_error_is_told_and_goes_on(self):
        @trace
        def fails():
            raise KeyError("k")

        with self.assertRaises(KeyError):
            fails()
        self.assertEqual(self.spans[0]["error"], "KeyError: 'k'")
        self.assertIsNone(self.spans[0]["output"])

    def test_coroutines_are_spans_until_they_end(self):
        @trace
        async def inner(x):
            await asyncio.sleep(0)
            return x

        @trace
        async def outer():
            return await asyncio.gather(inner(1), inner(2))

        self.assertEqual(asyncio.run(outer()), [1, 2])
        parent = self.by_name("outer")
        self.assertEqual({span["parent"] for span in self.spans if span is not parent}, {parent["id"]})

    def test_a_method_is_told_without_itself(self):
        class Thing:
            @trace
            def act(self, a):
                return a

        Thing().act(7)
        self.assertEqual(self.spans[0]["inputs"], {"a": 7})
        self.assertTrue(self.spans[0]["name"].endswith("Thing.act"))

    def test_generators_are_themselves(self):
        @trace
        def numbers():
            yield 1
            yield 2

        self.assertEqual(list(numbers()), [1, 2])
        self.assertEqual(self.spans, [])

    def test_without_anyone_who_listens_nothing_is_recorded(self):
        _trace._sink = None

        @trace
        def f(a):
            """Words."""
            return a

        self.assertEqual(f(1), 1)
        self.assertEqual((f.__name__, f.__doc__), ("f", "Words."))
        self.assertFalse(_trace.is_recording())


class Providers(unittest.TestCase):
    def test_they_keep_what_they_were_made_with(self):
        class Provider(ToolProvider):
            def __init__(self, a, b=2, *, c=3):
                super().__init__()
                self.a = a

        made = Provider("x", c=5)
        self.assertEqual(made._init_params, {"a": "x", "c": 5})
        self.assertEqual(made.a, "x")


if __name__ == "__main__":
    unittest.main()
