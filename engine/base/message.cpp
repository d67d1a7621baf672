// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/message.h"

namespace postern {

namespace {

/// The source with its places filled in, in one pass: what is filled in may hold "%1" itself.
template<typename Argument>
std::string filledIn(std::string_view source, std::size_t count, const Argument &argument)
{
    std::string text;
    text.reserve(source.size());
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char digit = source[at] == '%' && at + 1 < source.size() ? source[at + 1] : '0';
        const auto place = static_cast<std::size_t>(digit - '0');
        if (digit < '1' || digit > '9' || place > count) {
            text += source[at];
            continue;
        }
        text += argument(place - 1);
        ++at;
    }
    return text;
}

} // namespace

Message::Message(const char *source, std::vector<Message> arguments)
    : m_source(source)
    , m_arguments(std::move(arguments))
    , m_english(
          filledIn(source, m_arguments.size(), [this](std::size_t place) -> const std::string & {
              return m_arguments[place].english();
          }))
{}

std::string Message::in(const Translator &translate) const
{
    if (m_source == nullptr)
        return m_english;
    return filledIn(translate(m_source), m_arguments.size(), [&](std::size_t place) {
        return m_arguments[place].in(translate);
    });
}

Message Message::withParts(const std::function<Message(const Message &)> &change) const
{
    Message changed = change(*this);
    if (isVerbatim() || changed != *this)
        return changed;
    std::vector<Message> arguments;
    arguments.reserve(m_arguments.size());
    for (const Message &argument : m_arguments)
        arguments.push_back(argument.withParts(change));
    return {m_source, std::move(arguments)};
}

std::ostream &operator<<(std::ostream &out, const Message &message)
{
    return out << message.english();
}

} // namespace postern
