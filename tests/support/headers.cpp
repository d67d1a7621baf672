// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Empty: the precompiled headers of the tests need a source to belong to (tests/CMakeLists.txt).
