# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Status and difference of a repository with 1,000 flow folders, beside plain git: git_folders.py build/release/bin. Mark: 500 ms
each."""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

FLOW = """inputs:
  question: {{type: string}}
outputs:
  answer: {{type: string, reference: "${{answer.output}}"}}
nodes:
- name: prompt
  type: prompt
  source: {{type: code, path: ask.jinja2}}
- name: answer
  type: llm
  source: {{type: code, path: ask.jinja2}}
  inputs: {{deployment_name: gpt-4o, temperature: 0.{0}, question: "${{inputs.question}}"}}
  api: chat
  connection: aoai
"""


def make(folder):
    for number in range(1000):
        flow = folder / f"team{number % 20}" / f"flow{number}"
        flow.mkdir(parents=True)
        (flow / "flow.dag.yaml").write_text(FLOW.format(number % 10))
        (flow / "ask.jinja2").write_text("system:\nAnswer in one sentence.\n\nuser:\n{{question}}\n")
        (flow / "helper.py").write_text("def helper():\n    return 1\n" * 20)
        (flow / "requirements.txt").write_text("promptflow\n")
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    for number in range(0, 1000, 50):
        flow = folder / f"team{number % 20}" / f"flow{number}"
        (flow / "flow.dag.yaml").write_text(FLOW.format("99"))
        (flow / "new.txt").write_text("new\n")


def timed(command, folder):
    times = []
    for _ in range(9):
        begin = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), min(times)


def main():
    postern = str(pathlib.Path(sys.argv[1]).resolve() / "postern")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make(folder)
        for what, command in [("git status", ["git", "status", "--porcelain=v2", "--untracked-files=all"]),
                              ("postern git status", [postern, "git", "status"]),
                              ("git diff", ["git", "diff"]),
                              ("postern diff of all", [postern, "diff", "HEAD", "."]),
                              ("postern diff of one", [postern, "diff", "team0/flow0"])]:
            middle, best = timed(command, folder)
            print(f"{what:22} {middle:7.0f} ms, at best {best:5.0f} ms")


if __name__ == "__main__":
    main()
