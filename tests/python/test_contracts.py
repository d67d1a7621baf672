# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What code of flows may count on. These tests hold for prompt flow's own packages, too:

    python -m unittest test_contracts    # in an environment with promptflow and promptflow-tools
"""

import base64
import hashlib
import math
import unittest

from promptflow.connections import (
    AzureOpenAIConnection,
    CustomConnection,
    OpenAIConnection,
    SerpConnection,
    ServerlessConnection,
)
from promptflow.contracts.multimedia import Image, PFBytes, Text
from promptflow.contracts.tool import ToolType, ValueType
from promptflow.core import AzureOpenAIModelConfiguration, OpenAIModelConfiguration, ToolProvider, tool
from promptflow.exceptions import (
    ErrorTarget,
    PromptflowException,
    SystemErrorException,
    UserErrorException,
    ValidationException,
)
from promptflow.tracing._operation_context import OperationContext


class ValueTypes(unittest.TestCase):
    # type, value, what becomes of it: the value or an exception's class
    PARSED = (
        ("int", "7", 7),
        ("int", " 1_000 ", 1000),
        ("int", 2.9, 2),
        ("int", True, 1),
        ("int", "2.5", ValueError),
        ("int", "", ValueError),
        ("int", None, TypeError),
        ("int", [], TypeError),
        ("double", "1e3", 1000.0),
        ("double", 7, 7.0),
        ("double", "-inf", -math.inf),
        ("double", "x", ValueError),
        ("double", {}, TypeError),
        ("bool", True, True),
        ("bool", "TRUE", True),
        ("bool", "false", False),
        ("bool", "yes", ValueError),
        ("bool", 1, ValueError),
        ("bool", None, ValueError),
        ("string", 7, "7"),
        ("string", None, "None"),
        ("string", [1, "a"], "[1, 'a']"),
        ("list", "[1, 2]", [1, 2]),
        ("list", [3], [3]),
        ("list", "{}", ValueError),
        ("list", "[1,", ValueError),
        ("list", (1,), ValueError),
        ("list", None, ValueError),
        ("object", '{"a": 1}', {"a": 1}),
        ("object", "7", 7),
        ("object", "no json", "no json"),
        ("object", "", ""),
        ("object", None, None),
        ("object", (1,), (1,)),
        ("image", "x.png", "x.png"),
        ("file_path", 7, 7),
        ("secret", "s", "s"),
    )

    def test_values_are_parsed_or_refused(self):
        for kind, value, expected in self.PARSED:
            with self.subTest(kind=kind, value=value):
                if isinstance(expected, type):
                    with self.assertRaises(expected):
                        ValueType(kind).parse(value)
                else:
                    parsed = ValueType(kind).parse(value)
                    self.assertEqual(parsed, expected)
                    self.assertIs(type(parsed), type(expected))

    def test_what_is_parsed_parses_to_itself(self):
        for kind, value, expected in self.PARSED:
            if not isinstance(expected, type) and kind != "object":
                with self.subTest(kind=kind, value=value):
                    once = ValueType(kind).parse(value)
                    self.assertEqual(ValueType(kind).parse(once), once)

    def test_a_value_has_a_type(self):
        for value, kind in (
            (1, "int"),
            (1.0, "double"),
            (True, "bool"),
            ("x", "string"),
            ([], "list"),
            ({}, "object"),
            (None, "object"),
            (object(), "object"),
        ):
            with self.subTest(value=value):
                self.assertEqual(ValueType.from_value(value), ValueType(kind))

    def test_an_annotation_has_a_type(self):
        for annotation, kind in (
            (int, "int"),
            (float, "double"),
            (bool, "bool"),
            (str, "string"),
            (list, "list"),
            (dict, "object"),
            (object, "object"),
            (Image, "image"),
        ):
            with self.subTest(annotation=annotation):
                self.assertEqual(ValueType.from_type(annotation), ValueType(kind))

    def test_names_are_their_values(self):
        self.assertEqual(ValueType("double"), "double")
        self.assertEqual(ToolType.CUSTOM_LLM.value, "custom_llm")
        with self.assertRaises(ValueError):
            ValueType("strange")


class Images(unittest.TestCase):
    HEADS = (
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"BM....", "image/bmp"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00", "image/tiff"),
        (b"plain text", "image/*"),
        (b"", "image/*"),
    )

    def test_the_first_bytes_tell_the_type(self):
        for data, kind in self.HEADS:
            with self.subTest(kind=kind):
                self.assertEqual(Image(data)._mime_type, kind)

    def test_a_given_type_counts_in_small_letters(self):
        self.assertEqual(Image(b"GIF89a", "image/PNG")._mime_type, "image/png")

    def test_an_image_is_its_bytes(self):
        for data in (b"", b"abc", bytes(range(256))):
            image = Image(data, "image/png", "https://h/x.png")
            self.assertIsInstance(image, bytes)
            self.assertEqual(bytes(image), data)
            self.assertEqual(len(image), len(data))
            self.assertEqual(image.source_url, "https://h/x.png")

    def test_it_shows_the_beginning_of_its_hash(self):
        for data in (b"", b"abc"):
            shown = "Image(%s)" % hashlib.sha1(data).hexdigest()[:8]
            self.assertEqual(str(Image(data)), shown)
            self.assertEqual(repr([Image(data)]), "[%s]" % shown)

    def test_base64_is_there_with_and_without_the_type(self):
        image = Image(b"\x00\xff", "image/png")
        text = base64.b64encode(b"\x00\xff").decode()
        self.assertEqual(image.to_base64(), text)
        self.assertEqual(image.to_base64(with_type=True), "data:image/png;base64," + text)

    def test_it_is_serialized_by_who_is_asked_to(self):
        image = Image(b"abc")
        self.assertEqual(image.serialize(), str(image))
        self.assertEqual(image.serialize(lambda given: {"image": given is image}), {"image": True})

    def test_other_bytes_know_their_type_too(self):
        data = PFBytes(b"x", "Audio/MP3")
        self.assertEqual(data._mime_type, "audio/mp3")
        self.assertIsNone(data.source_url)


class Texts(unittest.TestCase):
    def test_a_text_is_a_str_with_annotations(self):
        text = Text("hello", annotations=[1])
        self.assertEqual(text, "hello")
        self.assertIsInstance(text, str)

    def test_it_comes_back_from_what_it_is_serialized_to(self):
        for text in (Text("a"), Text("b", annotations=[]), Text("c", annotations=[{"x": 1}])):
            again = Text.deserialize(text.serialize())
            self.assertEqual(again, text)
            self.assertEqual(again.serialize(), text.serialize())

    def test_parts_may_lack(self):
        self.assertEqual(Text.deserialize({}), "")
        self.assertEqual(Text.deserialize({"text": {}}), "")
        self.assertEqual(Text.deserialize({"text": {"value": "v"}}), "v")


class Own(UserErrorException):
    pass


class Deeper(Own):
    pass


class Exceptions(unittest.TestCase):
    def test_the_message_is_given_or_made(self):
        for error, message in (
            (PromptflowException("text"), "text"),
            (PromptflowException(message="text"), "text"),
            (PromptflowException(message_format="{a} of {b}", a=1, b="two"), "1 of two"),
            (PromptflowException(message_format="{a} of {b}", a=1), "1 of <b>"),
            (PromptflowException(message="given", message_format="{a}", a=1), "given"),
            (PromptflowException(), "PromptflowException"),
            (Own(), "Own"),
            (UserErrorException("x", target=ErrorTarget.TOOL), "x"),
        ):
            self.assertEqual(str(error), message)
            self.assertEqual(error.message, message)

    def test_parameters_are_those_of_the_format(self):
        error = PromptflowException(message_format="{a}{c}", a=1, b=2)
        self.assertEqual(error.message_parameters, {"a": 1, "c": "<c>"})
        self.assertEqual(error.message_format, "{a}{c}")

    def test_codes_are_the_classes_from_outside_in(self):
        for error, codes in (
            (UserErrorException("x"), ["UserError"]),
            (SystemErrorException("x"), ["SystemError"]),
            (ValidationException("x"), ["UserError", "ValidationError"]),
            (Own("x"), ["UserError", "Own"]),
            (Deeper("x"), ["UserError", "Own", "Deeper"]),
            (PromptflowException("x"), []),
        ):
            with self.subTest(error=type(error)):
                self.assertEqual(error.error_codes, codes)

    def test_the_cause_is_known_either_way(self):
        cause = ValueError("why")
        self.assertIs(PromptflowException("x", error=cause).inner_exception, cause)
        try:
            raise Own("x") from cause
        except Own as error:
            self.assertIs(error.inner_exception, cause)

    def test_the_target_can_be_set_and_is_part_of_the_reference(self):
        error = PromptflowException("x", target=ErrorTarget.TOOL, module="m")
        self.assertEqual(error.reference_code, "Tool/m")
        error.target = ErrorTarget.EXECUTOR
        self.assertEqual(error.target, ErrorTarget.EXECUTOR)
        self.assertEqual(PromptflowException("x").target, ErrorTarget.UNKNOWN)

    def test_they_are_caught_as_their_bases(self):
        with self.assertRaises(UserErrorException):
            raise Deeper("x")
        with self.assertRaises(PromptflowException):
            raise ValidationException("x")


class Contexts(unittest.TestCase):
    def context(self, **values):
        context = OperationContext()
        for name, value in values.items():
            setattr(context, name, value)
        return context

    def test_attributes_are_items(self):
        context = self.context(a=1)
        context["b"] = 2
        self.assertEqual((context["a"], context.b), (1, 2))
        self.assertIn("a", context)
        del context.a
        self.assertNotIn("a", context)
        with self.assertRaises(AttributeError):
            context.a  # noqa: B018 - reading is the test
        with self.assertRaises(AttributeError):
            del context.a

    def test_its_dict_is_a_copy(self):
        context = self.context(a=1)
        context.get_context_dict()["a"] = 2
        self.assertEqual(context.a, 1)

    def test_user_agents_are_put_together_once(self):
        context = self.context()
        context.append_user_agent("one/1")
        context.append_user_agent("two/2 ")
        context.append_user_agent("one/1")
        self.assertEqual(context.user_agent, "one/1 two/2")
        self.assertTrue(context.get_user_agent().startswith("one/1 two/2 promptflow-tracing/"))

    def test_request_ids_are_unknown_until_told(self):
        self.assertEqual(self.context().get_request_id(), "unknown")
        self.assertEqual(self.context(request_id="r").get_request_id(), "r")

    def test_a_copy_is_another(self):
        context = self.context(a=1)
        copied = context.copy()
        copied.a = 2
        self.assertEqual(context.a, 1)
        self.assertIsInstance(copied, OperationContext)


class Connections(unittest.TestCase):
    def made(self):
        return (
            AzureOpenAIConnection(api_key="k", api_base="https://h", name="a"),
            OpenAIConnection(api_key="k", organization="o", name="b"),
            SerpConnection(api_key="k", name="c"),
            ServerlessConnection(api_key="k", api_base="https://h", name="d"),
            CustomConnection(secrets={"api_key": "k"}, configs={"x": "y"}, name="e"),
        )

    def test_attributes_are_configs_and_secrets(self):
        azure, openai, serp, serverless, custom = self.made()
        self.assertEqual((azure.api_key, azure.api_base, azure.api_type), ("k", "https://h", "azure"))
        self.assertTrue(azure.api_version)
        self.assertEqual((openai.api_key, openai.organization, openai.base_url), ("k", "o", None))
        self.assertEqual(serp.api_key, "k")
        self.assertEqual(serverless.api_base, "https://h")
        self.assertEqual((custom.api_key, custom.x), ("k", "y"))

    def test_they_are_mappings_of_both(self):
        for connection in self.made():
            with self.subTest(name=connection.name):
                given = dict(**connection)
                self.assertEqual(given["api_key"], "k")
                self.assertEqual(set(given), set(connection.keys()))

    def test_nothing_prints_a_secret(self):
        for connection in self.made():
            with self.subTest(name=connection.name):
                connection.secrets["api_key"] = "s3cr3t-value"
                for shown in (repr(connection), str(connection)):
                    self.assertNotIn("s3cr3t-value", shown)

    def test_a_custom_one_says_what_is_secret(self):
        custom = CustomConnection(secrets={"k": "1"}, configs={"c": "2"}, name="e")
        self.assertTrue(custom.is_secret("k"))
        self.assertFalse(custom.is_secret("c"))
        with self.assertRaises(AttributeError):
            custom.missing  # noqa: B018 - reading is the test


class ModelConfigurations(unittest.TestCase):
    def test_they_are_made_of_connections(self):
        azure = AzureOpenAIModelConfiguration.from_connection(
            AzureOpenAIConnection(api_key="k", api_base="https://h", name="a"), azure_deployment="d"
        )
        self.assertEqual((azure.azure_deployment, azure.azure_endpoint, azure.api_key), ("d", "https://h", "k"))
        openai = OpenAIModelConfiguration.from_connection(
            OpenAIConnection(api_key="k", organization="o", name="b"), model="m"
        )
        self.assertEqual((openai.model, openai.organization, openai.api_key), ("m", "o", "k"))

    def test_a_connection_and_credentials_exclude_each_other(self):
        for make in (
            lambda: AzureOpenAIModelConfiguration("d", connection="c", api_key="k"),
            lambda: AzureOpenAIModelConfiguration("d", connection="c", azure_endpoint="https://h"),
            lambda: OpenAIModelConfiguration("m", connection="c", base_url="https://h"),
        ):
            with self.assertRaises(PromptflowException):
                make()
        self.assertEqual(OpenAIModelConfiguration("m", connection="c").connection, "c")


class Tools(unittest.TestCase):
    def test_a_tool_is_called_as_its_function(self):
        @tool
        def add(a, b=2, *rest, **more):
            """Adds."""
            return a + b + sum(rest) + sum(more.values())

        self.assertEqual(add(1), 3)
        self.assertEqual(add(1, 1, 1, x=1), 4)
        self.assertEqual((add.__name__, add.__doc__), ("add", "Adds."))

    def test_it_may_have_settings(self):
        @tool(name="n", description="d", type="python")
        def f(a: int) -> int:
            return a

        self.assertEqual(f(3), 3)

    def test_a_type_that_there_is_not_is_refused(self):
        with self.assertRaises(UserErrorException):

            @tool(type="strange")
            def f():
                pass

    def test_a_coroutine_stays_one(self):
        import asyncio

        @tool
        async def f(a):
            return a + 1

        self.assertEqual(asyncio.run(f(1)), 2)

    def test_errors_come_through_as_they_are(self):
        @tool
        def f():
            raise KeyError("k")

        with self.assertRaises(KeyError):
            f()

    def test_the_inputs_of_a_class_are_those_of_its_init(self):
        class Provider(ToolProvider):
            def __init__(self, a, b: int = 2):
                super().__init__()

            @tool
            def f(self, c):
                return c

        self.assertEqual(list(Provider.get_initialize_inputs()), ["a", "b"])
        self.assertEqual(list(Provider.get_required_initialize_inputs()), ["a"])
        self.assertEqual(Provider("x").f(3), 3)


if __name__ == "__main__":
    unittest.main()
