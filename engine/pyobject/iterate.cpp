// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/iterate.h"

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/runtime.h"
#include "engine/pyobject/text.h"
#include "engine/pyobject/undefined.h"
#include "engine/pyobject/work.h"

namespace postern::pyobject {

namespace {

/// The characters of a str, one by one.
class CharacterIterator final : public Iterator
{
public:
    explicit CharacterIterator(Object text)
        : m_text(std::move(text))
    {}

    bool next(Runtime &, Object &item) override
    {
        const std::string &text = m_text.asString();
        if (m_at >= text.size())
            return false;
        const std::size_t length = pointLength(text, m_at);
        item = Object::string(text.substr(m_at, length));
        m_at += length;
        return true;
    }
    std::string_view typeName() const override { return "str_iterator"; }

private:
    Object m_text;
    std::size_t m_at = 0;
};

class DictIterator final : public Iterator
{
public:
    DictIterator(Object dict, DictPart part, bool reversed)
        : m_dict(std::move(dict))
        , m_part(part)
        , m_reversed(reversed)
        , m_size(m_dict.as<DictObject>().size())
        , m_position(reversed ? m_dict.as<DictObject>().entries().size() : 0)
    {}

    bool next(Runtime &, Object &item) override
    {
        auto &dict = m_dict.as<DictObject>();
        if (dict.size() != m_size)
            throw PyError("RuntimeError", "dictionary changed size during iteration");
        const auto &entries = dict.entries();
        for (;;) {
            if (m_reversed ? m_position == 0 : m_position >= entries.size())
                return false;
            const auto &entry = entries[m_reversed ? --m_position : m_position++];
            if (entry.key.isMissing()) {
                countWork(4);
                continue;
            }
            item = m_part == DictPart::Keys     ? entry.key
                   : m_part == DictPart::Values ? entry.value
                                                : Object::tuple({entry.key, entry.value});
            return true;
        }
    }
    std::string_view typeName() const override
    {
        static constexpr std::string_view kNames[] = {"dict_keyiterator",
                                                      "dict_valueiterator",
                                                      "dict_itemiterator",
                                                      "dict_reversekeyiterator",
                                                      "dict_reversevalueiterator",
                                                      "dict_reverseitemiterator"};
        return kNames[static_cast<std::size_t>(m_part) + (m_reversed ? 3 : 0)];
    }

private:
    Object m_dict;
    DictPart m_part;
    bool m_reversed;
    std::size_t m_size;
    std::size_t m_position;
};

/// Over a list, tuple or range by position, either way round.
class PositionIterator final : public Iterator
{
public:
    PositionIterator(Object source, bool reversed)
        : m_source(std::move(source))
        , m_reversed(reversed)
        , m_position(reversed ? count() - 1 : 0)
    {}

    bool next(Runtime &, Object &item) override
    {
        if (m_position < 0 || m_position >= count())
            return false;
        item = m_source.kind() == Kind::Range
                   ? Object(m_source.as<RangeObject>().at(m_position))
                   : m_source.items()[static_cast<std::size_t>(m_position)];
        m_position += m_reversed ? -1 : 1;
        return true;
    }
    std::string_view typeName() const override
    {
        if (m_source.isList())
            return m_reversed ? "list_reverseiterator" : "list_iterator";
        return m_source.isTuple() ? (m_reversed ? "reversed" : "tuple_iterator") : "range_iterator";
    }

private:
    std::int64_t count() const
    {
        return m_source.kind() == Kind::Range ? m_source.as<RangeObject>().count
                                              : static_cast<std::int64_t>(m_source.items().size());
    }

    Object m_source;
    bool m_reversed;
    std::int64_t m_position;
};

class EmptyIterator final : public Iterator
{
public:
    bool next(Runtime &, Object &) override { return false; }
};

[[noreturn]] void notIterable(const Object &object)
{
    throw PyError("TypeError", "'" + typeName(object) + "' object is not iterable");
}

} // namespace

bool isIterable(const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
    case Kind::Bytes:
    case Kind::List:
    case Kind::Tuple:
    case Kind::Dict:
    case Kind::Range:
    case Kind::Undefined:
        return true;
    case Kind::Host:
        return object.as<HostObject>().iterable();
    default:
        return false;
    }
}

std::optional<std::int64_t> lengthOf(Runtime &runtime, const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
        return static_cast<std::int64_t>(object.as<StringObject>().length());
    case Kind::Bytes:
        return static_cast<std::int64_t>(object.as<BytesObject>().data.size());
    case Kind::List:
    case Kind::Tuple:
        return static_cast<std::int64_t>(object.items().size());
    case Kind::Dict:
        return static_cast<std::int64_t>(object.as<DictObject>().size());
    case Kind::Range:
        return object.as<RangeObject>().count;
    case Kind::Undefined:
        if (object.as<UndefinedObject>().type == UndefinedKind::Strict)
            object.as<UndefinedObject>().fail();
        return 0;
    case Kind::Host:
        return object.as<HostObject>().length(runtime);
    default:
        return std::nullopt;
    }
}

Object dictIterator(const Object &dict, DictPart part, bool reversed)
{
    return Object(new DictIterator(dict, part, reversed));
}

Object iteratorOf(Runtime &runtime, const Object &object)
{
    switch (object.kind()) {
    case Kind::Str:
        return Object(new CharacterIterator(object));
    case Kind::List:
    case Kind::Tuple:
    case Kind::Range:
        return Object(new PositionIterator(object, false));
    case Kind::Bytes: {
        countWork(object.as<BytesObject>().data.size() * 8);
        Objects values;
        for (const char c : object.as<BytesObject>().data)
            values.emplace_back(static_cast<int>(static_cast<unsigned char>(c)));
        return Object(new PositionIterator(Object::list(std::move(values)), false));
    }
    case Kind::Dict:
        return dictIterator(object, DictPart::Keys, false);
    case Kind::Undefined:
        if (object.as<UndefinedObject>().type == UndefinedKind::Strict)
            object.as<UndefinedObject>().fail();
        return Object(new EmptyIterator);
    case Kind::Host: {
        Object iterator = object.as<HostObject>().iterate(runtime);
        if (iterator.isMissing())
            notIterable(object);
        return iterator;
    }
    default:
        notIterable(object);
    }
}

Object reversedOf(Runtime &runtime, const Object &object)
{
    switch (object.kind()) {
    case Kind::List:
    case Kind::Tuple:
    case Kind::Range:
        return Object(new PositionIterator(object, true));
    case Kind::Dict:
        return dictIterator(object, DictPart::Keys, true);
    case Kind::Str: {
        Objects characters = listOf(runtime, object);
        // Python comes by these as by any item, which of a Markup is one.
        if (object.isMarkup())
            for (Object &character : characters)
                character = Object::markup(character.asString());
        return Object(new PositionIterator(Object::list(std::move(characters)), true));
    }
    case Kind::Host:
        return object.as<HostObject>().reversed(runtime);
    case Kind::Undefined:
        static_cast<void>(iteratorOf(runtime, object)); // a strict one refuses
        return Object(new PositionIterator(Object::tuple({}), true));
    default:
        return {};
    }
}

Objects listOf(Runtime &runtime, const Object &object)
{
    if (object.isList() || object.isTuple())
        return object.items();
    Objects items;
    Loop loop(runtime, object);
    Object item;
    while (loop.next(item)) {
        runtime.countStep();
        items.push_back(std::move(item));
        checkItemCount(items.size());
    }
    return items;
}

Loop::Loop(Runtime &runtime, const Object &iterable)
    : m_runtime(runtime)
{
    switch (iterable.kind()) {
    case Kind::List:
    case Kind::Tuple:
    case Kind::Range:
        m_source = iterable;
        break;
    default:
        m_source = iteratorOf(runtime, iterable);
    }
}

bool Loop::next(Object &item)
{
    switch (m_source.kind()) {
    case Kind::List:
    case Kind::Tuple: {
        const Objects &items = m_source.items();
        if (m_position >= items.size())
            return false;
        item = items[m_position++];
        return true;
    }
    case Kind::Range: {
        const auto &range = m_source.as<RangeObject>();
        if (m_position >= static_cast<std::size_t>(range.count))
            return false;
        item = range.at(static_cast<std::int64_t>(m_position++));
        return true;
    }
    default:
        return m_source.as<Iterator>().next(m_runtime, item);
    }
}

} // namespace postern::pyobject
