// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace postern::yaml {

class Random
{
public:
    explicit Random(unsigned seed)
        : m_engine(seed)
    {}
    std::size_t below(std::size_t limit) { return m_engine() % limit; }
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }
    template<typename Range>
    const auto &pick(const Range &range)
    {
        return *(std::begin(range) + static_cast<std::ptrdiff_t>(below(std::size(range))));
    }

private:
    std::mt19937 m_engine;
};

/// Writes a text as people and programs write them, each with habits of its own.
class Dresser
{
public:
    explicit Dresser(Random &random)
        : m_random(random)
    {}

    std::string text()
    {
        m_step = 2 + m_random.below(3);
        m_listIndent = m_random.chance(2) ? 0 : m_step;
        m_dashWidth = m_random.chance(3) ? 2 + m_random.below(3) : 2;
        m_hasComments = !m_random.chance(3);
        m_hasBlankLines = m_random.chance(3);
        std::string text;
        if (m_hasComments && m_random.chance(2))
            text += comment() + "\n";
        mapping(text, 0, 0, false);
        if (m_random.chance(4))
            text.erase(text.find_last_not_of('\n') + 1);
        if (m_random.chance(3)) {
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
                text.insert(at, 1, '\r');
        }
        return (m_random.chance(5) ? "\xEF\xBB\xBF" : "") + text;
    }

private:
    std::string comment() { return "#c" + std::to_string(m_comments++) + ": note"; }

    std::string word()
    {
        static constexpr std::array kWords = {"a",
                                              "text of more",
                                              "017",
                                              "1.5",
                                              "true",
                                              "~",
                                              "${inputs.q}",
                                              "한글",
                                              "x:y",
                                              "a#b",
                                              "yes"};
        return m_random.pick(kWords);
    }

    std::string scalar(bool inFlow)
    {
        switch (m_random.below(5)) {
        case 0:
            return "'" + word() + (m_random.chance(5) ? "''s" : "") + "'";
        case 1:
            return "\"" + word() + (m_random.chance(5) ? " \\u00e9\\n" : "") + "\"";
        default: {
            const std::string plain = word();
            return inFlow && plain.find_first_of("{}:") != std::string::npos ? "z" : plain;
        }
        }
    }

    void lineEnd(std::string &text)
    {
        if (m_hasComments && m_random.chance(4))
            text += std::string(1 + m_random.below(3), ' ') + comment();
        else if (m_random.chance(12))
            text += "  ";
        text += "\n";
    }

    void between(std::string &text, std::size_t indent)
    {
        if (m_hasBlankLines)
            text += "\n";
        if (m_hasComments && m_random.chance(5))
            text += std::string(indent, ' ') + comment() + "\n";
    }

    void flow(std::string &text, std::size_t indent, int depth)
    {
        const bool isMap = m_random.chance(2);
        const bool isTall = m_random.chance(5);
        const std::string pad = isTall ? "\n" + std::string(indent + m_step + 2, ' ') : "";
        const std::size_t count = m_random.below(4);
        text += isMap ? "{" : "[";
        for (std::size_t i = 0; i < count; ++i) {
            text += i == 0 ? pad : isTall ? "," + pad : ", ";
            if (isMap)
                text += "k" + std::to_string(i) + ": ";
            if (depth < 2 && m_random.chance(3))
                flow(text, indent + m_step, depth + 1);
            else
                text += scalar(true);
        }
        if (isTall && count > 0)
            text += "\n" + std::string(indent + m_step, ' ');
        text += isMap ? "}" : "]";
    }

    void literal(std::string &text, std::size_t indent)
    {
        static constexpr std::array kHeaders = {"|", "|-", ">", ">-"};
        text += m_random.pick(kHeaders);
        lineEnd(text);
        const std::size_t lines = 1 + m_random.below(3);
        for (std::size_t i = 0; i < lines; ++i)
            text += std::string(indent, ' ') + "line: # 'of text\n";
    }

    /// What stands after "key:" or "-", with the line break.
    void value(std::string &text, std::size_t indent, bool isItem, int depth)
    {
        const std::size_t inner = indent + (isItem ? m_dashWidth : m_step);
        const std::size_t form = depth > 3 ? 0 : m_random.below(10);
        const std::string gap(isItem ? m_dashWidth - 1 : 1, ' ');
        if (!m_anchors.empty() && m_random.chance(12)) {
            text += gap + "*" + m_random.pick(m_anchors);
            lineEnd(text);
            return;
        }
        std::string anchor;
        if (form != 5 && m_random.chance(15)) { // libfyaml 0.7 knows no anchor of an empty value
            anchor = "n" + std::to_string(m_made++);
            text += gap + "&" + anchor;
        }
        if (form < 3) {
            text += gap + scalar(false);
            lineEnd(text);
        } else if (form == 3) {
            text += gap;
            flow(text, indent, 0);
            lineEnd(text);
        } else if (form == 4 && anchor.empty()) {
            text += gap;
            literal(text, inner);
        } else if (form == 5) {
            lineEnd(text);
        } else if (form < 8) {
            const bool isCompact = isItem && anchor.empty();
            if (isCompact)
                text += gap;
            else
                lineEnd(text);
            mapping(text, inner, depth + 1, isCompact);
        } else {
            lineEnd(text);
            sequence(text, isItem ? inner : indent + m_listIndent, depth + 1);
        }
        if (!anchor.empty())
            m_anchors.push_back(anchor);
    }

    void mapping(std::string &text, std::size_t indent, int depth, bool isCompact)
    {
        const std::size_t count = 1 + m_random.below(4);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                between(text, indent);
            text += i == 0 && isCompact ? "" : std::string(indent, ' ');
            const std::string key = "key" + std::to_string(i);
            text += m_random.chance(8)   ? "'" + key + "':"
                    : m_random.chance(8) ? key + " :"
                                         : key + ":";
            value(text, indent, false, depth);
        }
    }

    void sequence(std::string &text, std::size_t indent, int depth)
    {
        const std::size_t count = 1 + m_random.below(4);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                between(text, indent);
            text += std::string(indent, ' ') + "-";
            value(text, indent, true, depth);
        }
    }

    Random &m_random;
    std::size_t m_step = 2;
    std::size_t m_listIndent = 0;
    std::size_t m_dashWidth = 2;
    bool m_hasComments = true;
    bool m_hasBlankLines = false;
    int m_comments = 0;
    int m_made = 0;
    std::vector<std::string> m_anchors;
};

} // namespace postern::yaml
