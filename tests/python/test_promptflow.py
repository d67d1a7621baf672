# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Our promptflow package: what flows import is there and behaves."""

import copy
import importlib
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "python"


class PublicNames(unittest.TestCase):
    NAMES = {
        "promptflow": ["tool", "log_metric", "ToolProvider", "PFClient"],
        "promptflow.core": [
            "tool",
            "log_metric",
            "log_flow_metric",
            "ToolProvider",
            "Prompty",
            "AsyncPrompty",
            "Flow",
            "AsyncFlow",
            "AzureOpenAIModelConfiguration",
            "OpenAIModelConfiguration",
        ],
        "promptflow.core._flow": ["Prompty"],
        "promptflow.core._connection": ["AzureOpenAIConnection", "_Connection"],
        "promptflow.connections": [
            "AzureOpenAIConnection",
            "OpenAIConnection",
            "ServerlessConnection",
            "SerpConnection",
            "CognitiveSearchConnection",
            "AzureAIServicesConnection",
            "AzureContentSafetyConnection",
            "FormRecognizerConnection",
            "QdrantConnection",
            "WeaviateConnection",
            "CustomConnection",
            "CustomStrongTypeConnection",
        ],
        "promptflow.contracts.types": ["Secret", "PromptTemplate", "FilePath", "AssistantDefinition"],
        "promptflow.contracts.multimedia": ["Image", "PFBytes", "Text"],
        "promptflow.contracts.flow": ["ToolSource", "ToolSourceType"],
        "promptflow.executor._assistant_tool_invoker": ["AssistantToolInvoker"],
        "promptflow._version": ["VERSION"],
        "promptflow.core._version": ["VERSION", "__version__"],
        "promptflow.tracing._version": ["VERSION", "__version__"],
        "promptflow.core._prompty_utils": ["build_messages", "parse_chat", "handle_openai_error"],
        "promptflow._utils.async_utils": ["async_run_allowing_running_loop", "async_to_sync"],
        "promptflow.tracing._operation_context": ["OperationContext"],
        "promptflow._core.operation_context": ["OperationContext"],
        "promptflow.executor._docstring_parser": ["DocstringParser"],
        "promptflow.executor._errors": ["NodeInputValidationError", "InvalidAssistantTool"],
        "promptflow.contracts.tool": ["ValueType", "ToolType"],
        "promptflow.tracing": ["trace", "start_trace", "ThreadPoolExecutorWithContext"],
        "promptflow.tools.aoai": ["AzureOpenAI", "chat", "completion"],
        "promptflow.tools.openai": ["OpenAI", "chat", "completion"],
        "promptflow.entities": ["CustomConnection", "InputSetting", "DynamicList", "FlowContext"],
        "promptflow.client": ["PFClient", "load_flow"],
        "promptflow.tools.common": [
            "parse_chat",
            "render_jinja_template",
            "init_azure_openai_client",
            "init_openai_client",
            "normalize_connection_config",
            "handle_openai_error",
            "LLMError",
            "VALID_ROLES",
            "validate_role",
            "validate_functions",
            "validate_tools",
            "process_function_call",
            "process_tool_choice",
            "post_process_chat_api_response",
            "list_deployment_connections",
            "build_deployment_dict",
        ],
        "promptflow.tools.exception": ["LLMError", "WrappedOpenAIError", "ChatAPIInvalidRole"],
        "promptflow._internal": ["tool", "ToolProvider", "register_apis", "get_logger"],
        "promptflow._core.tools_manager": ["register_apis", "register_builtin_method"],
        "promptflow._sdk._pf_client": ["PFClient"],
        "promptflow._sdk._load_functions": ["load_flow"],
        "promptflow._sdk.entities._connection": ["CustomConnection"],
        "promptflow.contracts.run_info": ["Status"],
        "promptflow.tracing.contracts.trace": ["TraceType"],
        "promptflow._sdk.entities": ["CustomStrongTypeConnection", "AzureOpenAIConnection"],
        "promptflow._utils.logger_utils": ["get_logger", "LoggerFactory", "logger"],
        "promptflow._utils.yaml_utils": ["load_yaml", "load_yaml_string"],
        "promptflow._core.tool": ["tool", "ToolProvider", "InputSetting", "ToolType"],
        "promptflow.exceptions": ["UserErrorException", "ErrorTarget"],
    }

    def test_what_flows_import_is_there(self):
        for module, names in self.NAMES.items():
            for name in names:
                with self.subTest(module=module, name=name):
                    self.assertTrue(hasattr(importlib.import_module(module), name))

    def test_without_an_engine_it_says_so(self):
        from promptflow.core import Prompty
        from promptflow.exceptions import UserErrorException

        with tempfile.NamedTemporaryFile(suffix=".prompty") as file:
            with self.assertRaisesRegex(UserErrorException, "engine"):
                Prompty.load(file.name)(q="x")

    def test_a_client_is_made_of_what_a_connection_holds(self):
        from promptflow.connections import AzureOpenAIConnection, SerpConnection
        from promptflow.connections import ServerlessConnection
        from promptflow.tools.common import normalize_connection_config
        from promptflow.tools.exception import InvalidConnectionType

        azure = normalize_connection_config(AzureOpenAIConnection("https://a", api_key="k"))
        self.assertEqual((azure["azure_endpoint"], azure["api_key"]), ("https://a", "k"))
        serverless = normalize_connection_config(ServerlessConnection("k", "https://s"))
        self.assertEqual(serverless["base_url"], "https://s/v1")
        with self.assertRaises(InvalidConnectionType):
            normalize_connection_config(SerpConnection("k"))

    def test_asking_again_ends(self):
        from promptflow.exceptions import UserErrorException
        from promptflow.tools.common import handle_openai_error
        from promptflow.tools.exception import LLMError

        @handle_openai_error(tries=3)
        def fails(error):
            raise error

        with self.assertRaisesRegex(LLMError, "KeyError: 'x'"):
            fails(KeyError("x"))
        with self.assertRaises(UserErrorException):
            fails(UserErrorException("own"))

    def test_an_answer_becomes_what_a_tool_gives(self):
        from types import SimpleNamespace as Thing

        from promptflow.tools.common import post_process_chat_api_response
        from promptflow.tools.exception import FunctionCallNotSupportedInStreamMode

        class Completion:
            choices = [Thing(message=Thing(content="hi"))]

            def model_dump(self):
                return {"choices": [{"message": {"tool_calls": []}}]}

        chunks = [Thing(choices=[Thing(delta=Thing(content=text))]) for text in ("a", None, "b")]
        chunks.append(Thing(choices=[]))
        self.assertEqual(post_process_chat_api_response(Completion(), False), "hi")
        message = post_process_chat_api_response(Completion(), False, tools=[1])
        self.assertEqual(message, {"tool_calls": []})
        self.assertEqual(list(post_process_chat_api_response(chunks, True)), ["a", "", "b"])
        with self.assertRaises(FunctionCallNotSupportedInStreamMode):
            post_process_chat_api_response(chunks, True, functions=[1])

    def test_coroutines_run_where_a_loop_runs_and_where_none_does(self):
        import asyncio

        from promptflow._utils.async_utils import async_to_sync, sync_to_async

        async def double(x):
            return x * 2

        async def outer():
            return async_to_sync(double)(2), await sync_to_async(lambda x: x + 1)(2)

        self.assertEqual(async_to_sync(double)(1), 2)
        self.assertEqual(asyncio.run(outer()), (4, 3))

    def test_a_connection_shows_itself_without_secrets(self):
        from promptflow.connections import AzureOpenAIConnection, CustomConnection

        azure = AzureOpenAIConnection("https://a", api_key="k", name="n")._to_dict()
        self.assertEqual((azure["type"], azure["api_key"]), ("azure_open_ai", "******"))
        self.assertEqual((azure["name"], azure["api_base"]), ("n", "https://a"))
        custom = CustomConnection({"s": "x"}, {"c": "1"})._to_dict()
        self.assertEqual((custom["secrets"], custom["configs"]), ({"s": "******"}, {"c": "1"}))

    def test_an_unknown_name_says_what_to_do(self):
        import promptflow.core

        with self.assertRaisesRegex(AttributeError, "installing promptflow"):
            promptflow.core.NoSuchThing
        with self.assertRaises(ImportError):
            from promptflow.core import NoSuchThing  # noqa: F401

    def test_the_common_import_pulls_nothing_heavy_in(self):
        code = (
            "import sys; before = set(sys.modules)\n"
            "from promptflow.core import tool, log_metric\n"
            "from promptflow.connections import CustomConnection\n"
            "print(' '.join(sorted(set(sys.modules) - before)))"
        )
        arguments = [sys.executable, "-S", "-c", code]
        shown = subprocess.run(
            arguments, env={"PYTHONPATH": str(RESOURCES)}, capture_output=True, text=True
        )
        loaded = shown.stdout.split()
        self.assertIn("promptflow.core", loaded, shown.stderr)
        for heavy in ("inspect", "dataclasses", "asyncio", "typing", "json", "re", "enum"):
            self.assertNotIn(heavy, loaded)


class FallThrough(unittest.TestCase):
    """A real promptflow in the environment provides what ours does not."""

    def run_with_real(self, files, code):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder) / "promptflow" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(textwrap.dedent(text))
            done = subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONPATH": "%s:%s" % (RESOURCES, folder)},
                capture_output=True,
                text=True,
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout.strip()

    def test_submodules_and_names_come_from_there(self):
        files = {
            "__init__.py": "",
            "core/__init__.py": "from promptflow.core._extra import Extra\n",
            "core/_extra.py": "from ._errors import CoreError\nclass Extra: base = CoreError\n",
            "other/__init__.py": "from promptflow.core import tool\nvalue = 5\n",
        }
        code = (
            "from promptflow.core import Extra, tool\n"
            "from promptflow.core._errors import CoreError\n"
            "import promptflow.other as other\n"
            "print(Extra.base is CoreError, other.value, other.tool is tool)"
        )
        self.assertEqual(self.run_with_real(files, code), "True 5 True")


    def test_a_client_asks_the_real_one_for_what_ours_has_not(self):
        files = {
            "__init__.py": "",
            "_sdk/__init__.py": "",
            "_sdk/_pf_client.py": """
                class PFClient:
                    def __init__(self, config=None):
                        self.flows = self
                        self.config = config
                    def extra(self, flow):
                        return flow, self.config
                    def validate(self, flow):
                        return "valid " + flow
                """,
            "entities/__init__.py": "class Run: pass\nclass FlowContext: pass\n",
            "client/__init__.py": "def load_run(source): return source\n",
        }
        code = (
            "from promptflow.client import PFClient, load_run\n"
            "from promptflow.entities import FlowContext, Run\n"
            "client = PFClient(config=1)\n"
            "print(client.extra('f'), client.flows.validate('g'), load_run('r'))\n"
            "print(FlowContext(variant='v').variant, Run.__name__)"
        )
        self.assertEqual(self.run_with_real(files, code), "('f', 1) valid g r\nv Run")


class Client(unittest.TestCase):
    def test_batches_need_the_command(self):
        import os
        from unittest import mock

        from promptflow.client import PFClient
        from promptflow.exceptions import UserErrorException

        client = PFClient()
        with mock.patch.dict(os.environ, {"PATH": "", "POSTERN_COMMAND": ""}):
            for call in (lambda: client.run("x", data="y"), lambda: client.stream("x"), lambda: client.get_details("x"),
                         lambda: client.get_metrics("x"), lambda: client.runs.archive("x")):
                with self.assertRaisesRegex(UserErrorException, "postern command isn't found.*POSTERN_COMMAND"):
                    call()
        with self.assertRaisesRegex(UserErrorException, "postern connection"):
            client.connections.list()
        with self.assertRaisesRegex(AttributeError, "installing promptflow"):
            client.flows.build
        self.assertFalse(hasattr(client, "_private"))


class Work(unittest.TestCase):
    """Names that flows import do what they are imported for."""

    def test_settings_of_inputs_reach_the_tool(self):
        from promptflow._core.tool import InputSetting
        from promptflow.core import tool
        from promptflow.entities import DynamicList

        def choices():
            return [{"value": "a"}]

        setting = InputSetting(dynamic_list=DynamicList(function=choices), is_multi_select=True)

        @tool(name="n", description="d", input_settings={"x": setting}, category="made")
        def chosen(x: list):
            return x

        self.assertEqual(chosen(["a"]), ["a"])
        known = vars(chosen)
        self.assertEqual(known["__name"], "n")
        self.assertTrue(known["__input_settings"]["x"].is_multi_select)

    def test_types_of_texts_are_texts(self):
        from promptflow.contracts.types import FilePath, PromptTemplate, Secret

        for kind in (FilePath, PromptTemplate, Secret):
            self.assertEqual((kind("x") + "y", isinstance(kind("x"), str)), ("xy", True))

    def test_loggers_write(self):
        import logging

        from promptflow._utils.logger_utils import get_logger

        with self.assertLogs(get_logger("made-for-test"), logging.INFO) as seen:
            get_logger("made-for-test").info("said %s", 1)
        self.assertIn("said 1", seen.output[0])

    def test_threads_see_the_context_of_their_maker(self):
        from contextvars import ContextVar

        from promptflow.tracing import ThreadPoolExecutorWithContext, start_trace, trace

        var = ContextVar("var")
        var.set(5)
        start_trace(collection="c")
        with ThreadPoolExecutorWithContext(max_workers=2) as pool:
            self.assertEqual(list(pool.map(trace(lambda x: x + var.get()), [1, 2])), [6, 7])

    def test_metrics_go_to_those_who_listen(self):
        from promptflow._internal import add_metric_logger
        from promptflow.core import log_metric

        seen = []
        add_metric_logger(lambda key, value: seen.append((key, value)))
        log_metric("accuracy", 0.5)
        self.assertEqual(seen, [("accuracy", 0.5)])

    def test_errors_carry_codes_and_targets(self):
        from promptflow.exceptions import ErrorTarget, SystemErrorException, UserErrorException

        error = UserErrorException(message_format="no {what}", what="key", target=ErrorTarget.TOOL)
        self.assertEqual((str(error), error.error_codes[0]), ("no key", "UserError"))
        self.assertEqual(SystemErrorException("x").error_codes[0], "SystemError")


class Connections(unittest.TestCase):
    def test_a_custom_connection_has_its_keys_as_attributes(self):
        from promptflow.connections import CustomConnection

        connection = CustomConnection({"key": "s"}, {"url": "u"}, name="c")
        self.assertEqual(
            [connection.key, connection.url, connection["key"], dict(**connection)],
            ["s", "u", "s", {"url": "u", "key": "s"}],
        )
        self.assertTrue(connection.is_secret("key"))
        with self.assertRaises(AttributeError):
            connection.nope
        with self.assertRaises(KeyError):
            connection["nope"]
        self.assertEqual(copy.deepcopy(connection).key, "s")

    def test_a_strong_type_reads_and_writes_its_fields(self):
        from promptflow.connections import CustomConnection, CustomStrongTypeConnection
        from promptflow.contracts.types import Secret

        class Mine(CustomStrongTypeConnection):
            key: Secret
            url: str = "default"

        mine = Mine({"key": "s"}, {"url": "u"})
        self.assertEqual([mine.key, mine.url], ["s", "u"])
        mine.url = "v"
        self.assertEqual([mine.url, mine.configs["url"]], ["v", "v"])
        custom = mine._convert_to_custom()
        self.assertIsInstance(custom, CustomConnection)
        self.assertTrue(custom._is_custom_strong_type())

    def test_a_token_connection_has_no_key(self):
        from promptflow.connections import AzureOpenAIConnection

        connection = AzureOpenAIConnection("https://x", auth_mode="meid_token")
        self.assertIsNone(connection.api_key)
        self.assertEqual(connection.secrets, {})
        self.assertEqual(AzureOpenAIConnection("b", api_key="k").api_key, "k")


class Exceptions(unittest.TestCase):
    def test_codes_are_the_classes(self):
        from promptflow.core._errors import MissingRequiredInputError
        from promptflow.exceptions import PromptflowException, SystemErrorException

        self.assertEqual(
            MissingRequiredInputError("x").error_codes,
            ["UserError", "CoreError", "MissingRequiredInputError"],
        )
        self.assertEqual(SystemErrorException("x").error_codes, ["SystemError"])
        error = PromptflowException(message_format="a {b} {c}", b=1)
        self.assertEqual(str(error), "a 1 <c>")
        self.assertEqual(str(PromptflowException()), "PromptflowException")


class Multimedia(unittest.TestCase):
    def test_an_image_knows_its_type_and_name(self):
        from promptflow.contracts.multimedia import Image

        image = Image(b"\x89PNG\r\n\x1a\nrest")
        self.assertEqual(image._mime_type, "image/png")
        self.assertEqual(str(image), "Image(%s)" % image._hash)
        self.assertEqual(Image(b"x").to_base64(True), "data:image/*;base64,eA==")


class Tools(unittest.TestCase):
    def test_a_decorated_function_stays_itself(self):
        from promptflow.core import tool

        @tool
        def plain(x):
            return x

        @tool(name="n", description="d", icon="i")
        def named(x):
            return x

        self.assertEqual([plain(1), named(2)], [1, 2])
        self.assertEqual(named.__dict__["__name"], "n")
        self.assertEqual(named.__dict__["__extra_info"], {"icon": "i"})

    def test_a_wrong_type_is_refused(self):
        from promptflow.core import tool
        from promptflow.exceptions import UserErrorException

        with self.assertRaises(UserErrorException):
            tool(type="nope")(lambda: None)

    def test_value_types_parse_as_documented(self):
        from promptflow.contracts.tool import ValueType

        self.assertEqual(ValueType.INT.parse(" 1 "), 1)
        self.assertEqual(ValueType.OBJECT.parse("5"), 5)
        self.assertEqual(ValueType.OBJECT.parse("no json"), "no json")
        self.assertEqual(ValueType.from_value(True), ValueType.BOOL)
        for wrong in (1, None, "yes"):
            with self.assertRaises(ValueError):
                ValueType.BOOL.parse(wrong)
        with self.assertRaises(ValueError):
            ValueType.LIST.parse("{}")


class Tracing(unittest.TestCase):
    def test_a_context_is_a_dict_with_attributes(self):
        from promptflow.tracing._operation_context import OperationContext

        context = OperationContext.get_instance()
        self.assertIs(OperationContext.get_instance(), context)
        context.flow_id = "f"
        context["run_mode"] = "Test"
        self.assertEqual((context["flow_id"], context.run_mode), ("f", "Test"))
        self.assertFalse(hasattr(context, "nope"))
        context.append_user_agent("a/1")
        context.append_user_agent("b/2")
        context.append_user_agent("a/1")
        self.assertEqual(context.get_user_agent(), "a/1 b/2 promptflow-tracing/1.18.5")
        context.set_execution_target("dag")
        context.set_default_tracing_keys({"flow_id"})
        self.assertEqual(context._get_tracking_info(), {"flow_id": "f"})
        copied = context.copy()
        copied._add_otel_attributes("k", 1)
        self.assertEqual(context._get_otel_attributes(), {"execution_target": "dag"})
        del context.flow_id
        with self.assertRaises(AttributeError):
            del context.flow_id
        OperationContext.set_instance(None)
        self.assertEqual(OperationContext.get_instance(), {})

    def test_outside_a_worker_a_traced_function_is_just_called(self):
        from promptflow.tracing import start_trace, trace

        @trace
        def double(x):
            return x * 2

        start_trace(collection="c")
        self.assertEqual(double(2), 4)
        self.assertEqual(double.__name__, "double")


if __name__ == "__main__":
    unittest.main()
