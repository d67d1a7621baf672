# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""Runs the Python nodes of one flow for the engine. The standard library is all it needs."""
