// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/globals.h"

#include "engine/jinja/templateobjects.h"
#include "engine/pyobject/containers.h"
#include "engine/pyobject/convert.h"
#include "engine/pyobject/function.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>
#include <random>

namespace postern::jinja {

namespace {

constexpr std::int64_t kMaxSandboxRange = 100'000;

Object range(Runtime &runtime, const Object &, Arguments &arguments)
{
    if (!arguments.named.empty())
        throw PyError("TypeError", "range() takes no keyword arguments");
    const std::size_t count = arguments.positional.size();
    if (count == 0 || count > 3)
        throw PyError("TypeError",
                      count == 0
                          ? "range expected at least 1 argument, got 0"
                          : "range expected at most 3 arguments, got " + std::to_string(count));
    for (const Object &bound : arguments.positional) {
        if (bound.kind() == Kind::BigInt)
            throw PyError("OverflowError", "Python int too large to convert to C ssize_t");
    }
    const std::int64_t first = toIndex(arguments.positional[0]);
    const std::int64_t start = count == 1 ? 0 : first;
    const std::int64_t stop = count == 1 ? first : toIndex(arguments.positional[1]);
    const std::int64_t step = count == 3 ? toIndex(arguments.positional[2]) : 1;
    if (step == 0)
        throw PyError("ValueError", "range() arg 3 must not be zero");
    auto *made = new RangeObject(start, stop, step);
    Object object(made);
    if (runtime.sandboxed() && made->count > kMaxSandboxRange)
        throw PyError("OverflowError",
                      "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000).");
    return object;
}

Object dict(Runtime &runtime, const Object &, Arguments &arguments)
{
    if (arguments.positional.size() > 1)
        throw PyError("TypeError",
                      "dict expected at most 1 argument, got "
                          + std::to_string(arguments.positional.size()));
    Object made = DictObject::make();
    fillDict(runtime, made, arguments);
    return made;
}

Object makeNamespace(Runtime &runtime, const Object &, Arguments &arguments)
{
    auto *space = new Namespace;
    Object object(space);
    space->setMembers(dict(runtime, {}, arguments));
    return object;
}

class Cycler final : public HostObject
{
public:
    explicit Cycler(Objects items)
        : m_items(std::move(items))
    {}

    std::string_view typeName() const override { return "Cycler"; }
    std::string_view moduleName() const override { return "jinja2.utils"; }
    Object attribute(Runtime &, std::string_view name) override
    {
        if (name == "current")
            return m_items[m_at];
        if (name == "pos")
            return static_cast<std::int64_t>(m_at);
        if (name == "items")
            return Object::tuple(m_items);
        if (name == "next" || name == "__next__")
            return Object(new Function("next", next, Object(this), "method"));
        if (name == "reset")
            return Object(new Function("reset", reset, Object(this), "method"));
        return {};
    }

private:
    static Object next(Runtime &, const Object &self, Arguments &arguments)
    {
        const Parameters parameters(arguments, "Cycler.next", {}, 0, 1);
        auto &cycler = self.as<Cycler>();
        return cycler.m_items[std::exchange(cycler.m_at, (cycler.m_at + 1) % cycler.m_items.size())];
    }
    static Object reset(Runtime &, const Object &self, Arguments &arguments)
    {
        const Parameters parameters(arguments, "Cycler.reset", {}, 0, 1);
        self.as<Cycler>().m_at = 0;
        return Object::none();
    }

    Objects m_items;
    std::size_t m_at = 0;
};

Object cycler(Runtime &, const Object &, Arguments &arguments)
{
    if (arguments.positional.empty())
        throw PyError("RuntimeError", "at least one item has to be provided");
    return Object(new Cycler(std::move(arguments.positional)));
}

class Joiner final : public HostObject
{
public:
    explicit Joiner(Object separator)
        : m_separator(std::move(separator))
    {}

    std::string_view typeName() const override { return "Joiner"; }
    std::string_view moduleName() const override { return "jinja2.utils"; }
    bool callable() const override { return true; }
    Object call(Runtime &, Arguments &) override
    {
        return std::exchange(m_used, true) ? m_separator : Object::string("");
    }
    Object attribute(Runtime &, std::string_view name) override
    {
        if (name == "sep")
            return m_separator;
        return name == "used" ? Object(m_used) : Object();
    }

private:
    Object m_separator;
    bool m_used = false;
};

Object joiner(Runtime &, const Object &, Arguments &arguments)
{
    const Parameters parameters(arguments, "Joiner.__init__", {"sep"}, 0, 1);
    return Object(new Joiner(parameters.has(0) ? parameters[0] : Object::string(", ")));
}

/// One paragraph: sentences of made-up Latin with commas now and then.
std::string paragraph(std::mt19937 &random, std::int64_t words)
{
    static constexpr std::string_view kWords[] = {"lorem",  "ipsum", "dolor", "sit",   "amet",
                                                  "nunc",   "porta", "felis", "vitae", "massa",
                                                  "augue",  "velit", "donec", "justo", "magna",
                                                  "ligula", "orci",  "risus", "purus", "tellus",
                                                  "morbi",  "arcu",  "quam",  "nulla", "eros",
                                                  "libero", "sem",   "turpis"};
    const auto below = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to - 1)(random);
    };
    std::string out;
    bool capital = true;
    std::int64_t comma = 0;
    std::int64_t stop = 0;
    for (std::int64_t i = 0; i < words; ++i) {
        std::string word(kWords[static_cast<std::size_t>(below(0, std::size(kWords)))]);
        if (std::exchange(capital, false))
            word[0] = static_cast<char>(word[0] - 32);
        if (i - below(3, 8) > comma) {
            comma = i;
            stop += 2;
            word += ',';
        }
        if (i - below(10, 20) > stop) {
            comma = stop = i;
            word += '.';
            capital = true;
        }
        out += (out.empty() ? "" : " ") + word;
    }
    if (out.ends_with(','))
        out.back() = '.';
    else if (!out.ends_with('.'))
        out += '.';
    return out;
}

Object lipsum(Runtime &, const Object &, Arguments &arguments)
{
    const Parameters parameters(arguments, "generate_lorem_ipsum", {"n", "html", "min", "max"}, 0);
    const std::int64_t count = parameters.integer(0, 5);
    const bool html = parameters.flag(1, true);
    const std::int64_t least = parameters.integer(2, 20);
    const std::int64_t most = parameters.integer(3, 100);
    if (most <= least)
        throw PyError("ValueError",
                      "empty range for randrange() (" + std::to_string(least) + ", "
                          + std::to_string(most) + ")");
    std::random_device seed;
    std::mt19937 random(seed());
    std::string out;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string text
            = paragraph(random,
                        std::uniform_int_distribution<std::int64_t>(least, most - 1)(random));
        if (html)
            out += (i > 0 ? "\n<p>" : "<p>") + text + "</p>";
        else
            out += (i > 0 ? "\n\n" : "") + text;
        checkTextSize(out.size());
    }
    return Object::text(std::move(out), html);
}

struct Global
{
    std::string_view name;
    Function::Native native;
    std::string_view type;
};

constexpr Global kGlobals[] = {{"range", range, "type"},
                               {"dict", dict, "type"},
                               {"lipsum", lipsum, "function"},
                               {"cycler", cycler, "type"},
                               {"joiner", joiner, "type"},
                               {"namespace", makeNamespace, "type"}};

std::string_view className(std::string_view name)
{
    if (name == "cycler")
        return "jinja2.utils.Cycler";
    if (name == "joiner")
        return "jinja2.utils.Joiner";
    if (name == "namespace")
        return "jinja2.utils.Namespace";
    return name == "lipsum" ? "generate_lorem_ipsum" : name;
}

const Global *findGlobal(std::string_view name)
{
    const auto *found = std::find_if(std::begin(kGlobals),
                                     std::end(kGlobals),
                                     [name](const Global &global) { return global.name == name; });
    return found == std::end(kGlobals) ? nullptr : found;
}

} // namespace

static Object builtin(std::string_view name, bool sandboxed)
{
    const Global *global = findGlobal(name);
    if (global == nullptr)
        return {};
    // The sandbox has a function of its own, with a limit, in the place of the class.
    if (sandboxed && name == "range")
        return Object(new Function("safe_range", global->native, {}, "function"));
    return Object(new Function(className(name), global->native, {}, global->type));
}

bool Globals::has(std::string_view name) const
{
    return m_options.globals.contains(std::string(name)) || findGlobal(name) != nullptr;
}

Object Globals::find(std::string_view name)
{
    if (const auto known = m_found.find(name); known != m_found.end())
        return known->second;
    const auto given = m_options.globals.find(std::string(name));
    Object value = given != m_options.globals.end() ? toObject(given->second)
                                                    : builtin(name, m_options.sandboxed);
    if (!value.isMissing())
        m_found.emplace(name, value);
    return value;
}

} // namespace postern::jinja
