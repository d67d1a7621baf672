// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowtree.h"

#include <string>

namespace postern::flow {

/// Edits of a node's variants, as FlowEditor says them. One that throws may be half done.
class VariantEdits
{
public:
    VariantEdits(FlowTree &tree, const std::string &node);

    void add(const std::string &id, const std::string &copyOf);
    void remove(const std::string &id);
    void setDefault(const std::string &id);

private:
    void require(const std::string &id) const;
    void makeFirst(const std::string &id);
    void foldBack(const std::string &id);

    FlowTree &m_tree;
    std::string m_node;
    yaml::Path m_path; ///< of what the file says of the node's variants
    yaml::Path m_variants;
};

} // namespace postern::flow
