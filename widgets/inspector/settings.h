// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"

#include <QString>

#include <vector>

namespace postern::widgets {

/// A line of the inspector's settings.
struct Setting
{
    QString label;
    QString value;        ///< empty: what the file doesn't say
    QString whenAbsent;   ///< what then holds
    bool isStated = true; ///< the file says it, and not what would hold anyway
};

/// What a node is set to, by its kind; its inputs are otherInputs().
std::vector<Setting> settingsOf(const flow::Node &node);

/// The inputs that aren't settings of the kind, in the file's order.
std::vector<std::pair<std::string, flow::Binding>> otherInputs(const flow::Node &node);

/// "prompt, temperature 0": what a variant has that the default one hasn't; empty for the same.
QString changedFields(const flow::Node &variant, const flow::Node &standard);

} // namespace postern::widgets
