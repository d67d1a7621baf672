# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""A thread pool whose threads belong to the node that made it."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context


class ThreadPoolExecutorWithContext(ThreadPoolExecutor):
    def submit(self, fn, *args, **kwargs):
        return super().submit(copy_context().run, fn, *args, **kwargs)
