// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/tool.h"

namespace postern::tool {

std::vector<std::string> inputsToEscape(const flow::Node &node)
{
    std::vector<std::string> names;
    for (const auto &[name, binding] : node.inputs) {
        if (binding.kind == flow::Binding::Kind::FlowInput)
            names.push_back(name);
    }
    return names;
}

} // namespace postern::tool
