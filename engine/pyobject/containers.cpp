// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/pyobject/containers.h"

#include "engine/pyobject/dictobject.h"
#include "engine/pyobject/operators.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/undefined.h"

#include <algorithm>
#include <numeric>

namespace postern::pyobject {

namespace {

class DictView final : public HostObject
{
public:
    DictView(Object dict, DictPart part)
        : m_dict(std::move(dict))
        , m_part(part)
    {}

    std::string_view typeName() const override
    {
        static constexpr std::string_view kNames[] = {"dict_keys", "dict_values", "dict_items"};
        return kNames[static_cast<std::size_t>(m_part)];
    }
    std::string repr() const override
    {
        Objects items;
        for (const auto &entry : m_dict.as<DictObject>().entries()) {
            if (entry.key.isMissing())
                continue;
            items.push_back(m_part == DictPart::Keys     ? entry.key
                            : m_part == DictPart::Values ? entry.value
                                                         : Object::tuple({entry.key, entry.value}));
        }
        return std::string(typeName()) + "(" + pyobject::repr(Object::list(std::move(items))) + ")";
    }
    std::optional<std::int64_t> length(Runtime &) override
    {
        return static_cast<std::int64_t>(m_dict.as<DictObject>().size());
    }
    bool truthy() const override { return m_dict.as<DictObject>().size() != 0; }
    bool hashable() const override { return m_part == DictPart::Values; }
    /// Keys and pairs are equal as sets are.
    bool equals(const HostObject &other) const override
    {
        const auto *view = dynamic_cast<const DictView *>(&other);
        if (view == nullptr || m_part == DictPart::Values || view->m_part != m_part)
            return this == &other;
        auto &left = m_dict.as<DictObject>();
        auto &right = view->m_dict.as<DictObject>();
        return left.size() == right.size()
               && std::all_of(left.entries().begin(), left.entries().end(), [&](const auto &entry) {
                      if (entry.key.isMissing())
                          return true;
                      const Object *value = right.find(entry.key);
                      return value != nullptr
                             && (m_part == DictPart::Keys || equal(entry.value, *value));
                  });
    }
    bool iterable() const override { return true; }
    Object iterate(Runtime &) override { return dictIterator(m_dict, m_part, false); }
    Object reversed(Runtime &) override { return dictIterator(m_dict, m_part, true); }

private:
    Object m_dict;
    DictPart m_part;
};

} // namespace

Object dictView(const Object &dict, DictPart part)
{
    return Object(new DictView(dict, part));
}

namespace {

/// CPython's sort of up to 63 items: a run from the start, turned round when it falls, then a binary
/// insertion of the rest. What is compared with what tells which error comes first.
void insertionSort(std::vector<std::size_t> &order, const Objects &keys)
{
    const auto less = [&](std::size_t a, std::size_t b) {
        return ordered(Comparison::Less, keys[a], keys[b]);
    };
    const auto begin = order.begin();
    std::size_t run = std::min<std::size_t>(order.size(), 2);
    if (order.size() > 1) {
        const bool falls = less(order[1], order[0]);
        while (run < order.size() && less(order[run], order[run - 1]) == falls)
            ++run;
        if (falls)
            std::reverse(begin, begin + static_cast<std::ptrdiff_t>(run));
    }
    for (; run < order.size(); ++run) {
        const auto pivot = begin + static_cast<std::ptrdiff_t>(run);
        std::size_t left = 0;
        for (std::size_t right = run; left < right;) {
            const std::size_t middle = (left + right) / 2;
            if (less(*pivot, order[middle]))
                right = middle;
            else
                left = middle + 1;
        }
        std::rotate(begin + static_cast<std::ptrdiff_t>(left), pivot, pivot + 1);
    }
}

} // namespace

Objects sorted(Objects items, const Objects &keys, bool reverse)
{
    constexpr std::size_t kFew = 64;
    // std::stable_sort with a comparison that throws leaves the vector usable; one that is
    // inconsistent (nan) at worst gives some order.
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (reverse)
        std::reverse(order.begin(), order.end());
    if (order.size() < kFew)
        insertionSort(order, keys);
    else
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return ordered(Comparison::Less, keys[a], keys[b]);
        });
    if (reverse)
        std::reverse(order.begin(), order.end());
    Objects result;
    result.reserve(items.size());
    for (const std::size_t position : order)
        result.push_back(std::move(items[position]));
    return result;
}

void fillDict(Runtime &runtime, const Object &dict, Arguments &arguments)
{
    auto &members = dict.as<DictObject>();
    if (!arguments.positional.empty()) {
        const Object &source = arguments.positional[0];
        if (source.isUndefined())
            source.as<UndefinedObject>().fail();
        if (source.isDict()) {
            const DictObject::Entries entries = source.as<DictObject>().entries();
            for (const auto &entry : entries) {
                if (!entry.key.isMissing())
                    members.set(entry.key, entry.value);
            }
        } else {
            const Objects pairs = listOf(runtime, source);
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                if (!isIterable(pairs[i]))
                    throw PyError("TypeError",
                                  "cannot convert dictionary update sequence element #"
                                      + std::to_string(i) + " to a sequence");
                Objects pair = listOf(runtime, pairs[i]);
                if (pair.size() != 2)
                    throw PyError("ValueError",
                                  "dictionary update sequence element #" + std::to_string(i)
                                      + " has length " + std::to_string(pair.size())
                                      + "; 2 is required");
                members.set(std::move(pair[0]), std::move(pair[1]));
            }
        }
    }
    for (auto &[name, value] : arguments.named)
        members.set(name, std::move(value));
}

} // namespace postern::pyobject
