// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/nodekind.h"

#include "engine/tool/tooldescriptor.h"
#include "widgets/graph/words.h"

#include <algorithm>
#include <array>

namespace postern::graph {

namespace {

struct KindRow
{
    NodeKind kind;
    const char *text;
    const char *icon;
    QRgb colour;
};

constexpr std::array kKindRows{KindRow{NodeKind::Llm,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "LLM"),
                                       "llm",
                                       0xFF6D4FC4},
                               KindRow{NodeKind::Prompt,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Prompt"),
                                       "prompt",
                                       0xFF1F7A72},
                               KindRow{NodeKind::Python,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Python"),
                                       "python",
                                       0xFF2F68B8},
                               KindRow{NodeKind::Search,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Search"),
                                       "search-index",
                                       0xFFA3562A},
                               KindRow{NodeKind::Embedding,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Embedding"),
                                       "embedding",
                                       0xFFA3562A},
                               KindRow{NodeKind::Package,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Package"),
                                       "package",
                                       0xFF5F6B7A},
                               KindRow{NodeKind::Input,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Inputs"),
                                       "input",
                                       0xFF3F7A3A},
                               KindRow{NodeKind::Output,
                                       QT_TRANSLATE_NOOP("postern::graph::Words", "Outputs"),
                                       "output",
                                       0xFFA8457A}};

const KindRow &rowOf(NodeKind kind)
{
    const auto *const found = std::ranges::find(kKindRows, kind, &KindRow::kind);
    Q_ASSERT(found != kKindRows.end());
    return *found;
}

} // namespace

NodeKind nodeKind(tool::ToolKind kind)
{
    switch (kind) {
    case tool::ToolKind::Llm:
        return NodeKind::Llm;
    case tool::ToolKind::Prompt:
        return NodeKind::Prompt;
    case tool::ToolKind::Python:
        return NodeKind::Python;
    case tool::ToolKind::Search:
        return NodeKind::Search;
    case tool::ToolKind::Embedding:
        return NodeKind::Embedding;
    case tool::ToolKind::Package:
        break;
    }
    return NodeKind::Package;
}

QString kindText(NodeKind kind)
{
    return Words::tr(rowOf(kind).text);
}

QString kindIcon(NodeKind kind)
{
    return QLatin1String(rowOf(kind).icon);
}

QColor kindColour(NodeKind kind)
{
    return QColor::fromRgb(rowOf(kind).colour);
}

} // namespace postern::graph
