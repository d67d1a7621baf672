// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/nodechoice.h"

#include <algorithm>

namespace postern::ide {

using graph::PortType;

bool takes(PortType input, PortType value)
{
    return input == value || input == PortType::Unknown || value == PortType::Unknown;
}

const ChoiceInput *inputFor(const NodeChoice &choice, PortType value)
{
    for (const bool isRequired : {true, false}) {
        const auto found = std::ranges::find_if(choice.inputs, [&](const ChoiceInput &input) {
            return input.isRequired == isRequired && takes(input.type, value);
        });
        if (found != choice.inputs.end())
            return &*found;
    }
    return nullptr;
}

std::vector<ChoiceInput> freeInputs(const std::vector<NodeChoice> &choices, const flow::Node &node)
{
    const QString path = QString::fromStdString(node.source.path);
    const QString tool = QString::fromStdString(node.source.tool);
    std::vector<ChoiceInput> found;
    for (const NodeChoice &choice : choices) {
        if (choice.isTemplate || choice.path != path || choice.tool != tool)
            continue;
        for (const ChoiceInput &input : choice.inputs) {
            if (!node.input(input.name.toStdString()))
                found.push_back(input);
        }
    }
    return found;
}

} // namespace postern::ide
