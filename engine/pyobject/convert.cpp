// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/convert.h"

#include "engine/base/pyrepr.h"
#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/hostobject.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/walk.h"

#include <iterator>
#include <optional>
#include <utility>

namespace postern::pyobject {

namespace {

constexpr int kMaxConvertedDepth = 300;
constexpr const char *kTooDeepToConvert = "maximum recursion depth exceeded";

const HandleView *viewOf(const Value &value)
{
    return value.isHandle() ? value.asHandle().view.get() : nullptr;
}

/// A date, an image or a worker's object: templates can print it and hand it on, and look into it
/// where it brings a view.
class ForeignObject final : public HostObject
{
public:
    explicit ForeignObject(Value value)
        : m_value(std::move(value))
        , m_typeName(m_value.typeName())
    {}

    std::string_view typeName() const override { return m_typeName; }
    std::string repr() const override { return py::repr(m_value); }
    std::string toString() const override { return py::str(m_value); }
    bool truthy() const override { return m_value.truthy(); }
    bool equals(const HostObject &other) const override
    {
        const auto *foreign = dynamic_cast<const ForeignObject *>(&other);
        return foreign != nullptr && foreign->m_value == m_value;
    }
    const Value &value() const { return m_value; }
    Object attribute(Runtime &, std::string_view name) override
    {
        const HandleView *view = viewOf(m_value);
        const Value *member = view ? view->members.find(name) : nullptr;
        return member ? toObject(*member) : Object();
    }
    Object item(Runtime &runtime, const Object &key) override
    {
        const HandleView *view = viewOf(m_value);
        if (view && view->items && key.kind() == Kind::Int)
            return key.asInt() >= 0 && std::cmp_less(key.asInt(), view->items->size())
                       ? toObject(view->items->at(static_cast<std::size_t>(key.asInt())))
                       : Object();
        return key.kind() == Kind::Str ? attribute(runtime, key.asString()) : Object();
    }
    std::optional<std::int64_t> length(Runtime &) override
    {
        const HandleView *view = viewOf(m_value);
        return view && view->items ? std::optional(std::ssize(*view->items)) : std::nullopt;
    }
    bool iterable() const override
    {
        const HandleView *view = viewOf(m_value);
        return view && view->items;
    }
    Object iterate(Runtime &runtime) override
    {
        const HandleView *view = viewOf(m_value);
        return view && view->items ? iteratorOf(runtime, toObject(Value(*view->items))) : Object();
    }

private:
    Value m_value;
    std::string m_typeName;
};

Value convert(const Object &object, int depth);

List convertItems(const Objects &items, int depth)
{
    const Walk level(items.size(), kMaxConvertedDepth, kTooDeepToConvert);
    List list;
    list.reserve(items.size());
    for (const Object &item : items)
        list.push_back(convert(item, depth + 1));
    return list;
}

Value convert(const Object &object, int depth)
{
    if (depth > kMaxConvertedDepth)
        throw PyError::limit(kTooDeepToConvert, "RecursionError");
    switch (object.kind()) {
    case Kind::Missing:
    case Kind::None:
        return {};
    case Kind::Bool:
        return object.asBool();
    case Kind::Int:
        return object.asInt();
    case Kind::Float:
        return object.asFloat();
    case Kind::BigInt:
        return Value::integer(integerText(object));
    case Kind::Str:
        countWork(object.asString().size() / 4);
        return object.asString();
    case Kind::Bytes:
        return Bytes{object.as<BytesObject>().data};
    case Kind::List:
        return convertItems(object.items(), depth);
    case Kind::Tuple:
        return Tuple{convertItems(object.items(), depth)};
    case Kind::Dict: {
        const Walk level(object.as<DictObject>().size(), kMaxConvertedDepth, kTooDeepToConvert);
        Dict dict;
        for (const auto &entry : object.as<DictObject>().entries()) {
            if (!entry.key.isMissing())
                dict.append(convert(entry.key, depth + 1), convert(entry.value, depth + 1));
        }
        return dict;
    }
    default:
        break;
    }
    if (const auto *foreign = object.host<ForeignObject>())
        return foreign->value();
    return repr(object);
}

} // namespace

Object toObject(const Value &value, bool listsAsLines)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return Object::none();
    case Value::Kind::Bool:
        return value.asBool();
    case Value::Kind::Int:
        return value.asInt();
    case Value::Kind::BigInt:
        return makeInteger(Integer(value.asBigInt().digits));
    case Value::Kind::Double:
        return value.asDouble();
    case Value::Kind::String:
        return Object(new StringObject(value));
    case Value::Kind::Bytes:
        return Object::bytes(value.asBytes().data);
    case Value::Kind::List:
        return Object(new SequenceObject(Kind::List, value, listsAsLines));
    case Value::Kind::Tuple:
        return Object(new SequenceObject(Kind::Tuple, value));
    case Value::Kind::Dict:
        return Object(new DictObject(value, listsAsLines));
    default:
        return Object(new ForeignObject(value));
    }
}

Value toValue(const Object &object)
{
    return convert(object, 0);
}

} // namespace postern::pyobject
