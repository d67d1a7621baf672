# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow.connections import AzureOpenAIConnection


class F:
    def __init__(self, connection: AzureOpenAIConnection):
        self.connection = connection

    def __call__(self):
        return "none"
