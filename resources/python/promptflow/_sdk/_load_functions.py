# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow._lazy import attach

__getattr__ = attach(__name__, {"load_flow": "promptflow.client"})
