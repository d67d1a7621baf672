// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/command.h"

#include "engine/base/json.h"
#include "engine/base/utf8.h"
#include "engine/flow/nearest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace postern::debug {

namespace {

using Kind = Command::Kind;

constexpr std::string_view kBlanks = " \t\r\n\f\v";

struct Verb
{
    std::string_view name;
    Kind kind;
};
constexpr std::array kVerbs{Verb{"break", Kind::Break},
                            Verb{"b", Kind::Break},
                            Verb{"clear", Kind::Clear},
                            Verb{"run", Kind::Run},
                            Verb{"continue", Kind::Continue},
                            Verb{"c", Kind::Continue},
                            Verb{"next", Kind::Next},
                            Verb{"n", Kind::Next},
                            Verb{"step", Kind::Step},
                            Verb{"s", Kind::Step},
                            Verb{"finish", Kind::Finish},
                            Verb{"until", Kind::Until},
                            Verb{"pause", Kind::Pause},
                            Verb{"print", Kind::Print},
                            Verb{"p", Kind::Print},
                            Verb{"set", Kind::SetInput},
                            Verb{"revert", Kind::Revert},
                            Verb{"retry", Kind::Retry},
                            Verb{"fail", Kind::Fail},
                            Verb{"pin", Kind::Pin},
                            Verb{"unpin", Kind::Unpin},
                            Verb{"where", Kind::Where},
                            Verb{"stack", Kind::Stack},
                            Verb{"locals", Kind::Locals},
                            Verb{"list", Kind::List},
                            Verb{"restart", Kind::Restart},
                            Verb{"stop", Kind::Stop},
                            Verb{"quit", Kind::Quit},
                            Verb{"q", Kind::Quit},
                            Verb{"exit", Kind::Quit},
                            Verb{"help", Kind::Help},
                            Verb{"?", Kind::Help}};

std::string_view stripped(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

/// What `set` is to change, without the `nodes.` that expressions begin with; a node may be called so.
std::string_view withoutNodes(std::string_view target)
{
    constexpr std::string_view kNodes = "nodes.";
    if (!target.starts_with(kNodes))
        return target;
    const std::string_view rest = target.substr(kNodes.size());
    const bool isNode = rest.starts_with("inputs.") || rest == "output";
    const std::size_t dot = rest.find('.');
    const std::string_view behind = dot == std::string_view::npos ? "" : rest.substr(dot);
    const bool hasNode = behind == ".output" || behind.starts_with(".inputs.");
    return isNode && !hasNode ? target : rest;
}

/// Whether it names a line of a Python file: "lib/answer.py:12".
bool isLine(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || !text.substr(0, colon).ends_with(".py"))
        return false;
    const std::string_view line = text.substr(colon + 1);
    return !line.empty() && line.size() < 9
           && std::ranges::all_of(line, [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads a line from its left to its right.
class CommandReader
{
public:
    CommandReader(std::string_view line, Place place)
        : m_line(line)
        , m_place(std::move(place))
    {}

    Command read();

private:
    struct Word
    {
        std::string text;
        std::size_t at = 0;
        bool isQuoted = false;
    };

    [[noreturn]] void fail(std::size_t at, Message message, Message hint = {}) const
    {
        throw Error(ErrorCode::Usage, std::move(message), std::move(hint), placeOf(at));
    }

    Place placeOf(std::size_t at) const
    {
        Place place = m_place;
        const std::string_view before = m_line.substr(0, at);
        place.column = 1 + static_cast<int>(std::ranges::count_if(before, [](char c) {
                           return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                       }));
        return place;
    }

    void skipBlanks() { m_at = std::min(m_line.find_first_not_of(kBlanks, m_at), m_line.size()); }
    bool atEnd()
    {
        skipBlanks();
        return m_at == m_line.size();
    }
    std::string rest()
    {
        const std::string_view text = stripped(m_line.substr(m_at));
        m_at = m_line.size();
        return std::string(text);
    }

    /// The next word, or text in double quotes.
    Word word();
    std::optional<Word> peek();
    Word needNode(std::string_view command);
    void finish()
    {
        if (!atEnd())
            fail(m_at,
                 tr("There is more than the command takes: '%1'.", std::string(m_line.substr(m_at))),
                 tr("Write one command a line; help tells what each takes."));
    }

    Kind verb();
    Breakpoint breakpoint();
    void breakOn(Breakpoint &breakpoint, const Word &first);
    void options(Breakpoint &breakpoint);
    std::string condition();
    std::size_t number(std::string_view what);
    Command set();
    Command pin();
    Command clear();
    Value jsonAfter(std::size_t at) const;
    std::size_t assignment() const;

    const std::string_view m_line;
    const Place m_place;
    std::size_t m_at = 0;
};

CommandReader::Word CommandReader::word()
{
    skipBlanks();
    Word word;
    word.at = m_at;
    if (m_at < m_line.size() && m_line[m_at] == '"') {
        word.isQuoted = true;
        const std::size_t end = m_line.find('"', m_at + 1);
        if (end == std::string_view::npos)
            fail(m_at, tr("The quotation mark isn't closed."), tr("Add a \" behind the name."));
        word.text = m_line.substr(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        // What follows at once belongs to it: "my node".inputs.x
        const std::size_t stop = std::min(m_line.find_first_of(kBlanks, m_at), m_line.size());
        word.text += m_line.substr(m_at, stop - m_at);
        m_at = stop;
        return word;
    }
    const std::size_t end = std::min(m_line.find_first_of(kBlanks, m_at), m_line.size());
    word.text = m_line.substr(m_at, end - m_at);
    m_at = end;
    return word;
}

std::optional<CommandReader::Word> CommandReader::peek()
{
    if (atEnd())
        return std::nullopt;
    const std::size_t at = m_at;
    Word next = word();
    m_at = at;
    return next;
}

CommandReader::Word CommandReader::needNode(std::string_view command)
{
    if (atEnd())
        fail(m_at,
             tr("'%1' needs the name of a node.", std::string(command)),
             tr("Write %1 NODE; list tells the nodes.", std::string(command)));
    return word();
}

Kind CommandReader::verb()
{
    const Word said = word();
    const auto known = std::ranges::find(kVerbs, said.text, &Verb::name);
    if (known != kVerbs.end())
        return known->kind;
    std::vector<std::string_view> names;
    names.reserve(kVerbs.size());
    for (const Verb &verb : kVerbs) {
        if (verb.name.size() > 1)
            names.push_back(verb.name);
    }
    const std::string near = flow::nearest(said.text, names);
    fail(said.at,
         tr("There is no command '%1'.", said.text.substr(0, 80)),
         near.empty() ? tr("help tells the commands.") : tr("Did you mean '%1'?", near));
}

std::size_t CommandReader::number(std::string_view what)
{
    if (atEnd())
        fail(m_at, tr("'%1' needs a number.", std::string(what)));
    const Word said = word();
    std::size_t number = 0;
    const char *const end = said.text.data() + said.text.size();
    const auto [stop, failure] = std::from_chars(said.text.data(), end, number);
    if (failure != std::errc() || stop != end || number > 1'000'000'000'000)
        fail(said.at, tr("'%1' needs a number, and '%2' is none.", std::string(what), said.text));
    return number;
}

/// Up to `hits N` or `log TEXT` outside of quotes and brackets, or the end.
std::string CommandReader::condition()
{
    skipBlanks();
    const std::size_t begin = m_at;
    int depth = 0;
    char quote = 0;
    for (; m_at < m_line.size(); ++m_at) {
        const char c = m_line[m_at];
        if (quote != 0) {
            if (c == '\\')
                ++m_at;
            else if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        } else if (depth <= 0 && kBlanks.find(c) != std::string_view::npos) {
            const std::string_view ahead = stripped(m_line.substr(m_at));
            const bool isHits = ahead.starts_with("hits ") && ahead.size() > 5 && ahead[5] >= '0'
                                && ahead[5] <= '9';
            if (isHits || ahead.starts_with("log "))
                break;
        }
    }
    m_at = std::min(m_at, m_line.size());
    std::string text(stripped(m_line.substr(begin, m_at - begin)));
    if (text.empty())
        fail(begin, tr("'if' needs an expression."), tr("Write if nodes.NAME.output == 1."));
    return text;
}

void CommandReader::options(Breakpoint &breakpoint)
{
    while (!atEnd()) {
        const Word said = word();
        if (said.text == "if") {
            breakpoint.condition = condition();
        } else if (said.text == "hits") {
            breakpoint.hits = number("hits");
        } else if (said.text == "log") {
            breakpoint.log = rest();
            if (breakpoint.log.empty())
                fail(said.at,
                     tr("'log' needs a text."),
                     tr("{{ expressions }} in it are filled in."));
        } else if (breakpoint.on == BreakOn::Node && said.text == "before") {
            breakpoint.moment = Moment::Before;
        } else if (breakpoint.on == BreakOn::Node && said.text == "prompt") {
            breakpoint.moment = Moment::Prompt;
        } else if (breakpoint.on == BreakOn::Node && said.text == "after") {
            breakpoint.moment = Moment::After;
        } else {
            fail(said.at,
                 tr("A breakpoint has nothing like '%1'.", said.text),
                 tr("After the node come before or after, if EXPR, hits N and log TEXT."));
        }
    }
}

void CommandReader::breakOn(Breakpoint &breakpoint, const Word &first)
{
    struct Named
    {
        std::string_view word;
        BreakOn on;
    };
    constexpr std::array kNamed{Named{"error", BreakOn::Error},
                                Named{"schema", BreakOn::SchemaMismatch},
                                Named{"tokens", BreakOn::Tokens},
                                Named{"empty", BreakOn::EmptyRetrieval}};
    const auto named = std::ranges::find(kNamed, first.text, &Named::word);
    if (!first.isQuoted && named != kNamed.end()) {
        breakpoint.on = named->on;
        if (breakpoint.on == BreakOn::Tokens)
            breakpoint.tokens = static_cast<std::int64_t>(number("tokens"));
        const std::optional<Word> node = peek();
        const bool isOption = node && !node->isQuoted
                              && (node->text == "if" || node->text == "hits" || node->text == "log");
        if (node && !isOption)
            breakpoint.node = word().text;
        return;
    }
    if (!first.isQuoted && isLine(first.text)) {
        const std::size_t colon = first.text.rfind(':');
        breakpoint.on = BreakOn::Line;
        breakpoint.file = first.text.substr(0, colon);
        breakpoint.line = std::atoi(first.text.c_str() + colon + 1);
        return;
    }
    constexpr std::string_view kInputs = ".inputs.";
    const std::size_t inputs = first.text.rfind(kInputs);
    breakpoint.node = first.text;
    if (inputs == std::string::npos)
        return;
    breakpoint.on = BreakOn::Edge;
    breakpoint.input = first.text.substr(inputs + kInputs.size());
    breakpoint.node.resize(inputs);
}

Breakpoint CommandReader::breakpoint()
{
    Breakpoint breakpoint;
    breakOn(breakpoint, needNode("break"));
    options(breakpoint);
    return breakpoint;
}

/// Where the = of a `set` or `pin` stands, outside of a quoted name.
std::size_t CommandReader::assignment() const
{
    bool isQuoted = false;
    for (std::size_t at = m_at; at < m_line.size(); ++at) {
        isQuoted = isQuoted != (m_line[at] == '"');
        if (m_line[at] == '=' && !isQuoted)
            return at;
    }
    return std::string_view::npos;
}

Value CommandReader::jsonAfter(std::size_t at) const
{
    const std::size_t begin = std::min(m_line.find_first_not_of(kBlanks, at + 1), m_line.size());
    try {
        return json::parse(m_line.substr(begin));
    } catch (const Error &error) {
        const std::size_t column = error.place() && error.place()->column > 0
                                       ? static_cast<std::size_t>(error.place()->column) - 1
                                       : 0;
        Place place = placeOf(begin);
        place.column += static_cast<int>(column);
        const std::string why = error.promptflow() ? error.promptflow()->message : error.message();
        throw Error(error.code(),
                    tr("The value is no JSON: %1", why),
                    tr("Write a text in double quotes, and true, false or null as they are."),
                    place);
    }
}

/// `NODE.inputs.KEY = JSON`, `NODE.output = JSON`; with `nodes.` before it as expressions have it
Command CommandReader::set()
{
    skipBlanks();
    const std::size_t begin = m_at;
    const std::size_t equals = assignment();
    const Message usage = tr("Write set NODE.inputs.KEY = JSON, or set NODE.output = JSON.");
    if (equals == std::string_view::npos)
        fail(m_line.size(), tr("'set' lacks a value."), usage);
    std::string target(withoutNodes(stripped(m_line.substr(begin, equals - begin))));
    std::erase(target, '"');
    Command command;
    constexpr std::string_view kInputs = ".inputs.";
    constexpr std::string_view kOutput = ".output";
    const std::size_t inputs = target.find(kInputs);
    if (inputs != std::string::npos && inputs > 0 && inputs + kInputs.size() < target.size()) {
        command.kind = Kind::SetInput;
        command.node = target.substr(0, inputs);
        command.input = target.substr(inputs + kInputs.size());
    } else if (target.ends_with(kOutput) && target.size() > kOutput.size()) {
        command.kind = Kind::SetOutput;
        command.node = target.substr(0, target.size() - kOutput.size());
    } else {
        fail(begin, tr("'%1' can't be set.", target), usage);
    }
    command.value = jsonAfter(equals);
    return command;
}

Command CommandReader::pin()
{
    Command command;
    command.kind = Kind::Pin;
    const std::size_t equals = assignment();
    if (equals == std::string_view::npos) {
        command.node = needNode("pin").text;
        finish();
        return command;
    }
    command.node = stripped(m_line.substr(m_at, equals - m_at));
    std::erase(command.node, '"');
    command.value = jsonAfter(equals);
    return command;
}

Command CommandReader::clear()
{
    Command command;
    command.kind = Kind::Clear;
    if (atEnd())
        return command;
    const Word said = word();
    const bool isNumber = !said.isQuoted
                          && said.text.find_first_not_of("0123456789") == std::string::npos;
    if (isNumber && said.text.size() < 9)
        command.id = std::stoi(said.text);
    else
        command.node = said.text;
    finish();
    return command;
}

Command CommandReader::read()
{
    Command command;
    if (atEnd() || m_line[m_at] == '#')
        return command;
    command.kind = verb();
    switch (command.kind) {
    case Kind::Break:
        command.breakpoint = breakpoint();
        return command;
    case Kind::Clear:
        return clear();
    case Kind::SetInput:
        return set();
    case Kind::Pin:
        return pin();
    case Kind::Until:
    case Kind::Revert:
        command.node = needNode(command.kind == Kind::Until ? "until" : "revert").text;
        break;
    case Kind::Unpin:
        if (!atEnd())
            command.node = word().text;
        break;
    case Kind::Print:
        if (atEnd())
            fail(m_at, tr("'print' needs an expression."), tr("Write print nodes.NAME.output."));
        command.text = rest();
        break;
    case Kind::Locals:
        if (!atEnd())
            command.frame = number("locals");
        break;
    case Kind::Fail:
    case Kind::Help:
        command.text = rest();
        break;
    default:
        break;
    }
    finish();
    return command;
}

} // namespace

Command parseCommand(std::string_view line, Place place)
{
    constexpr std::size_t kMostLine = std::size_t{256} << 20;
    if (line.size() > kMostLine)
        throw Error(ErrorCode::LimitExceeded, tr("The line is too long."), {}, place);
    if (!utf8::isValid(line))
        throw Error(ErrorCode::Usage,
                    tr("The line isn't UTF-8."),
                    tr("Save the script as UTF-8."),
                    place);
    return CommandReader(line, std::move(place)).read();
}

} // namespace postern::debug
