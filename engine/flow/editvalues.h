// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowtree.h"

#include <string>
#include <string_view>

namespace postern::flow {

/// Edits of a flow's inputs and outputs, as FlowEditor says them. One that throws may be half done.
class ValueEdits
{
public:
    explicit ValueEdits(FlowTree &tree)
        : m_tree(tree)
    {}

    void addInput(const std::string &name, const std::string &type);
    void addOutput(const std::string &name, std::string_view reference, const std::string &type);
    void removeInput(const std::string &name);
    void removeOutput(const std::string &name);

private:
    void add(const std::string &section, const std::string &name, const Dict &declaration);

    FlowTree &m_tree;
};

} // namespace postern::flow
