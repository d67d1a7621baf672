// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/valuebytes.h"

#include "engine/base/error.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern {

namespace {

// More than a worker hands over (see python/picklereader.cpp).
constexpr std::size_t kDeepest = 1'000; // Python's own limit, and far from that of the stack
constexpr char kForm = 1;               ///< the first byte

/// What a value begins with. The numbers are on disks: they never get another meaning.
enum class Tag : std::uint8_t {
    Null,
    False,
    True,
    Int,
    BigInt,
    Double,
    String,
    Bytes,
    List,
    Tuple,
    Dict,
    Date,
    DateTime,
    Image,
    Object,
    Generator
};

class ByteWriter
{
public:
    std::string take() { return std::move(m_out); }

    void write(const Value &value, std::size_t depth)
    {
        switch (value.kind()) {
        case Value::Kind::Null:
            return tag(Tag::Null);
        case Value::Kind::Bool:
            return tag(value.asBool() ? Tag::True : Tag::False);
        case Value::Kind::Int:
            tag(Tag::Int);
            return integer(value.asInt());
        case Value::Kind::BigInt:
            return text(Tag::BigInt, value.asBigInt().digits);
        case Value::Kind::Double:
            return real(value.asDouble());
        case Value::Kind::String:
            return text(Tag::String, value.asString());
        case Value::Kind::Bytes:
            return text(Tag::Bytes, value.asBytes().data);
        case Value::Kind::DateTime: {
            const DateTime &time = value.asDateTime();
            return text(time.dateOnly ? Tag::Date : Tag::DateTime, time.iso);
        }
        case Value::Kind::Image:
            return image(value.asImage());
        case Value::Kind::Handle:
            return handle(value.asHandle());
        case Value::Kind::List:
        case Value::Kind::Tuple:
            return items(value, depth);
        case Value::Kind::Dict:
            return members(value.asDict(), depth);
        }
    }

private:
    void tag(Tag tag) { m_out += static_cast<char>(tag); }

    /// Seven bits a byte, the low ones first.
    void number(std::uint64_t value)
    {
        for (; value >= 0x80U; value >>= 7U)
            m_out += static_cast<char>(value | 0x80U);
        m_out += static_cast<char>(value);
    }

    /// Small ones of either sign are short.
    void integer(std::int64_t value)
    {
        const std::uint64_t sign = value < 0 ? ~std::uint64_t(0) : 0;
        number((static_cast<std::uint64_t>(value) << 1U) ^ sign);
    }

    void real(double value)
    {
        tag(Tag::Double);
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (unsigned shift = 0; shift < 64; shift += 8)
            m_out += static_cast<char>((bits >> shift) & 0xffU);
    }

    void text(std::string_view value)
    {
        number(value.size());
        m_out += value;
    }

    void text(Tag what, std::string_view value)
    {
        tag(what);
        text(value);
    }

    void image(const Image &value)
    {
        text(Tag::Image, value.mimeType);
        text(value.data);
        text(value.sourceUrl);
    }

    void handle(const Handle &value)
    {
        text(value.isGenerator ? Tag::Generator : Tag::Object, value.typeName);
        text(value.repr);
    }

    void items(const Value &value, std::size_t depth)
    {
        tag(value.isList() ? Tag::List : Tag::Tuple);
        number(value.asList().size());
        const std::size_t inner = deeper(depth);
        for (const Value &item : value.asList())
            write(item, inner);
    }

    void members(const Dict &dict, std::size_t depth)
    {
        tag(Tag::Dict);
        number(dict.size());
        const std::size_t inner = deeper(depth);
        for (const auto &[key, member] : dict) {
            write(key, inner);
            write(member, inner);
        }
    }

    static std::size_t deeper(std::size_t depth)
    {
        if (depth >= kDeepest)
            throw Error(ErrorCode::LimitExceeded,
                        tr("A value is nested deeper than %1 levels.", kDeepest),
                        tr("Return a flatter value from the node."));
        return depth + 1;
    }

    std::string m_out{kForm};
};

[[noreturn]] void damaged(const Message &what)
{
    throw Error(ErrorCode::InvalidInput,
                tr("A stored value can't be read: %1.", what),
                tr("The file that holds it is damaged, or a newer Postern wrote it."));
}

class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes)
        : m_rest(bytes)
    {
        if (byte() != kForm)
            damaged(tr("its form isn't known"));
    }

    Value read()
    {
        for (;;) {
            std::optional<Value> value = next();
            while (value && !m_open.empty()) {
                Open &open = m_open.back();
                open.parts.push_back(std::move(*value));
                value.reset();
                if (--open.left == 0)
                    value = closed();
            }
            if (!value)
                continue;
            if (!m_rest.empty())
                damaged(tr("something follows it"));
            return std::move(*value);
        }
    }

private:
    /// A list, tuple or dict that isn't whole yet. They are kept here and not on the stack, which
    /// damaged bytes could make as deep as they like.
    struct Open
    {
        Tag tag = Tag::List;
        std::size_t left = 0; ///< parts to come; a dict's member has two
        List parts;
    };

    char byte()
    {
        if (m_rest.empty())
            damaged(tr("it is cut off"));
        const char first = m_rest.front();
        m_rest.remove_prefix(1);
        return first;
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto next = static_cast<unsigned char>(byte());
            const std::uint64_t bits = next & 0x7fU;
            if (shift > 63 || (shift == 63 && bits > 1) || (next == 0 && shift > 0))
                damaged(tr("a number in it is out of range"));
            value |= bits << shift;
            if ((next & 0x80U) == 0)
                return value;
        }
    }

    std::string text()
    {
        const std::uint64_t size = number();
        if (size > m_rest.size())
            damaged(tr("it is cut off"));
        std::string value(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return value;
    }

    Value integer()
    {
        const std::uint64_t coded = number();
        const std::uint64_t sign = (coded & 1U) != 0 ? ~std::uint64_t(0) : 0;
        return {static_cast<std::int64_t>((coded >> 1U) ^ sign)};
    }

    Value bigInteger()
    {
        const std::string digits = text();
        const std::string_view unsignedDigits = std::string_view(digits).substr(
            digits.starts_with('-') ? 1 : 0);
        const bool isNumber = !unsignedDigits.empty() && unsignedDigits.front() != '0'
                              && std::ranges::all_of(unsignedDigits,
                                                     [](char c) { return c >= '0' && c <= '9'; });
        Value value = isNumber ? Value::integer(digits) : Value();
        if (value.kind() != Value::Kind::BigInt)
            damaged(tr("a number in it is no large one"));
        return value;
    }

    Value real()
    {
        std::uint64_t bits = 0;
        for (unsigned shift = 0; shift < 64; shift += 8)
            bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte())) << shift;
        return {std::bit_cast<double>(bits)};
    }

    Value image()
    {
        Image image;
        image.mimeType = text();
        image.data = text();
        image.sourceUrl = text();
        return {std::move(image)};
    }

    Value handle(bool isGenerator)
    {
        Handle handle;
        handle.typeName = text();
        handle.repr = text();
        handle.isGenerator = isGenerator;
        return {std::move(handle)};
    }

    /// A value that is whole; nothing when it is a container, which is open now.
    std::optional<Value> next()
    {
        const Tag tag = static_cast<Tag>(byte());
        switch (tag) {
        case Tag::Null:
            return Value();
        case Tag::False:
        case Tag::True:
            return Value(tag == Tag::True);
        case Tag::Int:
            return integer();
        case Tag::BigInt:
            return bigInteger();
        case Tag::Double:
            return real();
        case Tag::String:
            return Value(text());
        case Tag::Bytes:
            return Value(postern::Bytes{text()});
        case Tag::Date:
        case Tag::DateTime:
            return Value(postern::DateTime{text(), tag == Tag::Date});
        case Tag::Image:
            return image();
        case Tag::Object:
        case Tag::Generator:
            return handle(tag == Tag::Generator);
        case Tag::List:
        case Tag::Tuple:
        case Tag::Dict:
            return open(tag);
        }
        damaged(tr("it holds something of another kind"));
    }

    std::optional<Value> open(Tag tag)
    {
        const std::size_t partsEach = tag == Tag::Dict ? 2 : 1;
        const std::uint64_t count = number();
        if (count > m_rest.size() / partsEach) // a part has a byte at least
            damaged(tr("it is cut off"));
        if (m_open.size() >= kDeepest)
            damaged(tr("it is nested too deep"));
        m_open.push_back({tag, static_cast<std::size_t>(count) * partsEach, {}});
        if (count > 0)
            return std::nullopt;
        return closed();
    }

    Value closed()
    {
        Open open = std::move(m_open.back());
        m_open.pop_back();
        if (open.tag == Tag::List)
            return {std::move(open.parts)};
        if (open.tag == Tag::Tuple)
            return {postern::Tuple{std::move(open.parts)}};
        postern::Dict dict;
        for (std::size_t i = 0; i < open.parts.size(); i += 2)
            dict.append(std::move(open.parts[i]), std::move(open.parts[i + 1]));
        return {std::move(dict)};
    }

    std::string_view m_rest;
    std::vector<Open> m_open;
};

} // namespace

std::string toBytes(const Value &value)
{
    ByteWriter writer;
    writer.write(value, 0);
    return writer.take();
}

Value valueFromBytes(std::string_view bytes)
{
    return ByteReader(bytes).read();
}

} // namespace postern
