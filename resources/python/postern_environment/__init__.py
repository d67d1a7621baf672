# SPDX-FileCopyrightText: 2026 The Postern authors
# SPDX-License-Identifier: Apache-2.0

"""What an interpreter is and has, asked by running this package in it; standard library only."""
