// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/yaml/document.h"

#include <yaml-cpp/eventhandler.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern::yaml {

/// Thrown out of yaml-cpp's parser to stop it.
struct Stop : std::runtime_error
{
    Stop(std::string problemCode, Message what, std::size_t where)
        : std::runtime_error(what.english())
        , code(std::move(problemCode))
        , message(std::move(what))
        , offset(where)
    {}
    std::string code;
    Message message;
    std::size_t offset;
};

/// The text for yaml-cpp: a question mark that belongs to a word stands as a character that no text
/// may hold, because yaml-cpp ends words in brackets at it: {a: What?}. Empty when there is none.
std::string hideQuestionMarks(std::string_view text);

/// Makes the tree from yaml-cpp's events and reads from the text what they lack.
class Builder final : public YAML::EventHandler
{
public:
    /// `text` is without a byte order mark; `base` is the length of the one left out.
    Builder(Document &document, std::string_view text, std::size_t base);

    void OnDocumentStart(const YAML::Mark &mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark,
                  const std::string &tag,
                  YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark,
                         const std::string &tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(']'); }
    void OnMapStart(const YAML::Mark &mark,
                    const std::string &tag,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close('}'); }
    void OnAnchor(const YAML::Mark &mark, const std::string &name) override;

    /// Moves every span by the length of the byte order mark.
    void finish();

private:
    struct Open
    {
        Node *node;
        int column; ///< of a block collection; that of the block around for a flow one
    };

    /// Appends a node to the open collection, with anchor and tag taken; returns it and sets
    /// `begin` to what stands after its properties.
    Node &add(std::size_t mark, const std::string &tag, YAML::anchor_t anchor, std::size_t &begin);
    void openCollection(Node &node, std::size_t begin, YAML::EmitterStyle::value style);
    void close(char bracket);
    void settleNull(std::size_t mark);
    /// Where text for an empty node that comes next in the open collection would stand.
    std::size_t emptyPlace(std::size_t mark) const;
    bool nextIsValue() const;

    Document &m_document;
    const std::string_view m_text;
    const std::size_t m_base;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, Node *> m_anchors;
    std::string m_anchorName;
    /// A null read from a word; empty after all when another node turns out to start there.
    Node *m_doubtful = nullptr;
    std::size_t m_doubtfulEmpty = 0;
    bool m_doubtfulKey = false;
};

} // namespace postern::yaml
