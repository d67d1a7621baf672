# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

from promptflow._lazy import attach, extend_path

__path__ = extend_path(__path__, __name__)
__getattr__ = attach(__name__)
