# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Batch runs for PFClient: `postern run` as a process of its own, which says how they stand as JSON."""

import json
import os
import shutil
import subprocess
import sys
import tempfile


class Run:
    """A batch run, with the attributes that promptflow's has."""

    def __init__(self, **told):
        self._told = told
        for name in ("name", "status", "display_name", "description", "tags", "properties", "data", "run", "error"):
            setattr(self, name, told.get(name))
        self.flow = (self.properties or {}).get("flow_path")
        self.column_mapping = (self.properties or {}).get("column_mapping")
        self._output_path = (self.properties or {}).get("output_path")

    def _to_dict(self):
        return dict(self._told)

    def __repr__(self):
        return "Run(name=%r, status=%r)" % (self.name, self.status)


def _command():
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.normpath(os.path.join(here, "../../../../../bin/postern"))
    for place in (os.environ.get("POSTERN_COMMAND"), shutil.which("postern"), installed):
        if place and os.path.exists(place):
            return place
    from promptflow.exceptions import UserErrorException

    raise UserErrorException("The postern command isn't found: put it on the PATH, or name it by POSTERN_COMMAND.")


def _ask(*words, quiet=True):
    """The JSON that a command prints, also when the run failed; an exception when it prints none."""
    done = subprocess.run(
        [_command(), "run", *map(str, words), "--format", "json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
        encoding="utf-8",
    )
    try:
        told = json.loads(done.stdout) if done.stdout.strip() else None
    except ValueError:
        told = None
    error = told.get("error") if isinstance(told, dict) and "name" not in told else None
    if error or (told is None and done.returncode != 0):
        _raise(error or {}, done.stderr)
    return told


def _raise(error, text):
    from promptflow import exceptions

    message = error.get("promptflow_message") or error.get("message") or (text or "").strip() or "postern run failed"
    code = (error.get("promptflow_code") or "").rsplit("/", 1)[-1]
    kind = getattr(exceptions, code, None)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = exceptions.UserErrorException
    raise kind(message)


def name_of(run):
    return run if isinstance(run, str) else run.name


class _Files:
    """Mappings as files of JSON, so that numbers stay numbers; they go with the call."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="postern-run-")
        return self

    def __exit__(self, *exception):
        self._folder.cleanup()

    def json(self, name, value):
        path = os.path.join(self._folder.name, name + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(value, file)
        return path


def _words(option, pairs):
    return [option, *("%s=%s" % pair for pair in pairs.items())] if pairs else []


def _overrides(connections):
    return {"%s.%s" % (node, key): value for node, keys in (connections or {}).items() for key, value in keys.items()}


def create(flow=None, *, data=None, run=None, column_mapping=None, variant=None, connections=None,
           environment_variables=None, name=None, display_name=None, description=None, tags=None,
           resume_from=None, init=None, simulate=False, **ignored):
    """Runs a flow over data and waits for its end."""
    if flow is not None and not isinstance(flow, (str, os.PathLike)):
        flow = getattr(flow, "path", None) or "%s:%s" % (flow.__module__, flow.__qualname__)
    given = {"--flow": flow, "--data": data, "--run": run and name_of(run), "--variant": variant, "--name": name,
             "--resume-from": resume_from and name_of(resume_from)}
    words = ["create"]
    for option, value in given.items():
        if value:
            words += [option, os.fspath(value)]
    properties = {"tags." + key: value for key, value in (tags or {}).items()}
    properties.update({key: value for key, value in (("display_name", display_name), ("description", description)) if value})
    words += _words("--set", properties)
    words += _words("--connections", _overrides(connections))
    words += _words("--environment-variables", environment_variables)
    with _Files() as files:
        for option, value in (("--column-mapping", column_mapping), ("--init", init)):
            if value:
                words += [option, files.json(option[2:], value)]
        return Run(**_ask(*words, *(["--simulate"] if simulate else []), quiet=False))


def get(name):
    return Run(**_ask("show", "--name", name))


def details(run, max_results=100, all_results=False):
    """Lines as a pandas DataFrame, or, where there is no pandas, as a list of dicts."""
    words = ["--all-results"] if all_results else ["-r", max_results]
    rows = _ask("show-details", "--name", name_of(run), *words)
    try:
        import pandas
    except ImportError:
        return rows
    return pandas.DataFrame(rows)


def metrics(run):
    return _ask("show-metrics", "--name", name_of(run))


def stream(run, raise_on_error=True):
    subprocess.run([_command(), "run", "stream", "--name", name_of(run)], stdin=subprocess.DEVNULL, stdout=sys.stdout.fileno()
                   if hasattr(sys.stdout, "fileno") and sys.stdout is sys.__stdout__ else None)
    ended = get(name_of(run))
    if raise_on_error and ended.status == "Failed":
        from promptflow.exceptions import UserErrorException

        raise UserErrorException((ended.error or {}).get("message") or "The run failed.")
    return ended


def visualize(runs, html_path=None):
    names = [name_of(run) for run in (runs if isinstance(runs, (list, tuple)) else [runs])]
    subprocess.run([_command(), "run", "visualize", "--names", ",".join(names),
                    *(["--html-path", os.fspath(html_path)] if html_path else [])], stdin=subprocess.DEVNULL, check=True)


class Runs:
    """PFClient().runs"""

    get = staticmethod(get)
    get_details = staticmethod(details)
    get_metrics = staticmethod(metrics)
    stream = staticmethod(stream)
    visualize = staticmethod(visualize)

    def create_or_update(self, run, **kwargs):
        return create(run.flow, data=run.data, run=run.run, column_mapping=run.column_mapping, name=run.name, **kwargs)

    def archive(self, name):
        return Run(**_ask("archive", "--name", name))

    def restore(self, name):
        return Run(**_ask("restore", "--name", name))

    def update(self, name, display_name=None, description=None, tags=None):
        properties = {"tags." + key: value for key, value in (tags or {}).items()}
        properties.update({key: value for key, value in (("display_name", display_name), ("description", description)) if value})
        return Run(**_ask("update", "--name", name, *_words("--set", properties)))

    def delete(self, name):
        _ask("delete", "--name", name, "-y")

    def list(self, max_results=50, *, list_view_type="ActiveOnly", **ignored):
        view = getattr(list_view_type, "value", list_view_type)
        words = {"ArchivedOnly": ["--archived-only"], "All": ["--include-archived"]}.get(view, [])
        return [Run(**told) for told in _ask("list", "--kind", "batch", "-r", max_results or 1_000_000, *words)]
