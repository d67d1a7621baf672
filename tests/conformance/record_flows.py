#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Records what the real prompt flow answers.

    record_flows.py [--server HOST:PORT] CASE_DIR...

To be run by an interpreter that has promptflow 1.18.5. Every case is a folder with flow/ and
case.json; its expected.json is written anew. Each run happens in a process and a copy of its own.
Connections are those of the first file of them that a case names, beside the folder of cases. With
--server, models are asked there: the address takes the place of 127.0.0.1:18765 wherever it stands.
"""

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import signal
import tempfile
import traceback
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="record-flows-")
Path(HOME, "pf.yaml").write_text("telemetry:\n  enabled: false\n")
os.environ.update(
    PF_HOME_DIRECTORY=HOME,
    PF_DISABLE_TRACING="true",
    PF_TRACING_SKIP_LOCAL_SETUP="true",  # else it starts a service that goes on running
    PF_LINE_TIMEOUT_SEC="30",
)

RECORDED_SERVER = "127.0.0.1:18765"
LONGEST_RUN_S = 40
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def plain(value, folder):
    """The value as expected.json has it: placeholders for what changes from run to run."""
    if isinstance(value, str):
        text = str(value).replace(folder, "<FLOW_DIR>")
        return ADDRESS.sub("0x<ADDR>", UUID.sub("<UUID>", text))
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return {"$float": repr(value)}
        return value
    if isinstance(value, dict):
        return {key_text(key): plain(item, folder) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, folder) for item in value]
    return {"$repr": plain(repr(value), folder), "$type": type(value).__name__}


def key_text(key):
    return key if isinstance(key, str) else json.dumps(key)


def codes(error):
    found = []
    while error:
        found.append(error["code"])
        error = error.get("innerError")
    return found


def failure(error, folder):
    from promptflow._utils.exception_utils import ExceptionPresenter

    record = ExceptionPresenter.create(error).to_dict()
    return {"codes": codes(record), "message": plain(record["message"], folder)}


def line(run, folder):
    from promptflow._sdk._pf_client import PFClient
    from promptflow.tracing._utils import serialize

    arguments = {"variant": run.get("variant") or None, "node": run.get("node") or None}
    result = PFClient().flows._test(
        flow=folder,
        inputs=run.get("inputs") or {},
        environment_variables=run.get("environment_variables") or {},
        init=run.get("init"),
        stream_log=False,
        stream_output=False,
        allow_generator_output=False,
        **arguments,
    )
    if run.get("node"):
        return node_answer(result, folder)
    info = result.run_info
    nodes = {}
    for name, node in result.node_run_infos.items():
        nodes[name] = {"status": node.status.value, "output": plain(node.output, folder)}
    answer = {"status": "ok" if info.status.value == "Completed" else "error"}
    answer["output"] = plain(serialize(result.output), folder)
    if info.error:
        message = plain(info.error["message"], folder)
        answer["error"] = {"codes": codes(info.error), "message": message}
    answer["metrics"] = plain(info.metrics or {}, folder)
    answer["nodes"] = nodes
    return answer


def node_answer(info, folder):
    answer = {"status": "ok" if info.status.value == "Completed" else "error"}
    answer["output"] = plain(info.output, folder)
    if info.error:
        message = plain(info.error["message"], folder)
        answer["error"] = {"codes": codes(info.error), "message": message}
    return answer


def validate(folder):
    from promptflow._sdk._pf_client import PFClient

    result = PFClient().flows.validate(flow=folder)
    status = "ok" if result.passed else "error"
    return {"status": status, "validation": plain(result._to_dict(), folder)}


def record(run, case, flow):
    os.environ.update(case.get("env") or {})
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = validate(flow) if run["mode"] == "validate" else line(run, flow)
    except Exception as error:  # what prompt flow raises is its answer
        answer = {"status": "error", "error": failure(error, flow)}
    answer["id"] = run["id"]
    return answer


def keep_connections(file, server):
    """Puts the connections of `file` into prompt flow's own store, for all the forks."""
    from cryptography.fernet import Fernet
    from promptflow._sdk._pf_client import PFClient
    from promptflow._sdk._utilities import general_utils
    from promptflow._sdk.entities._connection import _Connection

    general_utils.ENCRYPTION_KEY_IN_KEY_RING = Fernet.generate_key().decode()  # here is no keyring
    client = PFClient().connections
    for name, fields in json.loads(file.read_text().replace(RECORDED_SERVER, server)).items():
        client.create_or_update(_Connection._load(data={**fields, "name": name}))


def record_apart(run, case, folder, server):
    """record() in a process of its own: what a flow imports or sets doesn't reach the next."""
    with tempfile.TemporaryDirectory(prefix="record-flows-") as scratch:
        copy = Path(scratch) / "case"
        shutil.copytree(folder, copy)
        answer = Path(scratch) / "answer.json"
        process = os.fork()
        if process == 0:
            try:
                signal.alarm(LONGEST_RUN_S)
                with open(os.devnull, "w") as nowhere:
                    os.dup2(nowhere.fileno(), 2)
                flow = copy / "flow" / (case.get("entry") or "")
                text = json.dumps(record(run, case, str(flow).rstrip("/")))
                answer.write_text(text.replace(server, RECORDED_SERVER))
                os._exit(0)
            except BaseException:
                answer.write_text(json.dumps({"id": run["id"], "status": "harness_error",
                                              "trace": traceback.format_exc()}))
                os._exit(0)
        os.waitpid(process, 0)
        if not answer.is_file():
            return {"id": run["id"], "status": "crashed"}
        return json.loads(answer.read_text())


def main():
    import promptflow._sdk._pf_client  # noqa: F401  once, for all the forks
    import promptflow._sdk._orchestrator.test_submitter  # noqa: F401
    import promptflow.executor.flow_executor  # noqa: F401

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", default=RECORDED_SERVER)
    parser.add_argument("cases", nargs="+", type=Path)
    options = parser.parse_args()
    for folder in options.cases:
        named = json.loads((folder / "case.json").read_text()).get("connections")
        if named and (folder.parent.parent / named).is_file():
            keep_connections(folder.parent.parent / named, options.server)
            break
    for folder in options.cases:
        text = (folder / "case.json").read_text().replace(RECORDED_SERVER, options.server)
        case = json.loads(text)
        runs = [record_apart(run, case, folder, options.server) for run in case["runs"]]
        text = json.dumps({"id": case["id"], "runs": runs}, indent=1, ensure_ascii=False)
        (folder / "expected.json").write_text(text + "\n")
    shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
