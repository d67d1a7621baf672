// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/documentplace.h"

#include "engine/flow/promptyoutline.h"
#include "engine/yaml/document.h"

namespace postern::flow {

Place placeOf(const FlowDocument &document, const std::vector<std::string> &path)
{
    const FlowLocation &location = document.location();
    const std::u8string name = location.file.filename().u8string();
    Place place{std::string(name.begin(), name.end())};
    const bool isPrompty = location.kind == FlowKind::Prompty;
    const yaml::Document tree = yaml::Document::parse(
        isPrompty ? outlineOf(document.text(), place.file).settings : document.text());
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
