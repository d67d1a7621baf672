// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/editor/codeeditor.h"

#include <QHash>
#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace postern::ide {

class Buffer;

/// What is wrong with the text of a template or of JSON, by the file's name; nothing for all
/// others, and for texts too large to be read at every pause.
std::vector<widgets::LineProblem> checkSource(const QString &name, std::string_view text);

/// checkSource() of buffers, once for each text.
class SourceChecks
{
public:
    const std::vector<widgets::LineProblem> &of(const Buffer &buffer);

private:
    QHash<std::uint64_t, std::vector<widgets::LineProblem>> m_found; ///< by revision
};

} // namespace postern::ide
