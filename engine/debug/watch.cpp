// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/watch.h"

#include "engine/base/error.h"

#include <cstddef>

namespace postern::debug {

namespace {

constexpr std::size_t kMostText = std::size_t{64} << 10;

/// What a watch may take, some tenths of a second of it.
jinja::Options watchOptions()
{
    jinja::Options options;
    options.sandboxed = true;
    options.mostSteps = 2'000'000;
    options.mostWork = 1'000'000'000;
    options.mostMemory = std::size_t{512} << 20;
    return options;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlank);
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

std::string_view withoutBraces(std::string_view text)
{
    text = trimmed(text);
    if (text.size() < 4 || !text.starts_with("{{") || !text.ends_with("}}"))
        return text;
    return trimmed(text.substr(2, text.size() - 4));
}

/// The error in words of an expression; its class and place stay.
Error worded(const Error &error)
{
    const std::string why = error.promptflow() ? error.promptflow()->message : error.message();
    if (error.code() == ErrorCode::LimitExceeded)
        return {ErrorCode::LimitExceeded,
                tr("The expression takes too much: %1.", why),
                tr("Ask for less: an expression is given a second and half a gigabyte.")};
    Error made(ErrorCode::InvalidInput,
               error.code() == ErrorCode::InvalidFlow ? tr("This is no expression: %1.", why)
                                                      : tr("The expression has no value: %1.", why),
               tr("Write it in Jinja, over inputs and nodes.NAME.inputs, .output and .usage."));
    if (error.promptflow())
        return std::move(made).as(error.promptflow()->codes, why);
    return made;
}

template<typename Action>
auto inWords(Action action)
{
    try {
        return action();
    } catch (const Error &error) {
        throw worded(error);
    }
}

jinja::Expression compiled(std::string_view text)
{
    const std::string_view source = withoutBraces(text);
    if (source.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("There is no expression."),
                    tr("Write one such as nodes.NAME.output."));
    if (source.size() > kMostText)
        throw Error(ErrorCode::LimitExceeded,
                    tr("The expression is too long."),
                    tr("Write it with less than 64 kB."));
    return inWords([source] { return jinja::Expression::compile(source, watchOptions()); });
}

} // namespace

Watch::Watch(std::string_view text)
    : m_expression(compiled(text))
{}

Value Watch::evaluate(const Dict &scope) const
{
    return inWords([&] { return m_expression.evaluate(scope); });
}

std::string logText(const std::string &text, const Dict &scope)
{
    return inWords([&] { return jinja::Template::compile(text, watchOptions()).render(scope); });
}

void checkLogText(const std::string &text)
{
    inWords([&] { return jinja::Template::compile(text, watchOptions()); });
}

} // namespace postern::debug
