// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/documentplace.h"

#include "engine/yaml/document.h"

namespace postern::flow {

Place placeOf(const FlowDocument &document, const std::vector<std::string> &path)
{
    const FlowLocation &location = document.location();
    const std::u8string name = location.file.filename().u8string();
    Place place{std::string(name.begin(), name.end())};
    if (!document.tree())
        return place;
    const yaml::Document &tree = *document.tree();
    const yaml::Node *node = tree.root();
    for (const std::string &key : path) {
        const yaml::Node *found = node && node->isMapping() ? node->resolved().findKey(key)
                                                            : nullptr;
        if (!found)
            break;
        const Place at = tree.place(found->span.begin);
        place.line = at.line;
        place.column = at.column;
        node = node->find(key);
    }
    return place;
}

} // namespace postern::flow
