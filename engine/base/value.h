// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postern {

class Value;
class Dict;
using List = std::vector<Value>;

/// An integer beyond 64 bits, as its canonical decimal text ("-123...").
struct BigInt
{
    std::string digits;
    bool operator==(const BigInt &) const = default;
};

/// Raw bytes, Python's `bytes`.
struct Bytes
{
    std::string data;
    bool operator==(const Bytes &) const = default;
};

/// Python's `tuple`: JSON writes it as a list, repr with parentheses.
struct Tuple
{
    List items;
};

/// A date or a date with time, kept as the text that Python's str() gives: ISO 8601 with a space
/// before the time, or with a T where a YAML file has it so.
struct DateTime
{
    std::string iso;
    bool dateOnly = false;
    bool operator==(const DateTime &) const = default;
};

/// An image, as prompt flow's multimedia contract has it: content plus where it came from.
struct Image
{
    std::string mimeType; ///< "image/png"; "image/*" when unknown
    std::string data;     ///< the bytes; empty for a URL that is passed on unread
    std::string sourceUrl;
    bool operator==(const Image &) const = default;
};

struct HandleView;

/// An object that lives in a Python worker because it isn't JSON: a data frame, a class
/// instance, a generator, a connection. Means something only to the run that made it.
struct Handle
{
    std::string slot;     ///< the worker's name for it; empty when that worker is gone
    std::string typeName; ///< Python's type(x).__name__
    std::string repr;     ///< what a run's record shows
    bool isGenerator = false;
    std::shared_ptr<const HandleView> view; ///< null unless it was asked for
    bool operator==(const Handle &other) const { return slot == other.slot && repr == other.repr; }
};

/// What nodes exchange: immutable, cheap to copy (shared), with what JSON has (key order kept)
/// and what Python adds. Equality is Python's: 1 == 1.0 == True, lists and dicts deeply, dicts
/// whatever their order.
class Value
{
public:
    enum class Kind {
        Null,
        Bool,
        Int,
        BigInt,
        Double,
        String,
        Bytes,
        List,
        Tuple,
        Dict,
        DateTime,
        Image,
        Handle
    };

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value);
    Value(int value);
    Value(std::int64_t value);
    Value(double value);
    Value(const char *value);
    Value(std::string value);
    Value(std::string_view value);
    Value(List value);
    Value(Dict value);
    Value(Tuple value);
    Value(Bytes value);
    Value(DateTime value);
    Value(Image value);
    Value(Handle value);
    /// Int when the text fits 64 bits, BigInt otherwise. The text is an optional sign and digits.
    static Value integer(std::string_view digits);

    Kind kind() const { return static_cast<Kind>(m_data.index()); }
    bool isNull() const { return kind() == Kind::Null; }
    bool isBool() const { return kind() == Kind::Bool; }
    bool isInt() const { return kind() == Kind::Int; }
    bool isDouble() const { return kind() == Kind::Double; }
    bool isString() const { return kind() == Kind::String; }
    bool isList() const { return kind() == Kind::List; }
    bool isDict() const { return kind() == Kind::Dict; }
    bool isHandle() const { return kind() == Kind::Handle; }

    /// The typed contents. Asking for another kind than kind() is a bug and throws Error Internal.
    bool asBool() const;
    std::int64_t asInt() const;
    double asDouble() const;
    const std::string &asString() const;
    const List &asList() const; ///< of a list or a tuple
    const Dict &asDict() const;
    const BigInt &asBigInt() const;
    const Bytes &asBytes() const;
    const DateTime &asDateTime() const;
    const Image &asImage() const;
    const Handle &asHandle() const;

    /// The member of a dict by text key; null pointer when absent or when this is no dict.
    const Value *find(std::string_view key) const;
    /// Python's truth value.
    bool truthy() const;
    /// True when this and everything inside is what JSON can hold (tuples count, handles don't).
    bool isJson() const;
    /// Python's name of the type: "NoneType", "bool", "int", "float", "str", "list", "dict" ...
    std::string typeName() const;

    friend bool operator==(const Value &a, const Value &b);

private:
    template<typename T>
    using Shared = std::shared_ptr<const T>;

    // In the order of Kind. Short-lived scalars are held in place, the rest is shared.
    std::variant<std::monostate,
                 bool,
                 std::int64_t,
                 Shared<BigInt>,
                 double,
                 Shared<std::string>,
                 Shared<Bytes>,
                 Shared<List>,
                 Shared<Tuple>,
                 Shared<Dict>,
                 Shared<DateTime>,
                 Shared<Image>,
                 Shared<Handle>>
        m_data;
};

/// Members in the order of their first insertion, as Python's dict. Keys may be any hashable
/// value; 1, 1.0 and True are the same key.
class Dict
{
public:
    using Member = std::pair<Value, Value>;

    Dict() = default;
    Dict(std::initializer_list<Member> members);

    const Value *find(std::string_view key) const;
    const Value *find(const char *key) const { return find(std::string_view(key)); }
    const Value *find(const std::string &key) const { return find(std::string_view(key)); }
    const Value *find(const Value &key) const;
    bool contains(std::string_view key) const { return find(key) != nullptr; }
    /// Inserts, or replaces the value and keeps the place.
    void set(Value key, Value value);
    /// Appends without looking for an equal key: for builders that know it is new.
    void append(Value key, Value value);
    /// Returns whether there was such a member.
    bool erase(std::string_view key);

    bool empty() const { return m_members.empty(); }
    std::size_t size() const { return m_members.size(); }
    auto begin() const { return m_members.begin(); }
    auto end() const { return m_members.end(); }

private:
    std::vector<Member> m_members;
};

/// What a template may see of a Handle's object.
struct HandleView
{
    std::string text; ///< str()
    Dict members;     ///< attributes, or what it has under these keys
    std::optional<List> items;
};

} // namespace postern
