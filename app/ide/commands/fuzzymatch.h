// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace postern::ide {

/// How well a name is meant by what was typed; more is better, nothing when it isn't. All that was
/// typed has to be in the name in this order, whatever stands between; words in any order. Letters
/// that begin a word ("bc" in build_context), that stand together and that come early count more.
std::optional<int> fuzzyScore(const QString &name, const QString &typed);

} // namespace postern::ide
