// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/value.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace postern {

namespace {

constexpr std::array<std::string_view, 13> kTypeNames{"NoneType",
                                                      "bool",
                                                      "int",
                                                      "int",
                                                      "float",
                                                      "str",
                                                      "bytes",
                                                      "list",
                                                      "tuple",
                                                      "dict",
                                                      "datetime",
                                                      "Image",
                                                      "object"};

[[noreturn]] void wrongKind(const Value &value, std::string_view wanted)
{
    throw Error(ErrorCode::Internal,
                tr("A value of type %1 was used as %2.", value.typeName(), std::string(wanted)));
}

template<typename T>
std::shared_ptr<const T> share(T value)
{
    return std::make_shared<const T>(std::move(value));
}

bool isNumber(const Value &value)
{
    return value.kind() >= Value::Kind::Bool && value.kind() <= Value::Kind::Double;
}

/// The exact decimal digits of a whole double.
std::string wholeDigits(double value)
{
    std::array<char, 320> buffer{};
    const auto end = std::to_chars(buffer.data(),
                                   buffer.data() + buffer.size(),
                                   value,
                                   std::chars_format::fixed,
                                   0);
    return {buffer.data(), end.ptr};
}

bool equalInteger(std::int64_t integer, double real)
{
    // 2^63 is exact as a double; beyond it no 64-bit integer can be equal.
    constexpr double kLimit = 9223372036854775808.0;
    return real >= -kLimit && real < kLimit && std::trunc(real) == real
           && static_cast<std::int64_t>(real) == integer;
}

bool equalNumbers(const Value &a, const Value &b)
{
    if (a.kind() > b.kind())
        return equalNumbers(b, a);
    const auto integer = [](const Value &v) {
        return v.isBool() ? std::int64_t{v.asBool()} : v.asInt();
    };
    const bool bigA = a.kind() == Value::Kind::BigInt;
    const bool bigB = b.kind() == Value::Kind::BigInt;
    if (b.isDouble()) {
        const double real = b.asDouble();
        if (a.isDouble())
            return a.asDouble() == real;
        if (bigA)
            return std::isfinite(real) && std::trunc(real) == real
                   && wholeDigits(real) == a.asBigInt().digits;
        return equalInteger(integer(a), real);
    }
    if (bigA || bigB)
        return bigA && bigB && a.asBigInt() == b.asBigInt();
    return integer(a) == integer(b);
}

bool equalDicts(const Dict &a, const Dict &b)
{
    if (a.size() != b.size())
        return false;
    return std::all_of(a.begin(), a.end(), [&b](const Dict::Member &member) {
        const Value *other = b.find(member.first);
        return other && *other == member.second;
    });
}

} // namespace

Value::Value(bool value)
    : m_data(value)
{}
Value::Value(int value)
    : m_data(std::int64_t{value})
{}
Value::Value(std::int64_t value)
    : m_data(value)
{}
Value::Value(double value)
    : m_data(value)
{}
Value::Value(const char *value)
    : m_data(share(std::string(value)))
{}
Value::Value(std::string value)
    : m_data(share(std::move(value)))
{}
Value::Value(std::string_view value)
    : m_data(share(std::string(value)))
{}
Value::Value(List value)
    : m_data(share(std::move(value)))
{}
Value::Value(Dict value)
    : m_data(share(std::move(value)))
{}
Value::Value(Tuple value)
    : m_data(share(std::move(value)))
{}
Value::Value(Bytes value)
    : m_data(share(std::move(value)))
{}
Value::Value(DateTime value)
    : m_data(share(std::move(value)))
{}
Value::Value(Image value)
    : m_data(share(std::move(value)))
{}
Value::Value(Handle value)
    : m_data(share(std::move(value)))
{}

Value Value::integer(std::string_view digits)
{
    const bool negative = !digits.empty() && digits.front() == '-';
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+'))
        digits.remove_prefix(1);
    while (digits.size() > 1 && digits.front() == '0')
        digits.remove_prefix(1);
    std::string canonical = negative && digits != "0" ? "-" : "";
    canonical += digits;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(canonical.data(),
                                              canonical.data() + canonical.size(),
                                              number);
    if (error == std::errc() && end == canonical.data() + canonical.size())
        return {number};
    Value value;
    value.m_data = share(BigInt{std::move(canonical)});
    return value;
}

bool Value::asBool() const
{
    const bool *value = std::get_if<bool>(&m_data);
    return value ? *value : (wrongKind(*this, "bool"), false);
}

std::int64_t Value::asInt() const
{
    const auto *value = std::get_if<std::int64_t>(&m_data);
    return value ? *value : (wrongKind(*this, "int"), 0);
}

double Value::asDouble() const
{
    const auto *value = std::get_if<double>(&m_data);
    return value ? *value : (wrongKind(*this, "float"), 0);
}

const std::string &Value::asString() const
{
    if (const auto *value = std::get_if<Shared<std::string>>(&m_data))
        return **value;
    wrongKind(*this, "str");
}

const List &Value::asList() const
{
    if (const auto *value = std::get_if<Shared<List>>(&m_data))
        return **value;
    if (const auto *value = std::get_if<Shared<Tuple>>(&m_data))
        return (*value)->items;
    wrongKind(*this, "list");
}

const Dict &Value::asDict() const
{
    if (const auto *value = std::get_if<Shared<Dict>>(&m_data))
        return **value;
    wrongKind(*this, "dict");
}

const BigInt &Value::asBigInt() const
{
    if (const auto *value = std::get_if<Shared<BigInt>>(&m_data))
        return **value;
    wrongKind(*this, "big int");
}

const Bytes &Value::asBytes() const
{
    if (const auto *value = std::get_if<Shared<Bytes>>(&m_data))
        return **value;
    wrongKind(*this, "bytes");
}

const DateTime &Value::asDateTime() const
{
    if (const auto *value = std::get_if<Shared<DateTime>>(&m_data))
        return **value;
    wrongKind(*this, "datetime");
}

const Image &Value::asImage() const
{
    if (const auto *value = std::get_if<Shared<Image>>(&m_data))
        return **value;
    wrongKind(*this, "image");
}

const Handle &Value::asHandle() const
{
    if (const auto *value = std::get_if<Shared<Handle>>(&m_data))
        return **value;
    wrongKind(*this, "handle");
}

const Value *Value::find(std::string_view key) const
{
    return isDict() ? asDict().find(key) : nullptr;
}

bool Value::truthy() const
{
    switch (kind()) {
    case Kind::Null:
        return false;
    case Kind::Bool:
        return asBool();
    case Kind::Int:
        return asInt() != 0;
    case Kind::Double:
        return asDouble() != 0;
    case Kind::String:
        return !asString().empty();
    case Kind::Bytes:
        return !asBytes().data.empty();
    case Kind::List:
    case Kind::Tuple:
        return !asList().empty();
    case Kind::Dict:
        return !asDict().empty();
    case Kind::BigInt:
    case Kind::DateTime:
    case Kind::Image:
    case Kind::Handle:
        return true;
    }
    return true;
}

bool Value::isJson() const
{
    switch (kind()) {
    case Kind::Null:
    case Kind::Bool:
    case Kind::Int:
    case Kind::BigInt:
    case Kind::Double:
    case Kind::String:
        return true;
    case Kind::List:
    case Kind::Tuple:
        return std::all_of(asList().begin(), asList().end(), [](const Value &v) {
            return v.isJson();
        });
    case Kind::Dict:
        // json.dumps turns None, bool, int and float keys into text.
        return std::all_of(asDict().begin(), asDict().end(), [](const Dict::Member &member) {
            return member.first.kind() <= Kind::String && member.second.isJson();
        });
    case Kind::Bytes:
    case Kind::DateTime:
    case Kind::Image:
    case Kind::Handle:
        return false;
    }
    return false;
}

std::string Value::typeName() const
{
    if (isHandle())
        return asHandle().typeName;
    if (kind() == Kind::DateTime && asDateTime().dateOnly)
        return "date";
    return std::string(kTypeNames.at(static_cast<std::size_t>(kind())));
}

bool operator==(const Value &a, const Value &b)
{
    if (isNumber(a) && isNumber(b))
        return equalNumbers(a, b);
    if (a.kind() != b.kind())
        return false;
    switch (a.kind()) {
    case Value::Kind::Null:
        return true;
    case Value::Kind::String:
        return a.asString() == b.asString();
    case Value::Kind::Bytes:
        return a.asBytes() == b.asBytes();
    case Value::Kind::List:
    case Value::Kind::Tuple:
        return a.asList() == b.asList();
    case Value::Kind::Dict:
        return equalDicts(a.asDict(), b.asDict());
    case Value::Kind::DateTime:
        return a.asDateTime() == b.asDateTime();
    case Value::Kind::Image:
        return a.asImage() == b.asImage();
    case Value::Kind::Handle:
        return a.asHandle() == b.asHandle();
    default:
        return false;
    }
}

Dict::Dict(std::initializer_list<Member> members)
{
    m_members.reserve(members.size());
    for (const auto &[key, value] : members)
        set(key, value);
}

const Value *Dict::find(std::string_view key) const
{
    for (const auto &[name, value] : m_members) {
        if (name.isString() && name.asString() == key)
            return &value;
    }
    return nullptr;
}

const Value *Dict::find(const Value &key) const
{
    if (key.isString())
        return find(std::string_view(key.asString()));
    for (const auto &[name, value] : m_members) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

void Dict::set(Value key, Value value)
{
    for (auto &[name, old] : m_members) {
        if (name == key) {
            old = std::move(value);
            return;
        }
    }
    append(std::move(key), std::move(value));
}

void Dict::append(Value key, Value value)
{
    m_members.emplace_back(std::move(key), std::move(value));
}

bool Dict::erase(std::string_view key)
{
    return std::erase_if(m_members,
                         [key](const Member &member) {
                             return member.first.isString() && member.first.asString() == key;
                         })
           > 0;
}

} // namespace postern
