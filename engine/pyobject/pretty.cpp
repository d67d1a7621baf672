// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/pretty.h"

#include "engine/base/utf8.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/work.h"

#include <algorithm>
#include <utility>

namespace postern::pyobject {

namespace {

constexpr std::int64_t kWidth = 80;
constexpr int kMaxPrettyDepth = 200;

std::int64_t lengthOf(std::string_view text)
{
    return static_cast<std::int64_t>(utf8::length(text));
}

/// Writes as pprint does: on one line what fits, else one member a line.
class PrettyPrinter
{
public:
    std::string print(const Object &object)
    {
        write(object, 0, 0, 0);
        return std::move(m_out);
    }

private:
    /// The members in the order of their keys, or of type and address where they have none.
    static std::vector<std::pair<Object, Object>> sortedMembers(const Object &dict)
    {
        std::vector<std::pair<Object, Object>> members;
        for (const auto &entry : dict.as<DictObject>().entries()) {
            if (!entry.key.isMissing())
                members.emplace_back(entry.key, entry.value);
        }
        countWork(members.size() * 16);
        std::stable_sort(members.begin(), members.end(), [](const auto &a, const auto &b) {
            try {
                return ordered(Comparison::Less, a.first, b.first);
            } catch (const PyError &error) {
                if (error.isLimit())
                    throw;
                return typeName(a.first) < typeName(b.first);
            }
        });
        return members;
    }

    bool isContainer(const Object &object) const
    {
        return object.isDict() || object.isList()
               || (object.isTuple() && !object.as<SequenceObject>().isGroup);
    }

    /// Writes repr() with dicts sorted as far as it has room for: what has more parts than that may
    /// share them without end. False when it had no room for all.
    bool line(const Object &object, int depth, std::int64_t room, std::string &out)
    {
        if (depth > kMaxPrettyDepth)
            throw PyError::limit("maximum recursion depth exceeded", "RecursionError");
        if (isInside(object))
            out += "<Recursion on " + typeName(object) + " with id="
                   + std::to_string(reinterpret_cast<std::uintptr_t>(object.heap())) + ">";
        else if (!isContainer(object))
            out += repr(object);
        else if (!lineOfItems(object, depth, room, out))
            return false;
        return lengthOf(out) <= room;
    }

    bool lineOfItems(const Object &object, int depth, std::int64_t room, std::string &out)
    {
        m_inside.push_back(object.heap());
        out += object.isDict() ? '{' : object.isList() ? '[' : '(';
        bool fits = true;
        bool first = true;
        const auto write = [&](const Object &item, const char *before) {
            out += before;
            fits = fits && line(item, depth + 1, room, out);
        };
        const auto separator = [&first] { return std::exchange(first, false) ? "" : ", "; };
        if (object.isDict()) {
            for (const auto &[key, value] : sortedMembers(object)) {
                write(key, separator());
                write(value, ": ");
                if (!fits)
                    break;
            }
        } else {
            for (std::size_t i = 0; i < object.items().size() && fits; ++i)
                write(object.items()[i], separator());
            out += object.isTuple() && object.items().size() == 1 ? "," : "";
        }
        out += object.isDict() ? '}' : object.isList() ? ']' : ')';
        m_inside.pop_back();
        return fits;
    }

    bool isInside(const Object &object) const
    {
        return object.kind() >= Kind::Str
               && std::find(m_inside.begin(), m_inside.end(), object.heap()) != m_inside.end();
    }

    void write(const Object &object, std::int64_t indent, std::int64_t allowance, int depth)
    {
        countWork(500);
        std::string whole;
        const bool fits = line(object, depth, kWidth - indent - allowance, whole);
        if (fits || isInside(object)) {
            m_out += whole;
            return;
        }
        const bool container = isContainer(object);
        if (container)
            m_inside.push_back(object.heap());
        if (object.isDict())
            writeDict(object, indent, allowance, depth);
        else if (container)
            writeItems(object, indent, allowance, depth);
        else if (object.isString() && !object.isMarkup())
            writeText(object.asString(), indent, allowance, depth);
        else
            m_out += whole;
        checkTextSize(m_out.size());
        if (container)
            m_inside.pop_back();
    }

    void newLine(std::int64_t indent)
    {
        m_out += '\n';
        m_out.append(static_cast<std::size_t>(std::max<std::int64_t>(indent, 0)), ' ');
        checkTextSize(m_out.size());
    }

    void writeDict(const Object &object, std::int64_t indent, std::int64_t allowance, int depth)
    {
        m_out += '{';
        const auto members = sortedMembers(object);
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) {
                m_out += ',';
                newLine(indent + 1);
            }
            std::string key;
            line(members[i].first, depth + 1, static_cast<std::int64_t>(kMaxText), key);
            m_out += key + ": ";
            write(members[i].second,
                  indent + 1 + lengthOf(key) + 2,
                  i + 1 == members.size() ? allowance + 1 : 1,
                  depth + 1);
        }
        m_out += '}';
    }

    void writeItems(const Object &object, std::int64_t indent, std::int64_t allowance, int depth)
    {
        const Objects &items = object.items();
        const std::string_view end = object.isList() ? "]" : items.size() == 1 ? ",)" : ")";
        m_out += object.isList() ? '[' : '(';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) {
                m_out += ',';
                newLine(indent + 1);
            }
            const std::int64_t behind = i + 1 == items.size()
                                            ? allowance + static_cast<std::int64_t>(end.size())
                                            : 1;
            write(items[i], indent + 1, behind, depth + 1);
        }
        m_out += end;
    }

    /// A long text as several literals, cut after spaces; in parentheses when it stands alone.
    void writeText(const std::string &text, std::int64_t indent, std::int64_t allowance, int depth)
    {
        if (text.empty()) {
            m_out += "''";
            return;
        }
        if (depth == 0) {
            ++indent;
            ++allowance;
        }
        constexpr std::uint64_t kWork = 64; // each character is written as often as its line is tried
        countWork(text.size() * kWork);
        std::vector<std::string> chunks;
        const auto lines = splitLines(text, true);
        for (std::size_t i = 0; i < lines.size(); ++i)
            addChunks(lines[i], i + 1 == lines.size(), indent, allowance, chunks);
        if (chunks.size() == 1) {
            m_out += chunks[0];
            return;
        }
        m_out += depth == 0 ? "(" : "";
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            if (i > 0)
                newLine(indent);
            m_out += chunks[i];
        }
        m_out += depth == 0 ? ")" : "";
    }

    static void addChunks(std::string_view text,
                          bool last,
                          std::int64_t indent,
                          std::int64_t allowance,
                          std::vector<std::string> &chunks)
    {
        const std::int64_t width = kWidth - indent;
        const std::string whole = repr(text);
        if (lengthOf(whole) <= width - (last ? allowance : 0)) {
            chunks.push_back(whole);
            return;
        }
        const std::vector<std::string_view> parts = partsOf(text);
        std::string current;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::string candidate = current + std::string(parts[i]);
            const std::int64_t limit = width - (last && i + 1 == parts.size() ? allowance : 0);
            if (lengthOf(repr(candidate)) <= limit) {
                current = candidate;
                continue;
            }
            if (!current.empty())
                chunks.push_back(repr(current));
            current = parts[i];
        }
        if (!current.empty())
            chunks.push_back(repr(current));
    }

    /// `\S*\s*` again and again.
    static std::vector<std::string_view> partsOf(std::string_view text)
    {
        std::vector<std::string_view> parts;
        while (!text.empty()) {
            std::size_t end = 0;
            while (end < text.size() && spaceLength(text, end) == 0)
                end += pointLength(text, end);
            while (const std::size_t space = spaceLength(text, end))
                end += space;
            parts.push_back(text.substr(0, end));
            checkItemCount(parts.size());
            text.remove_prefix(end);
        }
        return parts;
    }

    std::string m_out;
    std::vector<HeapObject *> m_inside;
};

} // namespace

std::string pretty(const Object &value)
{
    return PrettyPrinter().print(value);
}

} // namespace postern::pyobject
