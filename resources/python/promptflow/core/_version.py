# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""The version of prompt flow that this package stands in for."""

from promptflow import __version__

VERSION = __version__
