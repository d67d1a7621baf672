# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What the engine can ask of the worker, by number of the operation."""

import os
import sys
import time

from postern_worker import errors, host
from postern_worker.channel import END, ERROR, RESULT, RESULT_MORE
from postern_worker.codec import encode, pack
from postern_worker.line import FORGETFUL, Line, resolve
from postern_worker.logs import current_call

LOAD_TOOL, CALL, SET_SLOT, END_LINE, NEXT, RESOLVE = range(6)
CONNECTION, LOAD_ENTRY, INIT_ENTRY, HOST_ANSWER, SERIALIZE, ASK_TOOLBOX, VIEW = range(6, 13)
BEGIN, START_FILES, UNSAVED, READ_ANEW = range(13, 17)

# Operations on the tool that a frame's third part names, which calls of it come after.
PREPARING = frozenset((LOAD_TOOL, LOAD_ENTRY, INIT_ENTRY))

# Flags of a call.
THREADED, AGGREGATION, AGGREGATE_ENTRY = 1, 2, 4

def _begin(folder):
    """The worker is a run's from now on, whose code comes before all other."""
    if folder is not None:
        os.chdir(folder)
    errors.folder = os.getcwd()
    sys.path.insert(0, errors.folder)


class Calls:
    def __init__(self, channel):
        self._channel = channel
        self._lines = {}
        self._tools = {}
        self._connections = host.connections
        self.lost = None  # a handle of the last frame that names no object
        self._loop = None
        self._read_since = time.time()
        self._async = []
        self._operations = {
            LOAD_TOOL: self._load_tool,
            CALL: self._call,
            NEXT: self._next,
            RESOLVE: self._resolve,
            LOAD_ENTRY: self._load_entry,
            INIT_ENTRY: self._init_entry,
            SERIALIZE: self._serialize,
            ASK_TOOLBOX: self._ask_toolbox,
            VIEW: self._view,
            START_FILES: self._start_files,
        }

    # Frames without an answer are handled while they are sorted.

    def find_object(self, key):
        number, slot = key
        try:
            return self._lines[number].get(slot)
        except KeyError:
            self.lost = slot
            return None

    def take_quiet(self, frame):
        """Runs an operation that has no answer. Returns whether it was one."""
        operation = frame[0]
        if operation == SET_SLOT:
            line = self._lines.get(frame[1])
            if line is None:
                line = self._lines[frame[1]] = Line()
            line.put(frame[2], frame[3])
        elif operation == END_LINE:
            self._lines.pop(frame[1], None)
        elif operation == CONNECTION:
            self._connections[frame[1]["name"]] = frame[1]
        elif operation == HOST_ANSWER:
            host.answer(*frame[1:])
        elif operation == BEGIN:
            _begin(frame[1])
        elif operation == UNSAVED:
            from postern_worker import unsaved

            unsaved.install(frame[1])
        elif operation == READ_ANEW:
            from postern_worker import unsaved

            unsaved.read_anew(frame[1], errors.folder, self._read_since)
            self._read_since = time.time()
        else:
            return False
        return True

    def run(self, frame):
        """Runs an operation and queues its answer."""
        number = frame[1]
        current_call.set(number)
        try:
            self._operations[frame[0]](number, *frame[2:])
        except BaseException as error:
            self.fail(number, error)

    def fail(self, number, error):
        try:
            data = pack(errors.report(error))
        except BaseException:
            data = pack(errors.emergency(error))
        self._channel.put(ERROR, number, data)

    # Tools

    def _load_tool(self, number, tool_id, source, is_package, prompt):
        if is_package:
            from postern_worker import packages

            tool = packages.load(source, prompt)
        else:
            from postern_worker import tools

            tool = tools.load_source(os.path.join(os.getcwd(), source), tool_id)
        self._tools[tool_id] = tool
        if tool.is_async:
            self._start_loop()
        self._channel.put(RESULT, number, encode(tool.info(), FORGETFUL))

    def _start_files(self, number):
        from postern_worker.startfiles import start_files

        self._channel.put(RESULT, number, encode(start_files(), FORGETFUL))

    def _ask_toolbox(self, number, question, arguments):
        from postern_worker import toolbox

        self._channel.put(RESULT, number, encode(toolbox.answer(question, arguments), FORGETFUL))

    def _call(self, number, line_number, tool_id, node, literals, references, flags, classes):
        line = self._line(line_number)
        if classes:
            self._give_classes(literals, classes)
        tool, arguments, watched = self._prepare(line, tool_id, node, literals, references)
        metrics = self._collect_metrics(flags)
        value = self._function(tool, node, arguments, flags)(**arguments)
        self.answer(number, line, node, value, watched, metrics)

    def _line(self, number):
        line = self._lines.get(number)
        if line is None:
            line = self._lines[number] = Line()
        return line

    @staticmethod
    def _give_classes(literals, classes):
        from postern_worker.literals import in_classes

        for name, kinds in classes.items():
            literals[name] = in_classes(literals[name], kinds)

    def _prepare(self, line, tool_id, node, literals, references):
        tool = self._tools[tool_id]
        arguments = literals
        for name in tool.assistants:
            if isinstance(arguments.get(name), dict):
                from postern_worker import assistants

                arguments[name] = assistants.definition(node, name, arguments[name])
        watched = ()
        if references:
            watched = []
            for name, slot, path in references:
                value = line.get(slot)
                if slot in line.slots:
                    line.watch(slot)
                    watched.append(slot)
                arguments[name] = resolve(value, path, slot) if path else value
        if tool.connections:
            self._bind_connections(tool, arguments)
        if tool.bound:
            arguments.update(tool.bound)
        return tool, arguments, watched

    def _bind_connections(self, tool, arguments):
        from postern_worker import connections

        for name, strong_type in tool.connections.items():
            value = arguments.get(name)
            if isinstance(value, str) and value in self._connections:
                arguments[name] = connections.make(
                    self._connections[value], strong_type, tool.module
                )

    def _function(self, tool, node, arguments, flags):
        if tool.provider is None:
            if tool.is_entry:
                return self._entry_function(tool, flags)
            return tool.function
        instance = tool.instances.get(node)
        if instance is None:
            initial = {key: arguments[key] for key in arguments if key in tool.init_names}
            instance = tool.instances[node] = tool.make_instance(initial)
        for key in tool.init_names:
            arguments.pop(key, None)
        return getattr(instance, tool.function.__name__)

    @staticmethod
    def _entry_function(entry, flags):
        from postern_worker import entries

        function = entries.function(entry, flags & AGGREGATE_ENTRY)
        if entry.is_async:
            return function  # prompt flow reports errors of coroutines bare

        def call(**arguments):
            try:
                return function(**arguments)
            except Exception as error:
                raise errors.EntryError(entry.where) from error

        return call

    @staticmethod
    def _collect_metrics(flags):
        if not flags & AGGREGATION:
            return None
        from promptflow._core import metric_logger

        return metric_logger.collect()

    def answer(self, number, line, node, value, watched, metrics):
        data = line.keep_result("nodes." + node, value)
        changed = line.changes(watched) if watched else None
        if changed is None and not metrics:
            self._channel.put(RESULT, number, data)
            return
        logged = [(key, encode(item, line)) for key, item in (metrics or {}).items()]
        self._channel.put(RESULT_MORE, number, pack((data, changed or [], logged)))

    # Slots

    def _next(self, number, line_number, slot):
        iterator = self._lines[line_number].get(slot)
        try:
            item = next(iterator)
        except StopIteration:
            self._channel.put(END, number, b"")
            return
        except Exception as error:
            raise errors.Unwrapped from error
        self._channel.put(RESULT, number, encode(item, self._lines[line_number]))

    def _resolve(self, number, line_number, slot, path):
        line = self._lines[line_number]
        value = line.get(slot)
        if path:
            value = resolve(value, path, slot)
        self._channel.put(RESULT, number, encode(value, line, None if path else slot))

    def _serialize(self, number, line_number, slot):
        from postern_worker.serialize import serialize

        line = self._lines[line_number]
        self._channel.put(RESULT, number, encode(serialize(line.get(slot)), line))

    def _view(self, number, line_number, slot, wanted):
        from postern_worker.view import Viewer

        names, _, path = wanted.partition("\n")
        value = self._lines[line_number].get(slot)
        if path:
            value = resolve(value, path, slot)
        self._channel.put(RESULT, number, encode(Viewer(names.split()).view(value), FORGETFUL))

    # Coroutines

    def _start_loop(self):
        if self._loop is None:
            from postern_worker.coroutines import CoroutineLoop

            self._loop = CoroutineLoop(self)

    def is_async(self, frame):
        if self._loop is None:
            if frame[0] != NEXT:
                return False
        if frame[0] == CALL:
            tool = self._tools.get(frame[3])
            return tool is not None and tool.is_async and not frame[7] & AGGREGATE_ENTRY
        if frame[0] == NEXT:
            line = self._lines.get(frame[2])
            if line is not None and hasattr(line.peek(frame[3]), "__anext__"):
                self._start_loop()
                return True
        return False

    def queue_async(self, frame):
        self._async.append(frame)

    def start_now(self, frame):
        self._loop.start([frame])

    def start_async(self):
        if self._async:
            batch = self._async
            self._async = []
            self._loop.start(batch)

    async def run_async(self, frame):
        number = frame[1]
        current_call.set(number)
        try:
            if frame[0] == CALL:
                _, _, line_number, tool_id, node, literals, references, flags, classes = frame
                line = self._line(line_number)
                if classes:
                    self._give_classes(literals, classes)
                prepared = self._prepare(line, tool_id, node, literals, references)
                tool, arguments, watched = prepared
                metrics = self._collect_metrics(flags)
                function = self._function(tool, node, arguments, flags)
                try:
                    value = await function(**arguments)
                except Exception as error:
                    if tool.is_entry:
                        raise errors.Unwrapped from error
                    raise
                self.answer(number, line, node, value, watched, metrics)
            else:
                line = self._lines[frame[2]]
                try:
                    item = await line.get(frame[3]).__anext__()
                except StopAsyncIteration:
                    self._channel.put(END, number, b"")
                except Exception as error:
                    raise errors.Unwrapped from error
                else:
                    self._channel.put(RESULT, number, encode(item, line))
        except BaseException as error:
            self.fail(number, error)

    def flush(self):
        self._channel.flush()

    # Flex flows

    def _load_entry(self, number, tool_id, entry):
        from postern_worker import entries

        host.target = "flex"
        tool = entries.load(entry)
        self._tools[tool_id] = tool
        if tool.is_async:
            self._start_loop()
        self._channel.put(RESULT, number, encode(entries.describe(tool), FORGETFUL))

    def _init_entry(self, number, tool_id, arguments):
        from postern_worker import entries

        tool = self._tools[tool_id]
        self._bind_connections(tool, arguments)
        if tool.is_entry:
            entries.make_instance(tool, arguments, self._connections)
        else:
            tool.instances[tool_id] = tool.make_instance(arguments)
        self._channel.put(RESULT, number, pack(None))
