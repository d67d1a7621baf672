#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The program in a private network: its own DNS, a proxy, TLS of a private authority, HTTP/2, a slow link."""

import json
import tempfile
import time
import unittest

import lab

DNS = ("10.9.1.1", 53)
PROXY = ("10.9.1.1", 3128)
NEAR = ("10.9.1.1", 8443)
CA = "network.ca_file=ca.pem"


class Network(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.lab = lab.Lab(cls.folder.name)
        cls.addClassCleanup(cls.lab.close)

    def answered(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(len(json.loads(done.stdout)["answer"]), 10)

    def test_a_name_that_only_the_private_dns_knows_and_a_private_authority(self):
        done = self.lab.flow_test("near", [CA])
        self.answered(done)
        self.assertEqual(done.contacted, {DNS, NEAR})
        self.assertIn("near.lab", self.lab.log("dnsmasq.log"))

    def test_the_authority_can_be_named_by_the_environment(self):
        self.answered(self.lab.flow_test("near", SSL_CERT_FILE="ca.pem"))

    def test_http2_is_spoken_where_it_is_asked_for_and_only_there(self):
        before = len(self.lab.log("access.log"))
        self.answered(self.lab.flow_test("near", [CA]))
        plain = len(self.lab.log("access.log"))
        self.answered(self.lab.flow_test("near", [CA, "network.http2=true"]))
        log = self.lab.log("access.log")
        self.assertIn(" HTTP/1.1\n", log[before:plain])
        self.assertIn(" HTTP/2\n", log[plain:])

    def test_through_a_proxy_that_asks_for_a_password(self):
        done = self.lab.flow_test("far", [CA], HTTPS_PROXY="http://open:sesame@10.9.1.1:3128")
        self.answered(done)
        self.assertEqual(done.contacted, {PROXY})
        self.assertIn("far.lab:8443", self.lab.log("tinyproxy.log"))
        self.assertNotIn("sesame", done.stdout + done.stderr)

    def test_a_wrong_password_is_the_proxys_refusal(self):
        done = self.lab.flow_test("far", [CA], HTTPS_PROXY="http://open:wrong-word@10.9.1.1:3128")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("proxy did not let the request through to far.lab:8443", done.stderr)
        self.assertIn("HTTPS_PROXY", done.stderr)
        self.assertNotIn("wrong-word", done.stdout + done.stderr)

    def test_the_proxy_of_the_settings_wins_and_minus_is_none(self):
        done = self.lab.flow_test("near", [CA, "network.proxy=-"], HTTPS_PROXY="http://10.9.1.1:3128")
        self.answered(done)
        self.assertNotIn(PROXY, done.contacted)
        refused = self.lab.flow_test("near", [CA, "network.proxy=http://10.9.1.1:3128"])
        self.assertEqual(refused.returncode, 4, refused.stderr)
        self.assertEqual(refused.contacted, {PROXY})

    def test_an_unknown_authority_is_named_with_the_way_out(self):
        done = self.lab.flow_test("near")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("No secure connection to near.lab:8443", done.stderr)
        self.assertIn("network.ca_file", done.stderr)

    def test_a_certificate_of_another_name_is_refused(self):
        done = self.lab.flow_test("wrong", [CA])
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("wrong.lab:8443", done.stderr)

    def test_a_name_that_nobody_knows_says_so(self):
        done = self.lab.flow_test("nowhere", [CA])
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("nowhere.lab:8443 could not be resolved", done.stderr)
        self.assertEqual(done.contacted, {DNS})

    def test_a_host_off_the_allow_list_gets_no_packet(self):
        done = self.lab.flow_test("near", [CA, "egress.allow=far.lab"])
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertEqual(done.contacted, set())

    def test_a_slow_link_only_takes_longer(self):
        throttle = ["tc", "qdisc", "add", "dev", "server", "root", "tbf", "rate", "16kbit", "burst", "1600", "latency", "5s"]
        try:
            self.lab.run(*throttle)
        except Exception as error:
            self.skipTest(f"no throttling here: {error}")
        try:
            begin = time.monotonic()
            self.answered(self.lab.flow_test("near", [CA]))
            self.assertGreater(time.monotonic() - begin, 0.5)
        finally:
            self.lab.run("tc", "qdisc", "delete", "dev", "server", "root")


if __name__ == "__main__":
    lab.enter_network()
    unittest.main()
