// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/function.h"
#include "engine/pyobject/iterate.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/number.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

#include <algorithm>
#include <unordered_map>

namespace postern::pyobject {

namespace {

using MethodTable = std::unordered_map<std::string_view, const Method *>;

MethodTable tableOf(std::initializer_list<std::span<const Method>> parts)
{
    MethodTable table;
    for (const auto &part : parts) {
        for (const Method &method : part)
            table.emplace(method.name, &method);
    }
    return table;
}

const MethodTable &methodTable(Kind kind)
{
    static const MethodTable kString = tableOf(
        {stringSearchMethods(), stringShapeMethods(), stringTestMethods()});
    static const MethodTable kList = tableOf({listMethods()});
    static const MethodTable kTuple = tableOf({tupleMethods()});
    static const MethodTable kDict = tableOf({dictMethods()});
    static const MethodTable kInt = tableOf({numberMethods(Kind::Int)});
    static const MethodTable kFloat = tableOf({numberMethods(Kind::Float)});
    static const MethodTable kBytes = tableOf({bytesMethods()});
    static const MethodTable kRange = tableOf({rangeMethods()});
    static const MethodTable kNone;
    switch (kind) {
    case Kind::Str:
        return kString;
    case Kind::List:
        return kList;
    case Kind::Tuple:
        return kTuple;
    case Kind::Dict:
        return kDict;
    case Kind::Bool:
    case Kind::Int:
    case Kind::BigInt:
        return kInt;
    case Kind::Float:
        return kFloat;
    case Kind::Bytes:
        return kBytes;
    case Kind::Range:
        return kRange;
    default:
        return kNone;
    }
}

Object undefinedAttribute(const Object &object, std::string_view name)
{
    const auto &undefined = object.as<UndefinedObject>();
    if (name.starts_with("__") && name.ends_with("__"))
        return specialAttribute(object, name);
    if (name == "_undefined_name")
        return undefined.name;
    if (name == "_undefined_hint")
        return undefined.hint.empty() ? Object::none() : Object::string(undefined.hint);
    if (name == "_undefined_obj")
        return undefined.object;
    if (name == "_undefined_message")
        return Object::string(undefined.message());
    if (undefined.type == UndefinedKind::Chainable && !undefined.unsafe)
        return object;
    undefined.fail();
}

/// The numbers' attributes that are no methods.
Object numberAttribute(const Object &object, std::string_view name)
{
    if (object.isFloat()) {
        if (name == "real")
            return object;
        return name == "imag" ? Object(0.0) : Object();
    }
    if (name == "real" || name == "numerator")
        return positive(object);
    if (name == "imag")
        return 0;
    return name == "denominator" ? Object(1) : Object();
}

Object fieldOf(const Object &object, std::string_view name)
{
    switch (object.kind()) {
    case Kind::Bool:
    case Kind::Int:
    case Kind::BigInt:
    case Kind::Float:
        return numberAttribute(object, name);
    case Kind::Tuple:
        if (object.as<SequenceObject>().isGroup) {
            if (name == "grouper")
                return object.items()[0];
            if (name == "list")
                return object.items()[1];
            if (name == "_fields")
                return Object::tuple({Object::string("grouper"), Object::string("list")});
        }
        return {};
    case Kind::Range: {
        const auto &range = object.as<RangeObject>();
        if (name == "start")
            return range.start;
        if (name == "stop")
            return range.stop;
        return name == "step" ? Object(range.step) : Object();
    }
    default:
        return {};
    }
}

} // namespace

const Method *findMethod(const Object &self, std::string_view name)
{
    const MethodTable &table = methodTable(self.kind());
    const auto found = table.find(name);
    if (found == table.end())
        return nullptr;
    // Only Markup has these.
    if (!self.isMarkup() && (name == "striptags" || name == "unescape" || name == "escape"))
        return nullptr;
    return found->second;
}

Object pythonAttribute(Runtime &runtime, const Object &object, std::string_view name)
{
    if (object.isUndefined())
        return undefinedAttribute(object, name);
    if (object.isHost()) {
        Object value = object.as<HostObject>().attribute(runtime, name);
        if (!value.isMissing())
            return value;
    } else if (const Method *method = findMethod(object, name)) {
        return Object(new Function(method->name, method->function, object));
    } else if (Object value = fieldOf(object, name); !value.isMissing()) {
        return value;
    }
    return name.starts_with("__") ? specialAttribute(object, name) : Object();
}

namespace {

/// Bounds as slice.indices() has them.
std::int64_t bound(const Object &object,
                   std::int64_t length,
                   std::int64_t low,
                   std::int64_t high,
                   std::int64_t missing)
{
    if (object.isNone())
        return missing;
    if (!object.isIntegral())
        throw PyError("TypeError",
                      "slice indices must be integers or None or have an __index__ method");
    std::int64_t value = toIndex(object);
    if (value < 0)
        value = value < -length ? low : std::max(low, value + length);
    return std::min(value, high);
}

Object slicedText(const Object &object, const Slicing &slice)
{
    const auto &string = object.as<StringObject>();
    std::string out;
    if (slice.step == 1) {
        const auto start = static_cast<std::size_t>(slice.count == 0 ? 0 : slice.start);
        const std::size_t begin = string.byteOf(start);
        const std::size_t end = string.byteOf(start + static_cast<std::size_t>(slice.count));
        return Object::text(string.text.substr(begin, end - begin), string.markup);
    }
    if (string.isAscii()) {
        for (std::int64_t i = 0; i < slice.count; ++i)
            out += string.text[static_cast<std::size_t>(slice.start + i * slice.step)];
        return Object::text(std::move(out), string.markup);
    }
    countWork(string.text.size() * 4);
    const std::u32string points = decode(string.text);
    std::u32string chosen;
    for (std::int64_t i = 0; i < slice.count; ++i)
        chosen += points[static_cast<std::size_t>(slice.start + i * slice.step)];
    return Object::text(encode(chosen), string.markup);
}

Object sliced(const Object &object, const Object &key)
{
    switch (object.kind()) {
    case Kind::Str:
        return slicedText(object,
                          slicing(key,
                                  static_cast<std::int64_t>(object.as<StringObject>().length())));
    case Kind::Bytes: {
        const std::string &data = object.as<BytesObject>().data;
        const Slicing slice = slicing(key, static_cast<std::int64_t>(data.size()));
        std::string out;
        for (std::int64_t i = 0; i < slice.count; ++i)
            out += data[static_cast<std::size_t>(slice.start + i * slice.step)];
        return Object::bytes(std::move(out));
    }
    case Kind::Range: {
        const auto &range = object.as<RangeObject>();
        const Slicing slice = slicing(key, range.count);
        return Object(
            new RangeObject(range.at(slice.start), range.at(slice.stop), range.step * slice.step));
    }
    default: {
        const Objects &items = object.items();
        const Slicing slice = slicing(key, static_cast<std::int64_t>(items.size()));
        Objects out;
        out.reserve(static_cast<std::size_t>(slice.count));
        for (std::int64_t i = 0; i < slice.count; ++i)
            out.push_back(items[static_cast<std::size_t>(slice.start + i * slice.step)]);
        return object.isList() ? Object::list(std::move(out)) : Object::tuple(std::move(out));
    }
    }
}

Object indexed(const Object &object, std::int64_t index, std::int64_t length)
{
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return {};
    const auto position = static_cast<std::size_t>(index);
    switch (object.kind()) {
    case Kind::Str: {
        const auto &string = object.as<StringObject>();
        if (string.isAscii())
            return Object::text(string.text.substr(position, 1), string.markup);
        const std::size_t at = string.byteOf(position);
        return Object::text(string.text.substr(at, pointLength(string.text, at)), string.markup);
    }
    case Kind::Bytes:
        return static_cast<int>(static_cast<unsigned char>(object.as<BytesObject>().data[position]));
    case Kind::Range:
        return object.as<RangeObject>().at(index);
    default:
        return object.items()[position];
    }
}

bool isIndexable(const Object &object)
{
    return object.isString() || object.kind() == Kind::Bytes || object.isList() || object.isTuple()
           || object.kind() == Kind::Range;
}

} // namespace

Slicing slicing(const Object &bounds, std::int64_t length)
{
    const auto &slice = bounds.as<SliceObject>();
    Slicing result;
    if (!slice.step.isNone()) {
        if (!slice.step.isIntegral())
            throw PyError("TypeError",
                          "slice indices must be integers or None or have an __index__ method");
        result.step = std::max<std::int64_t>(toIndex(slice.step), -INT64_MAX);
    }
    if (result.step == 0)
        throw PyError("ValueError", "slice step cannot be zero");
    const bool forward = result.step > 0;
    const std::int64_t low = forward ? 0 : -1;
    const std::int64_t high = forward ? length : length - 1;
    result.start = bound(slice.start, length, low, high, forward ? low : high);
    result.stop = bound(slice.stop, length, low, high, forward ? high : low);
    if (forward && result.stop > result.start)
        result.count = (result.stop - result.start - 1) / result.step + 1;
    else if (!forward && result.stop < result.start)
        result.count = (result.start - result.stop - 1) / -result.step + 1;
    return result;
}

Object pythonItem(Runtime &runtime, const Object &object, const Object &key)
{
    switch (object.kind()) {
    case Kind::Dict: {
        if (key.isString())
            return object.as<DictObject>().get(key);
        try {
            const Object *member = object.as<DictObject>().find(key);
            return member == nullptr ? Object() : *member;
        } catch (const PyError &error) {
            if (error.is("TypeError"))
                return {};
            throw;
        }
    }
    case Kind::Undefined:
        if (object.as<UndefinedObject>().type == UndefinedKind::Chainable
            && !object.as<UndefinedObject>().unsafe)
            return object;
        object.as<UndefinedObject>().fail();
    case Kind::Host:
        return object.as<HostObject>().item(runtime, key);
    default:
        break;
    }
    if (!isIndexable(object))
        return {};
    if (key.kind() == Kind::Slice) {
        try {
            return sliced(object, key);
        } catch (const PyError &error) {
            if (error.is("TypeError"))
                return {};
            throw;
        }
    }
    if (!key.isIntegral())
        return {};
    return indexed(object, toIndex(key), *lengthOf(runtime, object));
}

Object Runtime::subscript(const Object &object, const Object &key)
{
    if (isIndexable(object) && key.kind() == Kind::Slice) {
        const Object part = sliced(object, key);
        countResult(part);
        return part;
    }
    Object value = pythonItem(*this, object, key);
    if (!value.isMissing())
        return value;
    if (object.isDict()) {
        if (key.kind() == Kind::Slice || key.isList() || key.isDict())
            throw PyError("TypeError", "unhashable type: '" + typeName(key) + "'");
        throw PyError("KeyError", repr(key));
    }
    if (!isIndexable(object))
        throw PyError("TypeError", "'" + typeName(object) + "' object is not subscriptable");
    if (key.isIntegral())
        throw PyError("IndexError",
                      (object.isString() ? "string" : typeName(object)) + " index out of range");
    const std::string name = object.isString()              ? "string"
                             : object.kind() == Kind::Bytes ? "byte"
                                                            : typeName(object);
    throw PyError("TypeError",
                  name + " indices must be integers" + (object.isString() ? "" : " or slices")
                      + ", not " + (object.isString() ? repr(typeName(key)) : typeName(key)));
}

} // namespace postern::pyobject
