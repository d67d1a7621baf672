// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Properties of spans over generated texts, with libfyaml, which knows true ends, as the oracle.

#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"

#include <gtest/gtest.h>
#include <libfyaml.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace postern::yaml {

namespace {

/// Writes a random YAML text that uses every style.
class Generator
{
public:
    explicit Generator(unsigned seed)
        : m_random(seed)
    {}
    /// libfyaml 0.7 takes the key after an empty block scalar for its content.
    Generator &withoutEmptyBlocks()
    {
        m_leastLines = 1;
        return *this;
    }

    std::string document()
    {
        std::string text = chance(4) ? "# head: 'x'\n" : "";
        if (chance(8))
            text += "---\n";
        block(text, 0, 0, false);
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }

    std::string word()
    {
        static constexpr std::array kWords = {"a",
                                              "null",
                                              "~",
                                              "yes",
                                              "017",
                                              "1.5",
                                              "한글",
                                              "é x",
                                              "a#b",
                                              "x:y",
                                              "true",
                                              "2020-01-02",
                                              "${a.output}",
                                              "a - b",
                                              "-1",
                                              "it's"};
        return kWords.at(below(kWords.size()));
    }

    /// A scalar that may stand in a flow collection.
    std::string inlineScalar(bool inFlow)
    {
        switch (below(4)) {
        case 0: {
            std::string quoted = "'";
            for (const char c : word())
                quoted += c == '\'' ? "''" : std::string(1, c);
            return quoted + (chance(4) ? "\n                    more" : "") + " # no comment'";
        }
        case 1:
            return "\"" + word() + "\\\" \\u00e9 [" + (chance(4) ? "\\\n                    " : "")
                   + "\"";
        default: {
            const std::string plain = word();
            return inFlow && plain.find_first_of("{}[]:") != std::string::npos ? "z" : plain;
        }
        }
    }

    void flow(std::string &text, int depth)
    {
        const bool isMap = chance(2);
        text += isMap ? "{" : "[";
        const std::size_t count = below(4);
        for (std::size_t i = 0; i < count; ++i) {
            text += i == 0 ? "" : chance(4) ? ",\n                    " : ", ";
            if (isMap)
                text += "k" + std::to_string(i) + ": ";
            if (depth < 3 && chance(3))
                flow(text, depth + 1);
            else
                text += inlineScalar(true);
        }
        text += isMap ? " }" : "]";
    }

    void blockScalar(std::string &text, int indent)
    {
        static constexpr std::array kHeaders = {"|", "|-", "|+", ">", ">-", "| # c"};
        text += kHeaders.at(below(kHeaders.size()));
        const std::string pad(static_cast<std::size_t>(indent), ' ');
        text += "\n";
        const std::size_t lines = m_leastLines + below(4);
        for (std::size_t i = 0; i < lines; ++i)
            text += i > 0 && chance(4) ? "\n"
                                       : pad + (i > 0 && chance(4) ? "   " : "") + "text: # 'x\n";
    }

    std::string lineEnd()
    {
        static constexpr std::array kEnds
            = {"\n", "\n", "\n", " # c: {\n", "\n\n", "\n# own line\n", "  \n"};
        return kEnds.at(below(kEnds.size()));
    }

    /// A value after "key:" or "-", up to and with its line break.
    void value(std::string &text, int indent, int depth)
    {
        const std::size_t form = depth > 3 ? 0 : below(6);
        // yaml-cpp measures the indentation of a block scalar from the anchor or tag before it.
        if (form != 3 && chance(6)) {
            text += chance(2) ? " &n" + std::to_string(m_anchors++) : " !!str";
        }
        switch (form) {
        case 0:
        case 1:
            text += " " + inlineScalar(false) + lineEnd();
            break;
        case 2:
            text += " ";
            flow(text, 0);
            text += lineEnd();
            break;
        case 3:
            text += " ";
            blockScalar(text, indent + 2);
            break;
        case 4:
            text += lineEnd();
            break;
        default:
            text += "\n";
            block(text, indent + 2, depth + 1, false);
        }
    }

    void block(std::string &text, int indent, int depth, bool isFirstInline)
    {
        const std::string pad(static_cast<std::size_t>(indent), ' ');
        const bool isMap = depth == 0 || chance(2);
        const std::size_t count = 1 + below(4);
        for (std::size_t i = 0; i < count; ++i) {
            text += i == 0 && isFirstInline ? "" : pad;
            if (!isMap) {
                text += "-";
                if (depth < 3 && chance(4)) {
                    text += " ";
                    block(text, indent + 2, depth + 1, true);
                } else {
                    value(text, indent, depth);
                }
                continue;
            }
            const std::string key = "key" + std::to_string(i);
            text += chance(5) ? "'" + key + "' :" : key + ":";
            value(text, indent, depth);
        }
    }

    std::mt19937 m_random;
    int m_anchors = 0;
    std::size_t m_leastLines = 0;
};

/// What may stand between nodes: white space, comments, indicators, anchors, tags, markers.
bool isFiller(std::string_view gap)
{
    for (std::size_t i = 0; i < gap.size(); ++i) {
        if (gap[i] == '#') {
            i = gap.find('\n', i);
            if (i == std::string_view::npos)
                return true;
        } else if (gap[i] == '&' || gap[i] == '!') {
            i = gap.find_first_of(" \n", i);
            if (i == std::string_view::npos)
                return true;
        } else if (std::string_view(" \t\r\n,:-?[]{}").find(gap[i]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

void collectLeaves(const Node &node, std::vector<const Node *> &leaves)
{
    if (node.kind == Node::Kind::Scalar || node.kind == Node::Kind::Alias)
        leaves.push_back(&node);
    for (const Node *child : node.children) {
        RC_ASSERT(child->span.begin >= node.span.begin);
        RC_ASSERT(child->span.end <= node.span.end || child->style == Node::Style::Empty);
        collectLeaves(*child, leaves);
    }
}

void checkGaps(const std::string &text)
{
    const Document document = Document::parse(text);
    RC_LOG() << (document.root() == nullptr ? document.problems().front().message.english() : "");
    RC_ASSERT(bool(document.root() != nullptr));
    std::vector<const Node *> leaves;
    collectLeaves(*document.root(), leaves);
    std::string again;
    std::size_t at = 0;
    for (const Node *leaf : leaves) {
        RC_ASSERT(leaf->span.begin >= at);
        const std::string gap = text.substr(at, leaf->span.begin - at);
        RC_ASSERT(isFiller(gap));
        again += gap + text.substr(leaf->span.begin, leaf->span.size());
        at = leaf->span.end;
    }
    RC_ASSERT(isFiller(std::string_view(text).substr(at)));
    RC_ASSERT(again + text.substr(at) == text);
}

RC_GTEST_PROP(Spans, coverTheTextWithNothingButFillerBetweenThem, (unsigned seed))
{
    const std::string text = Generator(seed).document();
    RC_LOG() << text;
    checkGaps(text);
}

RC_GTEST_PROP(Spans, areTheSameWithCarriageReturns, (unsigned seed))
{
    std::string text = Generator(seed).document();
    const Document plain = Document::parse(text);
    const std::string value = py::repr(toValue(*plain.root()));
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '\r');
    RC_LOG() << text;
    checkGaps(text);
    const Document document = Document::parse(text);
    RC_ASSERT(py::repr(toValue(*document.root())) == value);
}

RC_GTEST_PROP(Spans, readByThemselvesGiveTheSameValue, (unsigned seed))
{
    const std::string text = Generator(seed).document();
    RC_LOG() << text;
    const Document document = Document::parse(text);
    std::vector<const Node *> leaves;
    collectLeaves(*document.root(), leaves);
    for (const Node *leaf : leaves) {
        const bool isBlock = leaf->style == Node::Style::Literal
                             || leaf->style == Node::Style::Folded;
        if (isBlock || !leaf->tag.empty())
            continue;
        const Document alone = Document::parse(text.substr(leaf->span.begin, leaf->span.size()));
        RC_ASSERT(bool(alone.root() != nullptr));
        RC_ASSERT(py::repr(toValue(*alone.root())) == py::repr(toValue(*leaf)));
    }
}

struct FyaDeleter
{
    void operator()(fy_document *document) const { fy_document_destroy(document); }
};

/// Begin and end of every scalar that isn't empty, as libfyaml has them.
void collectOracle(fy_node *node, std::vector<Span> &spans)
{
    void *at = nullptr;
    switch (fy_node_get_type(node)) {
    case FYNT_SCALAR: {
        fy_token *token = fy_node_get_scalar_token(node);
        const fy_mark *begin = token == nullptr ? nullptr : fy_token_start_mark(token);
        const fy_mark *end = token == nullptr ? nullptr : fy_token_end_mark(token);
        if (begin != nullptr && end != nullptr && end->input_pos > begin->input_pos)
            spans.push_back({begin->input_pos, end->input_pos});
        break;
    }
    case FYNT_SEQUENCE:
        while (fy_node *item = fy_node_sequence_iterate(node, &at))
            collectOracle(item, spans);
        break;
    case FYNT_MAPPING:
        while (fy_node_pair *pair = fy_node_mapping_iterate(node, &at)) {
            collectOracle(fy_node_pair_key(pair), spans);
            collectOracle(fy_node_pair_value(pair), spans);
        }
        break;
    }
}

RC_GTEST_PROP(Spans, agreeWithLibfyaml, (unsigned seed))
{
    const std::string text = Generator(seed).withoutEmptyBlocks().document();
    RC_LOG() << text;
    fy_parse_cfg config{};
    config.flags = FYPCF_QUIET;
    const std::unique_ptr<fy_document, FyaDeleter> oracle(
        fy_document_build_from_string(&config, text.data(), text.size()));
    RC_PRE(bool(oracle != nullptr));
    std::vector<Span> expected;
    collectOracle(fy_document_root(oracle.get()), expected);
    for (const Span &span : expected)
        RC_LOG() << "oracle " << span.begin << "-" << span.end << "\n";
    const Document document = Document::parse(text);
    std::vector<const Node *> leaves;
    collectLeaves(*document.root(), leaves);
    std::erase_if(leaves, [](const Node *leaf) { return leaf->style == Node::Style::Empty; });
    RC_ASSERT(leaves.size() >= expected.size());
    for (const Node *leaf : leaves) {
        const bool isBlock = leaf->style == Node::Style::Literal
                             || leaf->style == Node::Style::Folded;
        // libfyaml's block scalars start after the header and take the last line break in.
        if (isBlock)
            continue;
        const bool isFound = std::any_of(expected.begin(), expected.end(), [&](const Span &span) {
            const bool isQuoted = leaf->isQuoted();
            return span == leaf->span
                   || (isQuoted && span.begin == leaf->span.begin + 1
                       && span.end + 1 == leaf->span.end);
        });
        RC_LOG() << leaf->span.begin << "-" << leaf->span.end << " " << leaf->text << "\n";
        RC_ASSERT(isFound);
    }
}

RC_GTEST_PROP(Document, survivesDamagedTexts, (unsigned seed))
{
    std::mt19937 random(seed);
    std::string text = Generator(seed).document();
    for (int i = 0; i < 5; ++i) {
        static constexpr std::string_view kNoise = "[]{}:,-?&*!|>'\"%@`#\t\n\r \\~\x80\xC3";
        const std::size_t at = random() % (text.size() + 1);
        if (random() % 3 == 0 && at < text.size())
            text.erase(at, 1 + random() % 4);
        else
            text.insert(at, 1, kNoise[random() % kNoise.size()]);
    }
    const Document document = Document::parse(text);
    if (document.root() == nullptr) {
        RC_ASSERT(!document.problems().empty());
        return;
    }
    std::vector<const Node *> nodes{document.root()};
    while (!nodes.empty()) {
        const Node *node = nodes.back();
        nodes.pop_back();
        RC_ASSERT(node->span.begin <= node->span.end);
        RC_ASSERT(node->span.end <= text.size());
        nodes.insert(nodes.end(), node->children.begin(), node->children.end());
    }
    try {
        toValue(*document.root());
    } catch (const Error &) {
        RC_SUCCEED("refused");
    }
}

} // namespace

} // namespace postern::yaml
