// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/python/pickle.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <bit>
#include <charconv>
#include <limits>

namespace postern::python {
namespace {

using BigNumber = boost::multiprecision::cpp_int;

/// Two's complement, little-endian, as pickle's LONG has it.
std::string toTwosComplement(const BigNumber &number)
{
    const bool negative = number < 0;
    // -n - 1 has the inverted bits of n in two's complement.
    const BigNumber magnitude = negative ? BigNumber(-number - 1) : number;
    std::string bytes;
    export_bits(magnitude, std::back_inserter(bytes), 8, false);
    if ((static_cast<unsigned char>(bytes.back()) & 0x80U) != 0) {
        bytes += '\0';
    }
    if (negative) {
        for (char &byte : bytes) {
            byte = static_cast<char>(~byte);
        }
    }
    return bytes;
}

template<typename T>
void appendLittleEndian(std::string &out, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out += static_cast<char>(value & 0xffU);
        value = static_cast<T>(value >> 8U);
    }
}

} // namespace

PickleWriter::PickleWriter(std::string &out)
    : m_out(out)
{
    m_out += "\x80\x03";
}

void PickleWriter::boolean(bool value)
{
    m_out += value ? '\x88' : '\x89';
}

void PickleWriter::integer(std::int64_t value)
{
    if (value >= 0 && value < 256) {
        m_out += 'K';
        m_out += static_cast<char>(value);
    } else if (value >= std::numeric_limits<std::int32_t>::min()
               && value <= std::numeric_limits<std::int32_t>::max()) {
        m_out += 'J';
        appendLittleEndian(m_out, static_cast<std::uint32_t>(value));
    } else {
        m_out += "\x8a\x08";
        appendLittleEndian(m_out, static_cast<std::uint64_t>(value));
    }
}

void PickleWriter::bigInteger(const std::string &digits)
{
    const std::string bytes = toTwosComplement(BigNumber(digits));
    m_out += '\x8b';
    length(bytes.size());
    m_out += bytes;
}

void PickleWriter::real(double value)
{
    m_out += 'G';
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
        m_out += static_cast<char>((bits >> static_cast<unsigned>(shift)) & 0xffU);
    }
}

void PickleWriter::length(std::size_t size)
{
    if (size > std::numeric_limits<std::uint32_t>::max() / 2) {
        throw Error(ErrorCode::LimitExceeded,
                    tr("A value of %1 bytes is too large for a Python node.", size),
                    tr("Hand over a file's path instead of its content."));
    }
    appendLittleEndian(m_out, static_cast<std::uint32_t>(size));
}

void PickleWriter::text(std::string_view value)
{
    m_out += 'X';
    length(value.size());
    m_out += value;
}

void PickleWriter::bytes(std::string_view value)
{
    m_out += 'B';
    length(value.size());
    m_out += value;
}

void PickleWriter::dateTime(const DateTime &value)
{
    m_out += "cpostern_worker.codec\n_date\n(";
    text(value.iso);
    boolean(value.dateOnly);
    m_out += "tR";
}

void PickleWriter::image(const Image &value)
{
    m_out += "cpostern_worker.codec\n_image\n(";
    bytes(value.data);
    text(value.mimeType);
    text(value.sourceUrl);
    m_out += "tR";
}

void PickleWriter::handle(const Handle &value, int worker)
{
    if (value.slot.empty()) { // of a history
        throw Error(
            ErrorCode::NodeFailed,
            tr("The %1 object can't be handed on: the Python worker that held it has ended.",
               value.typeName),
            tr("Run the node again that gives it."));
    }
    const ObjectPlace place = parseHandleSlot(value.slot);
    if (place.worker != worker) {
        throw Error(ErrorCode::NodeFailed,
                    tr("A %1 object lives in another Python worker.", value.typeName),
                    tr("Return plain data (dicts, lists, strings, numbers) from the node, or run "
                       "with one worker."));
    }
    m_hasHandles = true;
    integer(place.line);
    text(place.slot);
    m_out += "\x86Q";
}

void PickleWriter::value(const Value &value, int worker)
{
    switch (value.kind()) {
    case Value::Kind::Null:
        return none();
    case Value::Kind::Bool:
        return boolean(value.asBool());
    case Value::Kind::Int:
        return integer(value.asInt());
    case Value::Kind::BigInt:
        return bigInteger(value.asBigInt().digits);
    case Value::Kind::Double:
        return real(value.asDouble());
    case Value::Kind::String:
        return text(value.asString());
    case Value::Kind::Bytes:
        return bytes(value.asBytes().data);
    case Value::Kind::DateTime:
        return dateTime(value.asDateTime());
    case Value::Kind::Image:
        return image(value.asImage());
    case Value::Kind::Handle:
        return handle(value.asHandle(), worker);
    case Value::Kind::List:
    case Value::Kind::Tuple:
        m_out += value.isList() ? "](" : "(";
        for (const Value &item : value.asList()) {
            this->value(item, worker);
        }
        m_out += value.isList() ? 'e' : 't';
        return;
    case Value::Kind::Dict:
        beginDict();
        for (const auto &[key, item] : value.asDict()) {
            this->value(key, worker);
            this->value(item, worker);
        }
        return endDict();
    }
}

std::string handleSlot(const ObjectPlace &place)
{
    return std::to_string(place.worker) + '.' + std::to_string(place.line) + ':' + place.slot;
}

ObjectPlace parseHandleSlot(std::string_view slot)
{
    ObjectPlace place;
    const char *end = slot.data() + slot.size();
    const auto worker = std::from_chars(slot.data(), end, place.worker);
    if (worker.ec == std::errc() && worker.ptr != end && *worker.ptr == '.') {
        const auto line = std::from_chars(worker.ptr + 1, end, place.line);
        if (line.ec == std::errc() && line.ptr != end && *line.ptr == ':') {
            place.slot.assign(line.ptr + 1, end);
            return place;
        }
    }
    return ObjectPlace{0, 0, std::string(slot)};
}

} // namespace postern::python
