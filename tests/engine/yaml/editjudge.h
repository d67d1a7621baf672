// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

// What tests of random edits look at: libfyaml's reading, comments, the lines that an edit may touch.

#include "engine/yaml/editor.h"
#include "engine/yaml/scalar.h"

#include <libfyaml.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace postern::yaml {

inline Value judged(fy_node *node)
{
    void *at = nullptr;
    if (fy_node_is_alias(node))
        return judged(fy_node_resolve_alias(node));
    if (fy_node_is_sequence(node)) {
        List items;
        while (fy_node *item = fy_node_sequence_iterate(node, &at))
            items.push_back(judged(item));
        return Value(std::move(items));
    }
    if (fy_node_is_mapping(node)) {
        Dict dict;
        while (fy_node_pair *pair = fy_node_mapping_iterate(node, &at))
            dict.append(judged(fy_node_pair_key(pair)), judged(fy_node_pair_value(pair)));
        return Value(std::move(dict));
    }
    std::size_t length = 0;
    const char *text = fy_node_get_scalar(node, &length);
    const std::string_view scalar = text == nullptr ? std::string_view()
                                                    : std::string_view(text, length);
    return fy_node_get_style(node) == FYNS_PLAIN || text == nullptr ? typedScalar(scalar)
                                                                    : Value(scalar);
}

/// What libfyaml reads; nothing when it refuses the text.
inline std::optional<Value> judged(const std::string &text)
{
    fy_parse_cfg config{};
    config.flags = FYPCF_QUIET;
    const std::unique_ptr<fy_document, void (*)(fy_document *)>
        document(fy_document_build_from_string(&config, text.data(), text.size()),
                 fy_document_destroy);
    if (!document)
        return {};
    fy_node *root = fy_document_root(document.get());
    return root == nullptr ? Value() : judged(root);
}

/// "#c7": the marks of a dressed text's comments.
inline std::set<std::string> comments(const std::string &text)
{
    std::set<std::string> found;
    for (std::size_t at = 0; (at = text.find("#c", at)) != std::string::npos; ++at)
        found.insert(text.substr(at, text.find(':', at) - at));
    return found;
}

/// The lines of what the edit is confined to, with comments around it.
inline Span confinesOf(const Editor &editor, const Path &path)
{
    const std::string &text = editor.text();
    const Node *node = editor.find(path);
    if (node == nullptr || path.empty())
        return {0, text.size()};
    std::size_t begin = node->start;
    if (const auto *key = std::get_if<std::string>(&path.back())) {
        const Node *parent = editor.find(Path(path.begin(), path.end() - 1));
        if (parent->findKey(*key) != nullptr)
            begin = std::min(begin, parent->findKey(*key)->start);
    }
    const EntryFinder finder(text);
    begin = finder.lineBegin(begin);
    while (begin > finder.lineBegin(0)) {
        const std::size_t above = finder.lineBegin(begin - 1);
        if (!finder.isCommentLine(above) && !finder.isBlankLine(above)
            && text.find('-', above) >= begin)
            break;
        begin = above;
    }
    std::size_t end = finder.nextLine(std::max(node->span.end, begin));
    while (end < text.size() && (finder.isCommentLine(end) || finder.isBlankLine(end)))
        end = finder.nextLine(end);
    return {begin, end};
}

/// The number in a variable of the environment.
inline int wanted(const char *variable, int otherwise)
{
    const char *text = std::getenv(variable);
    return text == nullptr ? otherwise : std::atoi(text);
}

} // namespace postern::yaml
