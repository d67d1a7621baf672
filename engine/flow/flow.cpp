// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flow.h"

#include <algorithm>

namespace postern::flow {

namespace {

template<typename T>
const T *findByName(const std::vector<T> &items, std::string_view name)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const T &item) {
        return item.name == name;
    });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

const Binding *Node::input(std::string_view inputName) const
{
    for (const auto &[key, binding] : inputs) {
        if (key == inputName)
            return &binding;
    }
    return nullptr;
}

const Node *Flow::node(std::string_view name) const
{
    return findByName(nodes, name);
}

const FlowInput *Flow::input(std::string_view name) const
{
    return findByName(inputs, name);
}

const FlowOutput *Flow::output(std::string_view name) const
{
    return findByName(outputs, name);
}

const FlowInput *Flow::chatInput() const
{
    const FlowInput *found = nullptr;
    for (const FlowInput &input : inputs) {
        if (!input.isChatInput)
            continue;
        if (found != nullptr)
            return nullptr;
        found = &input;
    }
    return found;
}

const FlowInput *Flow::chatHistory() const
{
    const auto marked = std::find_if(inputs.begin(), inputs.end(), [](const FlowInput &input) {
        return input.isChatHistory.value_or(false);
    });
    if (marked != inputs.end())
        return &*marked;
    const FlowInput *named = input("chat_history");
    return named != nullptr && !named->isChatHistory.has_value() ? named : nullptr;
}

} // namespace postern::flow
