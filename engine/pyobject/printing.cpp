// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/printing.h"

#include "engine/base/pyrepr.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

#include <algorithm>
#include <charconv>

namespace postern::pyobject {

namespace {

constexpr std::size_t kMaxPrintedDepth = 300;

void appendInt(std::string &out, std::int64_t value)
{
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
}

/// That this thread writes an object's repr: Python's Py_ReprEnter(). Known to all writers, as a
/// native object's repr begins another one.
class Inside
{
public:
    explicit Inside(const Object &object) { s_objects.push_back(object.heap()); }
    ~Inside() { s_objects.pop_back(); }
    Inside(const Inside &) = delete;
    Inside &operator=(const Inside &) = delete;

    static bool holds(const Object &object)
    {
        return std::ranges::find(s_objects, object.heap()) != s_objects.end();
    }
    static std::size_t depth() { return s_objects.size(); }

private:
    static inline thread_local std::vector<const HeapObject *> s_objects; ///< outermost first
};

/// Writes reprs, and "[...]" for what it is inside of.
class ReprWriter
{
public:
    explicit ReprWriter(std::string &out)
        : m_out(out)
    {}

    void write(const Object &object);

private:
    void writeItems(const Objects &items);
    void writeSequence(const Object &object);
    void writeDict(const Object &object);
    bool isInside(const Object &object, const char *again);

    std::string &m_out;
};

bool ReprWriter::isInside(const Object &object, const char *again)
{
    if (Inside::holds(object)) {
        m_out += again;
        return true;
    }
    if (Inside::depth() >= kMaxPrintedDepth)
        throw PyError::limit("maximum recursion depth exceeded while getting the repr of an object",
                             "RecursionError");
    countWork(100 + Inside::depth());
    return false;
}

void ReprWriter::writeItems(const Objects &items)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            m_out += ", ";
        countWork(16);
        write(items[i]);
        checkTextSize(m_out.size());
    }
}

void ReprWriter::writeSequence(const Object &object)
{
    const bool isList = object.isList();
    if (isInside(object, isList ? "[...]" : "(...)"))
        return;
    const Inside inside(object);
    m_out += isList ? '[' : '(';
    const Objects &items = object.items();
    writeItems(items);
    if (!isList && items.size() == 1)
        m_out += ',';
    m_out += isList ? ']' : ')';
}

void ReprWriter::writeDict(const Object &object)
{
    if (isInside(object, "{...}"))
        return;
    const Inside inside(object);
    m_out += '{';
    bool first = true;
    for (const auto &entry : object.as<DictObject>().entries()) {
        if (entry.key.isMissing())
            continue;
        if (!first)
            m_out += ", ";
        first = false;
        write(entry.key);
        m_out += ": ";
        write(entry.value);
        checkTextSize(m_out.size());
    }
    m_out += '}';
}

std::string rangeRepr(const RangeObject &range)
{
    std::string out = "range(" + std::to_string(range.start) + ", " + std::to_string(range.stop);
    if (range.step != 1)
        out += ", " + std::to_string(range.step);
    return out + ")";
}

void ReprWriter::write(const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
        if (object.isMarkup())
            m_out += "Markup(" + py::reprString(object.asString()) + ")";
        else
            m_out += py::reprString(object.asString());
        countWork(object.asString().size() * 8);
        break;
    case Kind::List:
    case Kind::Tuple:
        writeSequence(object);
        break;
    case Kind::Dict:
        writeDict(object);
        break;
    case Kind::Undefined:
        m_out += "Undefined";
        break;
    case Kind::Bytes:
        m_out += py::repr(Value(Bytes{object.as<BytesObject>().data}));
        break;
    case Kind::Slice: {
        const auto &slice = object.as<SliceObject>();
        m_out += "slice(";
        writeItems({slice.start, slice.stop, slice.step});
        m_out += ')';
        break;
    }
    case Kind::Host:
        m_out += object.as<HostObject>().repr();
        break;
    default:
        appendStr(m_out, object);
    }
}

} // namespace

namespace {

void appendLines(std::string &out, const Objects &items)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            out += '\n';
        appendStr(out, items[i]);
        checkTextSize(out.size());
    }
}

} // namespace

void appendStr(std::string &out, const Object &object)
{
    switch (object.kind()) {
    case Kind::Missing:
    case Kind::None:
        out += "None";
        break;
    case Kind::Bool:
        out += object.asBool() ? "True" : "False";
        break;
    case Kind::Int:
        appendInt(out, object.asInt());
        break;
    case Kind::Float:
        out += py::reprDouble(object.asFloat());
        break;
    case Kind::BigInt:
        out += integerText(object);
        break;
    case Kind::Str:
        out += object.asString();
        break;
    case Kind::Undefined:
        out += object.as<UndefinedObject>().toString();
        break;
    case Kind::Range:
        out += rangeRepr(object.as<RangeObject>());
        break;
    case Kind::Host:
        out += object.as<HostObject>().toString();
        break;
    case Kind::List:
        if (object.as<SequenceObject>().printsLines) {
            appendLines(out, object.items());
            break;
        }
        [[fallthrough]];
    default:
        ReprWriter(out).write(object);
    }
}

std::string str(const Object &object)
{
    if (object.isString())
        return object.asString();
    std::string out;
    appendStr(out, object);
    return out;
}

std::string repr(const Object &object)
{
    std::string out;
    ReprWriter(out).write(object);
    return out;
}

std::string repr(std::string_view text)
{
    return py::reprString(text);
}

std::string asciiRepr(const Object &object)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char32_t c : decode(repr(object))) {
        if (c < 0x80) {
            out += static_cast<char>(c);
            continue;
        }
        out += c <= 0xFF ? "\\x" : c <= 0xFFFF ? "\\u" : "\\U";
        for (int shift = c <= 0xFF ? 4 : c <= 0xFFFF ? 12 : 28; shift >= 0; shift -= 4)
            out += kDigits[(c >> static_cast<unsigned>(shift)) & 0xFU];
    }
    return out;
}

bool hasHtml(const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
        return object.isMarkup();
    case Kind::Undefined:
        return object.as<UndefinedObject>().type == UndefinedKind::Chainable;
    case Kind::Host:
        return object.as<HostObject>().html().has_value();
    default:
        return false;
    }
}

void appendEscaped(std::string &out, std::string_view text)
{
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char *entity = nullptr;
        switch (text[at]) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '\'':
            entity = "&#39;";
            break;
        case '"':
            entity = "&#34;";
            break;
        default:
            continue;
        }
        out.append(text, from, at - from);
        out += entity;
        from = at + 1;
    }
    out.append(text, from);
}

void appendEscaped(std::string &out, const Object &object)
{
    if (object.isString() && !object.isMarkup())
        appendEscaped(out, std::string_view(object.asString()));
    else if (hasHtml(object))
        out += markSafe(object).asString();
    else
        appendEscaped(out, std::string_view(str(object)));
}

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    appendEscaped(out, text);
    return out;
}

Object escape(const Object &object)
{
    if (object.isMarkup())
        return object;
    std::string out;
    appendEscaped(out, object);
    return Object::markup(std::move(out));
}

Object softString(const Object &object)
{
    return object.isString() ? object : Object::string(str(object));
}

Object markSafe(const Object &object)
{
    if (object.isMarkup())
        return object;
    if (object.isHost()) {
        if (auto html = object.as<HostObject>().html())
            return Object::markup(std::move(*html));
    }
    return Object::markup(str(object));
}

} // namespace postern::pyobject
