# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""`postern git pr create` against both hosts, by HTTPS with a private certificate. POSTERN names the program."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

import githosts

POSTERN = os.environ["POSTERN"]
TOKEN = "ghp_" + "Tok3nOfThisTest" * 2 + "0123"
FLOW = "nodes:\n- name: ask\n  type: prompt\n  source: {type: code, path: ask.jinja2}\n"
VARIABLES = ["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "AZURE_DEVOPS_EXT_PAT",
             "SYSTEM_ACCESSTOKEN", "GH_HOST", "DISPLAY", "WAYLAND_DISPLAY", "HTTPS_PROXY", "https_proxy", "SSH_ASKPASS", "GIT_ASKPASS"]


class PullRequests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pull-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.environment |= {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1",
                             "POSTERN_HOME": str(self.folder / "home"), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        self.hosts = githosts.Hosts(self.folder, TOKEN)
        self.hosts.__enter__()
        self.addCleanup(self.hosts.__exit__)
        self.environment["SSL_CERT_FILE"] = str(self.hosts.certificate)
        self.repository = self.folder / "repo"
        (self.repository / "chat").mkdir(parents=True)
        self.write("chat/flow.dag.yaml", FLOW)
        self.write("chat/ask.jinja2", "Answer.\n")
        for words in ("init -q -b main", "config user.name A", "config user.email a@example.com", "add -A", "commit -q -m first",
                      "update-ref refs/remotes/origin/main main", "switch -q -c fix/tone"):
            self.git(*words.split())
        self.write("chat/flow.dag.yaml", FLOW + "- name: look\n  type: python\n  inputs:\n    text: ${ask.output}\n")
        self.git("commit", "-q", "-a", "-m", "Look at the answer", "-m", "It was never looked at.")

    def write(self, name, text):
        (self.repository / name).write_text(text, encoding="utf-8")

    def git(self, *words):
        subprocess.run(["git", *words], cwd=self.repository, check=True, env=self.environment, stdout=subprocess.DEVNULL)

    def at_github(self):
        self.git("remote", "add", "origin", self.hosts.origin + "/team/flows.git")
        self.environment["GH_ENTERPRISE_TOKEN"] = TOKEN
        return ["--host", "github"]

    def at_azure(self):
        self.git("remote", "add", "origin", self.hosts.origin + "/Main/Chat%20flows/_git/support")
        self.environment["AZURE_DEVOPS_EXT_PAT"] = TOKEN
        return []

    def create(self, *words):
        return subprocess.run([POSTERN, "git", "pr", "create", *words], cwd=self.repository, env=self.environment, text=True,
                              capture_output=True, timeout=60, check=False)

    def opened(self, *words):
        run = self.create(*words)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertNotIn(TOKEN, run.stdout + run.stderr)
        return run

    def refused(self, *words):
        run = self.create(*words)
        self.assertNotEqual(run.returncode, 0, run.stdout)
        self.assertNotIn(TOKEN, run.stdout + run.stderr)
        self.assertIn("by hand: " + self.hosts.origin, run.stderr)
        return run

    def test_github_opens_one_and_then_finds_it(self):
        words = self.at_github()
        run = self.opened(*words, "--draft")
        self.assertEqual(run.stdout, self.hosts.origin + "/team/flows/pull/7\n")
        pull = self.hosts.pulls[0]
        self.assertEqual((pull["title"], pull["head"]["ref"], pull["base"]["ref"], pull["draft"]),
                         ("Look at the answer", "fix/tone", "main", True))
        self.assertIn("It was never looked at.", pull["body"])
        self.assertIn("- added node `look`", pull["body"])
        self.assertIn("```mermaid\nflowchart LR\n", pull["body"])
        again = json.loads(self.opened(*words, "--format", "json").stdout)
        self.assertEqual(again, {"number": 7, "page": self.hosts.origin + "/team/flows/pull/7", "existed": True})
        self.assertEqual(len(self.hosts.pulls), 1)

    def test_azure_opens_one_with_its_picture_and_then_finds_it(self):
        words = self.at_azure()
        run = self.opened(*words, "--title", "흐름", "--body", "Words.\n" * 900)
        page = self.hosts.origin + "/Main/Chat%20flows/_git/support/pullrequest/22"
        self.assertEqual(run.stdout, page + "\n")
        pull = self.hosts.pulls[0]
        self.assertEqual((pull["title"], pull["sourceRefName"], pull["targetRefName"]), ("흐름", "refs/heads/fix/tone", "refs/heads/main"))
        if shutil.which("dot"):
            self.assertTrue(self.hosts.attachments["flow.png"].startswith(b"\x89PNG"))
            self.assertIn("![The flow](" + self.hosts.origin, pull["description"])
        self.assertLessEqual(len(pull["description"]), 4000)
        self.assertIn("(cut:", pull["description"])
        again = self.opened(*words)
        self.assertEqual(again.stdout, page + "\n")
        self.assertIn("open already", again.stderr)

    def test_the_evaluation_is_added(self):
        words = self.at_github()
        self.write("metrics.json", json.dumps({"variant_0": {"accuracy": 0.5}, "variant_1": {"accuracy": 0.75}}))
        self.opened(*words, "--evaluation", "metrics.json")
        self.assertIn("| `accuracy` | `0.5` | `0.75` |", self.hosts.pulls[0]["body"])

    def test_a_dry_run_contacts_nobody(self):
        words = self.at_github()
        plan = json.loads(self.opened(*words, "--dry-run", "--restricted", "--format", "json").stdout)
        self.assertEqual(plan["repository"], "team/flows")
        self.assertEqual(plan["page"], self.hosts.origin + "/team/flows/compare/main...fix/tone?expand=1")
        self.assertIn("added node `look`", plan["description"])
        self.assertEqual(self.hosts.requests, [])
        self.assertEqual(self.create(*words, "--restricted").returncode, 5)
        self.assertEqual(self.hosts.requests, [])

    def test_a_token_that_expired(self):
        words = self.at_github()
        self.environment["GH_ENTERPRISE_TOKEN"] = "ghp_" + "expired" * 6
        run = self.refused(*words)
        self.assertIn("GitHub didn't accept the token (GH_ENTERPRISE_TOKEN)", run.stderr)
        self.assertEqual(run.returncode, 4)
        self.git("remote", "remove", "origin")
        words = [*self.at_azure(), "--base", "main"]
        self.environment["AZURE_DEVOPS_EXT_PAT"] = "expired0123456789"
        self.assertIn("Azure DevOps didn't accept the token (AZURE_DEVOPS_EXT_PAT)", self.refused(*words).stderr)

    def test_no_token_at_all(self):
        words = self.at_github()
        del self.environment["GH_ENTERPRISE_TOKEN"]
        run = self.refused(*words)
        self.assertIn("There is no token for 127.0.0.1", run.stderr)
        self.assertIn("GH_ENTERPRISE_TOKEN", run.stderr)
        self.assertEqual(self.hosts.requests, [])

    def helper(self, password):
        """Git's own helper, which keeps what it is asked."""
        self.write("../helper", f"#!/bin/sh\n{{ echo \"$1\"; cat; }} >> '{self.folder}/asked'\n"
                                f"[ \"$1\" = get ] && printf 'username=me\\npassword={password}\\n'\nexit 0\n")
        (self.folder / "helper").chmod(0o755)
        self.git("config", "credential.helper", str(self.folder / "helper"))

    def test_the_token_of_gits_helper(self):
        words = self.at_github()
        del self.environment["GH_ENTERPRISE_TOKEN"]
        self.helper(TOKEN)
        self.opened(*words)
        asked = (self.folder / "asked").read_text(encoding="utf-8")
        self.assertIn("protocol=https\nhost=127.0.0.1:", asked)
        self.assertIn("store\n", asked)
        self.assertNotIn("erase\n", asked)

    def test_gits_helper_forgets_what_isnt_accepted(self):
        words = self.at_github()
        del self.environment["GH_ENTERPRISE_TOKEN"]
        self.helper("expired0123456789")
        self.assertIn("git's credential helper", self.refused(*words).stderr)
        self.assertIn("erase\n", (self.folder / "asked").read_text(encoding="utf-8"))

    def test_the_token_of_a_connection(self):
        words = self.at_github()
        del self.environment["GH_ENTERPRISE_TOKEN"]
        self.write("host.yaml", f"name: host\ntype: custom\nconfigs: {{host: x}}\nsecrets: {{token: {TOKEN}}}\n")
        subprocess.run([POSTERN, "connection", "create", "--file", "host.yaml"], cwd=self.repository, env=self.environment,
                       check=True, capture_output=True)
        self.opened(*words, "--connection", "host")

    def test_errors_in_clear_words(self):
        words = self.at_github()
        html = {"Content-Type": "text/html"}
        reset = str(int(time.time()) + 600)
        cases = [
            ((403, {}, {"message": "Resource not accessible by personal access token"}), "Resource not accessible", 4),
            ((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}, {"message": "API rate limit exceeded"}),
             "takes no more requests", 4),
            ((429, {"Retry-After": "90"}, {"message": "secondary rate limit"}), "Do it again after 20", 4),
            ((403, {"X-GitHub-SSO": "required; url=https://github.com/orgs/team/sso?x=1"}, {"message": "SAML enforcement"}),
             "Authorise it at https://github.com/orgs/team/sso?x=1", 4),
            ((404, {}, {"message": "Not Found"}), "There is no repository team/flows", 3),
            ((301, {"Location": "https://elsewhere/"}, {"message": "Moved Permanently"}), "git remote set-url", 3),
            ((200, html, b"<html>Proxy: sign in</html>"), "A proxy may stand in between", 4),
            ((502, html, b"bad gateway"), "something else than GitHub", 4),
            ((500, {}, {"message": "oh\x1b[31m\nno"}), "oh\\u001b[31m\\u000ano", 4),
            ((422, {}, {"message": "Validation Failed", "errors": [{"message": "No commits between main and fix/tone"}]}),
             "has nothing that 'main'", 3),
        ]
        for fault, sentence, code in cases:
            with self.subTest(sentence):
                self.hosts.fault = fault
                run = self.refused(*words)
                self.assertIn(sentence, run.stderr)
                self.assertEqual(run.returncode, code)
        self.assertEqual(self.hosts.pulls, [])

    def test_branches_that_arent_there(self):
        words = self.at_github()
        self.assertIn("There is no branch 'release'", self.refused(*words, "--base", "release").stderr)
        self.hosts.branches.discard("fix/tone")
        self.assertIn("Push it first", self.refused(*words).stderr)
        self.git("remote", "remove", "origin")
        self.assertIn("Push the branch first", self.refused(*self.at_azure(), "--base", "main").stderr)

    def test_azure_refuses_in_clear_words(self):
        words = self.at_azure()
        denied = self.hosts.azure_error("TF401027: You need the Git 'PullRequestContribute' permission to perform this action.",
                                        "GitNeedsPermissionException")
        for fault, sentence in [((403, {}, denied), "PullRequestContribute"), ((302, {"Location": "/signin"}, b""), "didn't accept"),
                                ((503, {"Retry-After": "30"}, {"message": "busy"}), "takes no more requests")]:
            self.hosts.fault = fault
            self.assertIn(sentence, self.refused(*words).stderr)

    def test_a_secret_isnt_published(self):
        words = self.at_github()
        run = self.refused(*words, "--body", "the key is sk-" + "proj-" + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7f")
        self.assertEqual(run.returncode, 5)
        self.assertEqual(self.hosts.requests, [])

    def test_a_host_that_isnt_there_or_not_trusted(self):
        words = self.at_github()
        del self.environment["SSL_CERT_FILE"]
        self.assertEqual(self.refused(*words).returncode, 4)
        self.git("remote", "set-url", "origin", "http://192.0.2.1/team/flows.git")
        self.environment["GH_HOST"] = "192.0.2.1"
        run = self.create(*words)
        self.assertEqual(run.returncode, 5)
        self.assertIn("plain HTTP", run.stderr)


if __name__ == "__main__":
    unittest.main()
