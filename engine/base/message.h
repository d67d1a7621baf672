// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern {

/// Not constexpr: where the compiler meets it, the source below is wrong.
void placesDontMatchTheArguments();

/// The English of a sentence with `Count` places to fill in, %1 to %9. A literal that lacks one of
/// them, or has more, doesn't compile. A percent sign before anything else is itself.
template<std::size_t Count>
class MessageSource
{
public:
    static_assert(Count <= 9);

    // NOLINTNEXTLINE(google-explicit-constructor): a literal is what it is made from
    consteval MessageSource(const char *text)
        : m_text(text)
    {
        unsigned found = 0;
        for (const char *at = text; *at != 0; ++at) {
            if (*at == '%' && at[1] >= '0' && at[1] <= '9')
                found |= 1U << static_cast<unsigned>(at[1] - '0');
        }
        if (found != ((1U << Count) - 1) << 1U)
            placesDontMatchTheArguments();
    }

    constexpr const char *text() const { return m_text; }

private:
    const char *m_text;
};

/// Words for the user that can be said in his language: the English source with places, and what
/// comes into them, texts or messages again. Made by tr(). From a text alone it is made of what stays
/// as it is in every language: names, another program's sentence.
class Message
{
public:
    /// Gives the words of a source in another language, with the same places; the source itself
    /// where there are none.
    using Translator = std::function<std::string(const char *source)>;

    Message() = default;
    // NOLINTBEGIN(google-explicit-constructor): a name goes into a sentence as it is
    Message(std::string verbatim)
        : m_english(std::move(verbatim))
    {}
    Message(std::string_view verbatim)
        : m_english(verbatim)
    {}
    Message(const char *verbatim)
        : m_english(verbatim)
    {}
    // NOLINTEND(google-explicit-constructor)
    /// For tr(). The source must live as long as the program does.
    Message(const char *source, std::vector<Message> arguments);

    bool isEmpty() const { return m_english.empty(); }
    /// As the command line, logs and scripts have it.
    const std::string &english() const { return m_english; }
    /// The message in the language that `translate` knows. What is filled in isn't searched for
    /// places again.
    std::string in(const Translator &translate) const;

    /// What is filled in, by place.
    const std::vector<Message> &arguments() const { return m_arguments; }
    /// The message with each part, the whole and those inside it, as `change` gives it; what `change`
    /// replaces isn't looked into again.
    Message withParts(const std::function<Message(const Message &part)> &change) const;
    /// Whether it is a text that stays as it is.
    bool isVerbatim() const { return m_source == nullptr; }

    bool operator==(const Message &other) const { return m_english == other.m_english; }

private:
    const char *m_source = nullptr; // a literal; without one the message is the same everywhere
    std::vector<Message> m_arguments;
    std::string m_english;
};

/// For tests' output.
std::ostream &operator<<(std::ostream &out, const Message &message);

/// What goes into a place of a message.
template<typename Part>
Message messagePart(Part &&part)
{
    if constexpr (std::integral<std::remove_cvref_t<Part>>)
        return std::to_string(part);
    else
        return std::forward<Part>(part);
}

/// A sentence of ours: tr("The file '%1' can't be read: %2.", path, reason). scripts/sentences finds
/// it for the translators by this name.
template<typename... Parts>
Message tr(MessageSource<sizeof...(Parts)> source, Parts &&...parts)
{
    std::vector<Message> arguments;
    arguments.reserve(sizeof...(Parts));
    (arguments.push_back(messagePart(std::forward<Parts>(parts))), ...);
    return {source.text(), std::move(arguments)};
}

} // namespace postern
