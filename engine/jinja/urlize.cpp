// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/utf8.h"
#include "engine/jinja/filters.h"
#include "engine/pyobject/methods.h"
#include "engine/pyobject/pattern.h"
#include "engine/pyobject/printing.h"
#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/text.h"

#include <algorithm>
#include <array>

namespace postern::jinja {

namespace {

/// What jinja2 takes for an address of the web.
bool isWebAddress(std::string_view text)
{
    static const Pattern pattern(R"(^(
          (https?://|www\.) (([\w%-]+\.)+)? ([a-z]{2,63} | xn--[\w%]{2,59})
        | ([\w%-]{2,63}\.)+ (com|net|int|edu|gov|org|info|mil)
        | (https?://) ((([\d]{1,3})(\.[\d]{1,3}){3}) | (\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\]))
        ) (?::[\d]{1,5})? (?:[/?\#]\S*)? $)",
                                 true);
    return pattern.search(text).has_value();
}

bool isMailAddress(std::string_view text)
{
    static const Pattern pattern(R"(^\S+@\w[\w.-]*\.\w+$)");
    return pattern.search(text).has_value();
}

bool isScheme(std::string_view text)
{
    static const Pattern pattern(R"(^([\w.+-]{2,}:(/){0,2})\z)");
    return pattern.search(text).has_value();
}

std::size_t countOf(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size()))
        ++count;
    return count;
}

/// Length of one of the parts that `text` begins with; 0 for none.
std::size_t leading(std::string_view text, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts) {
        if (text.starts_with(part))
            return part.size();
    }
    return 0;
}

/// A word with the punctuation around it.
struct Word
{
    std::string head;
    std::string middle;
    std::string tail;

    explicit Word(std::string_view text)
        : middle(text)
    {
        while (const std::size_t length = leading(middle, {"(", "<", "&lt;"})) {
            head += middle.substr(0, length);
            middle.erase(0, length);
        }
        static constexpr std::array<std::string_view, 6> kEnds = {")", ">", ".", ",", "\n", "&gt;"};
        for (bool more = true; more;) {
            more = false;
            for (const std::string_view end : kEnds) {
                if (!middle.ends_with(end))
                    continue;
                tail.insert(0, end);
                middle.resize(middle.size() - end.size());
                more = true;
            }
        }
        balance();
    }

private:
    /// Brackets that were opened inside take their closers back.
    void balance()
    {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPairs = {
            {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}}};
        for (const auto &[open, close] : kPairs) {
            const std::size_t opened = countOf(middle, open);
            if (opened <= countOf(middle, close))
                continue;
            const std::size_t times = std::min(opened, countOf(tail, close));
            std::size_t end = 0;
            for (std::size_t i = 0; i < times; ++i)
                end = tail.find(close, end) + close.size();
            middle += tail.substr(0, end);
            tail.erase(0, end);
        }
    }
};

class Urlizer
{
public:
    explicit Urlizer(const UrlizeOptions &options)
        : m_options(options)
    {
        for (const std::string &scheme : options.extraSchemes) {
            if (!isScheme(scheme))
                throw PyError("FilterArgumentError",
                              repr(scheme) + " is not a valid URI scheme prefix.");
        }
        if (!options.rel.empty())
            m_attributes += " rel=\"" + escaped(options.rel) + "\"";
        if (!options.target.empty())
            m_attributes += " target=\"" + options.target + "\"";
    }

    std::string linked(const std::string &text) const
    {
        if (isWebAddress(text)) {
            const bool hasScheme = text.starts_with("https://") || text.starts_with("http://");
            return anchor((hasScheme ? "" : "https://") + text, shortened(text));
        }
        if (text.starts_with("mailto:") && isMailAddress(text.substr(7)))
            return "<a href=\"" + text + "\">" + text.substr(7) + "</a>";
        if (text.find('@') != std::string::npos && !text.starts_with("www.")
            && !text.starts_with("@") && text.find(':') == std::string::npos && isMailAddress(text))
            return "<a href=\"mailto:" + text + "\">" + text + "</a>";
        std::string result = text;
        for (const std::string &scheme : m_options.extraSchemes) {
            if (result != scheme && result.starts_with(scheme))
                result = anchor(result, result);
        }
        return result;
    }

private:
    std::string anchor(const std::string &address, const std::string &text) const
    {
        return "<a href=\"" + address + "\"" + m_attributes + ">" + text + "</a>";
    }

    std::string shortened(const std::string &text) const
    {
        if (m_options.limit.isMissing())
            return text;
        const auto length = static_cast<std::int64_t>(utf8::length(text));
        if (!ordered(Comparison::Greater, length, m_options.limit))
            return text;
        const Slicing kept
            = slicing(Object(new SliceObject(Object::none(), m_options.limit, Object::none())),
                      length);
        std::size_t end = 0;
        for (std::int64_t i = 0; i < kept.count; ++i)
            utf8::next(text, end);
        return text.substr(0, end) + "...";
    }

    const UrlizeOptions &m_options;
    std::string m_attributes;
};

} // namespace

std::string urlized(const Object &text, const UrlizeOptions &options)
{
    const Urlizer urlizer(options);
    const Object safe = escape(text);
    const std::string &source = safe.asString();
    std::string out;
    for (std::size_t at = 0; at < source.size();) {
        std::size_t end = at;
        while (const std::size_t space = spaceLength(source, end))
            end += space;
        out += source.substr(at, end - at);
        at = end;
        while (end < source.size() && spaceLength(source, end) == 0)
            end += pointLength(source, end);
        if (end == at)
            break;
        const Word word(std::string_view(source).substr(at, end - at));
        out += word.head + urlizer.linked(word.middle) + word.tail;
        at = end;
    }
    return out;
}

} // namespace postern::jinja
