// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/convert.h"

#include "engine/base/pyrepr.h"
#include "engine/jinja/dictobject.h"
#include "engine/jinja/hostobject.h"
#include "engine/jinja/number.h"
#include "engine/jinja/printing.h"
#include "engine/jinja/pyerror.h"

namespace postern::jinja {

namespace {

constexpr int kMaxDepth = 300;

/// A date, an image or a worker's object: templates can print it and hand it on.
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

private:
    Value m_value;
    std::string m_typeName;
};

Value convert(const Object &object, int depth);

List convertItems(const Objects &items, int depth)
{
    List list;
    list.reserve(items.size());
    for (const Object &item : items)
        list.push_back(convert(item, depth + 1));
    return list;
}

Value convert(const Object &object, int depth)
{
    if (depth > kMaxDepth)
        throw PyError::limit("maximum recursion depth exceeded", "RecursionError");
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
        return object.asString();
    case Kind::Bytes:
        return Bytes{object.as<BytesObject>().data};
    case Kind::List:
        return convertItems(object.items(), depth);
    case Kind::Tuple:
        return Tuple{convertItems(object.items(), depth)};
    case Kind::Dict: {
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

} // namespace postern::jinja
