// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/python/pickle.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <bit>
#include <iterator>
#include <variant>

namespace postern::python {
namespace {

constexpr std::string_view kMarkModule = "postern_worker.codec";
constexpr std::string_view kMarkName = "_mark";
constexpr std::size_t kMaxDepth = 5000;

[[noreturn]] void fail(const char *what)
{
    throw Error(ErrorCode::NodeFailed,
                tr("The Python worker sent a value that can't be read: %1.", what),
                tr("Return plain data (dicts, lists, strings, numbers) from the node."));
}

/// The function whose call is a mark.
struct MarkFunction
{};
/// What is on the stack: lists and dicts stay open until something takes them.
using Item = std::variant<Value, List, Dict, MarkFunction>;

class Reader
{
public:
    Reader(std::string_view data, int worker, std::int64_t line)
        : m_data(data)
        , m_worker(worker)
        , m_line(line)
    {}

    Value read();

private:
    void step(char opcode);
    bool stepScalar(char opcode);
    bool stepContainer(char opcode);
    std::string_view take(std::size_t size);
    std::uint64_t takeInteger(std::size_t size);
    std::string_view takeLine();
    Value takeLong(std::size_t size);
    double takeReal();

    void push(Item item, std::size_t height = 0);
    Value pop();
    std::size_t popMark();
    List popSince(std::size_t mark);
    void pushTuple(std::size_t size);
    void appendTo(std::size_t mark);
    void insertInto(std::size_t mark);
    void callMark();
    Value fromMark(const List &parts) const;

    std::string_view m_data;
    std::size_t m_at = 0;
    const int m_worker;
    const std::int64_t m_line;
    std::vector<Item> m_stack;
    std::vector<std::size_t> m_heights; ///< of m_stack: levels of containers in each
    std::size_t m_popped = 0;           ///< the height of what pop() and popSince() gave last
    std::vector<std::size_t> m_marks;
    std::size_t m_open = 0; ///< items of the stack that are no finished values
    bool m_done = false;
};

Value Reader::read()
{
    while (!m_done) {
        step(take(1)[0]);
    }
    Value value = pop();
    if (!m_stack.empty()) {
        fail("rest on the stack");
    }
    return value;
}

std::string_view Reader::take(std::size_t size)
{
    if (size > m_data.size() - m_at) {
        fail("too short");
    }
    const std::string_view part = m_data.substr(m_at, size);
    m_at += size;
    return part;
}

std::uint64_t Reader::takeInteger(std::size_t size)
{
    std::uint64_t value = 0;
    const std::string_view bytes = take(size);
    for (std::size_t i = size; i > 0; --i) {
        value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
    }
    return value;
}

std::string_view Reader::takeLine()
{
    const std::size_t end = m_data.find('\n', m_at);
    if (end == std::string_view::npos) {
        fail("too short");
    }
    const std::string_view line = take(end - m_at);
    take(1);
    return line;
}

Error tooManyDigits()
{
    return Error(ErrorCode::LimitExceeded,
                 tr("An integer has more than 4,300 digits."),
                 tr("Hand it on as text, by hex() for one."))
        .as({"SystemError", "ValueError"},
            "Exceeds the limit (4300 digits) for integer string conversion; use "
            "sys.set_int_max_str_digits() to increase the limit");
}

Value Reader::takeLong(std::size_t size)
{
    // Turning bits into digits takes a time that grows with their square: CPython has the same limit.
    constexpr std::size_t kMostDigits = 4'300;
    constexpr std::size_t kMostBytes = 1'800; // a few digits more than those
    std::string bytes(take(size));
    if (bytes.size() > kMostBytes)
        throw tooManyDigits();
    const bool negative = !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80U) != 0;
    if (negative) {
        for (char &byte : bytes) {
            byte = static_cast<char>(~byte);
        }
    }
    boost::multiprecision::cpp_int number;
    if (!bytes.empty()) {
        // As unsigned: import_bits takes the value type's sign.
        const std::vector<unsigned char> digits(bytes.begin(), bytes.end());
        import_bits(number, digits.begin(), digits.end(), 8, false);
    }
    if (negative) {
        number = -number - 1;
    }
    const std::string digits = number.str();
    if (digits.size() - (negative ? 1U : 0U) > kMostDigits)
        throw tooManyDigits();
    return Value::integer(digits);
}

double Reader::takeReal()
{
    std::uint64_t bits = 0;
    for (const char byte : take(8)) {
        bits = bits << 8U | static_cast<unsigned char>(byte);
    }
    return std::bit_cast<double>(bits);
}

void Reader::push(Item item, std::size_t height)
{
    const bool isOpen = !std::holds_alternative<Value>(item);
    if ((isOpen && ++m_open > kMaxDepth) || height > kMaxDepth) {
        fail("too deep");
    }
    m_stack.push_back(std::move(item));
    m_heights.push_back(height);
}

Value Reader::pop()
{
    if (m_stack.empty()) {
        fail("empty stack");
    }
    Item item = std::move(m_stack.back());
    m_stack.pop_back();
    m_popped = m_heights.back();
    m_heights.pop_back();
    if (auto *value = std::get_if<Value>(&item)) {
        return std::move(*value);
    }
    --m_open;
    ++m_popped;
    if (auto *list = std::get_if<List>(&item)) {
        return Value(std::move(*list));
    }
    if (auto *dict = std::get_if<Dict>(&item)) {
        return Value(std::move(*dict));
    }
    fail("a function");
}

std::size_t Reader::popMark()
{
    if (m_marks.empty() || m_marks.back() > m_stack.size()) {
        fail("no mark");
    }
    const std::size_t mark = m_marks.back();
    m_marks.pop_back();
    return mark;
}

List Reader::popSince(std::size_t mark)
{
    if (mark > m_stack.size()) {
        fail("empty stack");
    }
    List items(m_stack.size() - mark);
    std::size_t height = 0;
    for (std::size_t i = items.size(); i > 0; --i) {
        items[i - 1] = pop();
        height = std::max(height, m_popped);
    }
    m_popped = height;
    return items;
}

void Reader::pushTuple(std::size_t size)
{
    if (size > m_stack.size()) {
        fail("empty stack");
    }
    Tuple tuple{popSince(m_stack.size() - size)};
    push(Value(std::move(tuple)), m_popped + 1);
}

void Reader::appendTo(std::size_t mark)
{
    List items = popSince(mark);
    List *list = m_stack.empty() ? nullptr : std::get_if<List>(&m_stack.back());
    if (list == nullptr) {
        fail("no list");
    }
    list->insert(list->end(),
                 std::make_move_iterator(items.begin()),
                 std::make_move_iterator(items.end()));
    m_heights.back() = std::max(m_heights.back(), m_popped);
}

void Reader::insertInto(std::size_t mark)
{
    List items = popSince(mark);
    Dict *dict = m_stack.empty() ? nullptr : std::get_if<Dict>(&m_stack.back());
    if (dict == nullptr || items.size() % 2 != 0) {
        fail("no dict");
    }
    for (std::size_t i = 0; i < items.size(); i += 2) {
        dict->append(std::move(items[i]), std::move(items[i + 1]));
    }
    m_heights.back() = std::max(m_heights.back(), m_popped);
}

void Reader::callMark()
{
    const Value arguments = pop();
    if (arguments.kind() != Value::Kind::Tuple || m_stack.empty()
        || !std::holds_alternative<MarkFunction>(m_stack.back())) {
        fail("a call");
    }
    const std::size_t height = m_popped;
    m_stack.pop_back();
    m_heights.pop_back();
    --m_open;
    push(fromMark(arguments.asList()), height);
}

Value Reader::fromMark(const List &parts) const
{
    const std::string_view kind = !parts.empty() && parts[0].isString()
                                      ? std::string_view(parts[0].asString())
                                      : std::string_view();
    if (kind == "v" && parts.size() == 2) {
        return parts[1];
    }
    if (kind == "h" && parts.size() == 5) {
        const ObjectPlace place{m_worker, m_line, parts[1].asString()};
        return Value(Handle{handleSlot(place),
                            parts[2].asString(),
                            parts[3].asString(),
                            parts[4].asBool(),
                            nullptr});
    }
    if (kind == "o" && parts.size() == 6) {
        auto view = std::make_shared<HandleView>();
        view->text = parts[3].asString();
        view->members = parts[4].asDict();
        if (parts[5].isList())
            view->items = parts[5].asList();
        return Value(Handle{{}, parts[1].asString(), parts[2].asString(), false, std::move(view)});
    }
    if (kind == "d" && parts.size() == 3) {
        return Value(DateTime{parts[1].asString(), parts[2].asBool()});
    }
    if (kind == "i" && parts.size() == 4) {
        return Value(Image{parts[2].asString(), parts[1].asBytes().data, parts[3].asString()});
    }
    fail("an unknown mark");
}

bool Reader::stepScalar(char opcode)
{
    switch (opcode) {
    case 'N':
        push(Value());
        return true;
    case '\x88':
    case '\x89':
        push(Value(opcode == '\x88'));
        return true;
    case 'K':
        push(Value(static_cast<std::int64_t>(takeInteger(1))));
        return true;
    case 'M':
        push(Value(static_cast<std::int64_t>(takeInteger(2))));
        return true;
    case 'J':
        push(Value(static_cast<std::int64_t>(static_cast<std::int32_t>(takeInteger(4)))));
        return true;
    case '\x8a':
        push(takeLong(takeInteger(1)));
        return true;
    case '\x8b':
        push(takeLong(takeInteger(4)));
        return true;
    case 'G':
        push(Value(takeReal()));
        return true;
    case 'X':
        push(Value(take(takeInteger(4))));
        return true;
    case 'C':
        push(Value(Bytes{std::string(take(takeInteger(1)))}));
        return true;
    case 'B':
        push(Value(Bytes{std::string(take(takeInteger(4)))}));
        return true;
    default:
        return false;
    }
}

bool Reader::stepContainer(char opcode)
{
    switch (opcode) {
    case ']':
        push(List());
        return true;
    case '}':
        push(Dict());
        return true;
    case ')':
        pushTuple(0);
        return true;
    case '\x85':
    case '\x86':
    case '\x87':
        pushTuple(static_cast<std::size_t>(static_cast<unsigned char>(opcode)) - 0x84U);
        return true;
    case '(':
        if (m_marks.size() > kMaxDepth) {
            fail("too deep");
        }
        m_marks.push_back(m_stack.size());
        return true;
    case 't':
        pushTuple(m_stack.size() - popMark());
        return true;
    case 'a':
        appendTo(m_stack.size() - 1);
        return true;
    case 'e':
        appendTo(popMark());
        return true;
    case 's':
        insertInto(m_stack.size() - 2);
        return true;
    case 'u':
        insertInto(popMark());
        return true;
    default:
        return false;
    }
}

void Reader::step(char opcode)
{
    if (stepScalar(opcode) || stepContainer(opcode)) {
        return;
    }
    switch (opcode) {
    case '\x80':
    case 'q':
        take(1); // the protocol's version; a memo that nothing asks for
        return;
    case 'r':
        take(4);
        return;
    case 'c': {
        const bool known = takeLine() == kMarkModule && takeLine() == kMarkName;
        if (!known) {
            fail("a reference to code");
        }
        push(MarkFunction{});
        return;
    }
    case 'R':
        callMark();
        return;
    case '.':
        m_done = true;
        return;
    default:
        fail("an unknown code");
    }
}

} // namespace

Value readPickle(std::string_view data, int worker, std::int64_t line)
{
    return Reader(data, worker, line).read();
}

} // namespace postern::python
