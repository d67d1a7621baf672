// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/dnsmessage.h"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>

namespace postern::doctor {

namespace {

constexpr std::size_t kHead = 12;
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestName = 255;
constexpr std::uint16_t kAddress = 1;
constexpr std::uint16_t kAlias = 5;
constexpr std::uint16_t kAddress6 = 28;
constexpr std::uint16_t kInternet = 1;

/// Reads forward over bytes that may end anywhere.
class DnsReader
{
public:
    explicit DnsReader(std::string_view bytes)
        : m_bytes(bytes)
    {}

    bool hasFailed() const { return m_hasFailed; }
    std::uint8_t byte()
    {
        if (m_at >= m_bytes.size()) {
            m_hasFailed = true;
            return 0;
        }
        return static_cast<std::uint8_t>(m_bytes[m_at++]);
    }
    std::uint16_t number()
    {
        const unsigned high = byte();
        return static_cast<std::uint16_t>(high << 8U | byte());
    }
    void skip(std::size_t count)
    {
        m_hasFailed = m_hasFailed || count > m_bytes.size() - m_at;
        m_at = std::min(m_bytes.size(), m_at + count);
    }
    std::string_view take(std::size_t count)
    {
        const std::size_t begin = m_at;
        skip(count);
        return m_bytes.substr(begin, m_at - begin);
    }
    /// A name, which may go on elsewhere in the message.
    std::string name()
    {
        std::string name;
        std::size_t back = 0; // where to go on after the first jump
        for (int jumps = 0; !m_hasFailed;) {
            const std::uint8_t length = byte();
            if (length == 0)
                break;
            constexpr std::uint8_t kPointer = 0xC0;
            if ((length & kPointer) == kPointer) {
                const std::size_t target = (length & 0x3FU) << 8U | byte();
                back = back == 0 ? m_at : back;
                constexpr int kMostJumps = 32;
                m_hasFailed = m_hasFailed || target >= m_bytes.size() || ++jumps > kMostJumps;
                m_at = m_hasFailed ? m_at : target;
                continue;
            }
            name += (name.empty() ? "" : ".") + std::string(take(length));
            m_hasFailed = m_hasFailed || length > kLongestLabel || name.size() > kLongestName;
        }
        m_at = back == 0 ? m_at : back;
        return name;
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_hasFailed = false;
};

void appendNumber(std::string &bytes, std::uint16_t number)
{
    bytes += static_cast<char>(number >> 8U);
    bytes += static_cast<char>(number & 0xFFU);
}

template<typename Address>
std::string addressText(std::string_view bytes)
{
    typename Address::bytes_type raw{};
    if (bytes.size() != raw.size())
        return {};
    std::ranges::transform(bytes, raw.begin(), [](char c) { return static_cast<unsigned char>(c); });
    return Address(raw).to_string();
}

/// Names come from elsewhere and are shown: only what a host's name has.
bool isPlainName(std::string_view name)
{
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '.' || c == '_';
    });
}

} // namespace

std::string dnsQuestion(std::string_view host, std::uint16_t number)
{
    std::string bytes;
    appendNumber(bytes, number);
    constexpr std::uint16_t kRecursive = 0x0100;
    appendNumber(bytes, kRecursive);
    for (const std::uint16_t count : {1, 0, 0, 0})
        appendNumber(bytes, count);
    while (host.ends_with('.'))
        host.remove_suffix(1);
    if (host.empty() || host.size() > kLongestName)
        return {};
    while (!host.empty()) {
        const std::string_view label = host.substr(0, host.find('.'));
        if (label.empty() || label.size() > kLongestLabel)
            return {};
        bytes += static_cast<char>(label.size());
        bytes += label;
        host.remove_prefix(std::min(host.size(), label.size() + 1));
    }
    bytes += '\0';
    appendNumber(bytes, kAddress);
    appendNumber(bytes, kInternet);
    return bytes;
}

std::optional<DnsAnswer> readDnsAnswer(std::string_view bytes, std::uint16_t number)
{
    if (bytes.size() < kHead)
        return std::nullopt;
    DnsReader reader(bytes);
    const bool isOurs = reader.number() == number;
    const std::uint16_t flags = reader.number();
    constexpr std::uint16_t kIsAnswer = 0x8000;
    if (!isOurs || (flags & kIsAnswer) == 0)
        return std::nullopt;
    const std::uint16_t questions = reader.number();
    const std::uint16_t records = reader.number();
    reader.skip(4);
    for (int i = 0; i < questions && !reader.hasFailed(); ++i) {
        reader.name();
        reader.skip(4);
    }
    DnsAnswer answer;
    answer.code = flags & 0xF;
    for (int i = 0; i < records && !reader.hasFailed(); ++i) {
        reader.name();
        const std::uint16_t kind = reader.number();
        reader.skip(6); // class and time to live
        const std::uint16_t size = reader.number();
        if (kind == kAlias) {
            if (std::string alias = reader.name(); isPlainName(alias) && !alias.empty())
                answer.aliases.push_back(std::move(alias));
            continue;
        }
        const std::string_view data = reader.take(size);
        std::string address;
        if (kind == kAddress)
            address = addressText<boost::asio::ip::address_v4>(data);
        else if (kind == kAddress6)
            address = addressText<boost::asio::ip::address_v6>(data);
        if (!address.empty())
            answer.addresses.push_back(std::move(address));
    }
    if (reader.hasFailed())
        return std::nullopt;
    return answer;
}

} // namespace postern::doctor
