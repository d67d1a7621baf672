// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/editor/codeeditor.h"

#include <QString>

#include <string_view>
#include <vector>

namespace postern::ide {

/// What is wrong with the text of a template or of JSON, by the file's name; nothing for all
/// others, and for texts too large to be read at every pause.
std::vector<widgets::LineProblem> checkSource(const QString &name, std::string_view text);

} // namespace postern::ide
