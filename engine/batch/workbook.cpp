// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/workbook.h"

#include "engine/base/pathtext.h"
#include "engine/base/utf8.h"
#include "engine/batch/rows.h"
#include "engine/store/ziparchive.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

/// One after the other the tags and texts of the XML that spreadsheets are written in: no DTD, no
/// comments that matter.
class XmlScanner
{
public:
    explicit XmlScanner(std::string_view text)
        : m_rest(text)
    {}

    /// Goes on to the next tag; `text()` is what stood before it. False at the end.
    bool next()
    {
        const std::size_t begin = m_rest.find('<');
        if (begin == std::string_view::npos)
            return false;
        m_text = m_rest.substr(0, begin);
        const std::size_t end = m_rest.find('>', begin);
        if (end == std::string_view::npos)
            return false;
        m_tag = m_rest.substr(begin + 1, end - begin - 1);
        m_rest.remove_prefix(end + 1);
        return true;
    }

    /// "row", "/row"; without the prefix of a namespace.
    std::string name() const
    {
        const std::string_view whole = m_tag.substr(0, m_tag.find_first_of(" \t\r\n/", 1));
        const std::size_t colon = whole.find(':');
        if (colon == std::string_view::npos)
            return std::string(whole);
        return (whole.starts_with('/') ? "/" : "") + std::string(whole.substr(colon + 1));
    }
    bool isEmpty() const { return m_tag.ends_with('/'); }
    std::string text() const { return unescaped(m_text); }
    std::string attribute(std::string_view name) const
    {
        const std::string begin = " " + std::string(name) + "=\"";
        const std::size_t at = m_tag.find(begin);
        if (at == std::string_view::npos)
            return {};
        const std::string_view value = m_tag.substr(at + begin.size());
        return unescaped(value.substr(0, value.find('"')));
    }

private:
    static std::string character(std::string_view entity)
    {
        static const std::map<std::string_view, std::string> named{{"lt", "<"},
                                                                   {"gt", ">"},
                                                                   {"amp", "&"},
                                                                   {"quot", "\""},
                                                                   {"apos", "'"}};
        if (const auto found = named.find(entity); found != named.end())
            return found->second;
        if (!entity.starts_with('#'))
            return {};
        entity.remove_prefix(1);
        constexpr int kHex = 16;
        constexpr int kDecimal = 10;
        const bool isHex = entity.starts_with('x');
        entity.remove_prefix(isHex ? 1 : 0);
        std::uint32_t point = 0;
        std::from_chars(entity.data(),
                        entity.data() + entity.size(),
                        point,
                        isHex ? kHex : kDecimal);
        std::string bytes;
        utf8::append(bytes, point);
        return bytes;
    }

    static std::string unescaped(std::string_view text)
    {
        std::string plain;
        while (!text.empty()) {
            const std::size_t begin = text.find('&');
            plain += text.substr(0, begin);
            const std::size_t end = begin == std::string_view::npos ? begin : text.find(';', begin);
            if (end == std::string_view::npos)
                break;
            plain += character(text.substr(begin + 1, end - begin - 1));
            text.remove_prefix(end + 1);
        }
        return plain;
    }

    std::string_view m_rest;
    std::string_view m_text;
    std::string_view m_tag;
};

/// What Excel has at most. More is made to fill the memory: empty rows pack well.
constexpr std::size_t kMostRows = 1'048'576;
constexpr std::size_t kMostTexts = 16 * kMostRows;
/// As every row has all columns.
constexpr std::size_t kMostCells = 64 * kMostRows;

std::optional<std::string> member(const store::ZipArchive &archive, std::string_view path)
{
    for (const store::ZipArchive::File &file : archive.files()) {
        if (file.path == path)
            return archive.contents(file);
    }
    return std::nullopt;
}

/// The texts that cells refer to by number.
std::vector<std::string> sharedTexts(const store::ZipArchive &archive)
{
    std::vector<std::string> texts;
    const std::string xml = member(archive, "xl/sharedStrings.xml").value_or("");
    XmlScanner scanner(xml);
    bool isPhonetic = false; // how a word is read, beside the word
    while (texts.size() <= kMostTexts && scanner.next()) {
        const std::string name = scanner.name();
        if (name == "si")
            texts.emplace_back();
        else if (name == "rPh" || name == "/rPh")
            isPhonetic = name == "rPh";
        else if (name == "/t" && !texts.empty() && !isPhonetic)
            texts.back() += scanner.text();
    }
    return texts;
}

/// The column of "BC12", counted from 0.
std::size_t columnOf(std::string_view cell)
{
    constexpr std::size_t kLetters = 26;
    constexpr std::size_t kMostColumns = 16'384;
    std::size_t column = 0;
    for (const char c : cell) {
        if (c < 'A' || c > 'Z' || column > kMostColumns)
            break;
        column = column * kLetters + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column == 0 ? 0 : column - 1;
}

Value numberOf(const std::string &text)
{
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const bool isWhole = text.size() > sign
                         && text.find_first_not_of("0123456789", sign) == std::string::npos;
    if (isWhole)
        return Value::integer(text);
    double number = std::numeric_limits<double>::quiet_NaN();
    const char *const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? Value(number) : Value(text);
}

using Cells = std::map<std::size_t, Value>;

class SheetReader
{
public:
    SheetReader(std::string_view xml, std::vector<std::string> texts)
        : m_scanner(xml)
        , m_texts(std::move(texts))
    {}

    std::vector<Cells> rows()
    {
        while (m_rows.size() <= kMostRows && m_scanner.next()) {
            const std::string name = m_scanner.name();
            if (name == "row")
                beginRow();
            else if (name == "c")
                beginCell();
            else if (name == "/v" || name == "/t")
                m_text += m_scanner.text();
            else if (name == "/c")
                endCell();
        }
        return std::move(m_rows);
    }

private:
    void beginRow()
    {
        m_rows.emplace_back();
        m_next = 0;
    }

    void beginCell()
    {
        // Where no cell says where it stands, it is the next one.
        const std::string place = m_scanner.attribute("r");
        m_column = place.empty() ? m_next : columnOf(place);
        m_next = m_column + 1;
        m_type = m_scanner.attribute("t");
        m_text.clear();
    }

    void endCell()
    {
        if (m_rows.empty() || (m_text.empty() && m_type != "inlineStr"))
            return;
        Value value(m_text);
        if (m_type == "s") {
            std::size_t index = 0;
            std::from_chars(m_text.data(), m_text.data() + m_text.size(), index);
            value = Value(index < m_texts.size() ? m_texts[index] : std::string());
        } else if (m_type == "b") {
            value = Value(m_text == "1");
        } else if (m_type.empty() || m_type == "n") {
            value = numberOf(m_text);
        }
        m_rows.back().insert_or_assign(m_column, std::move(value));
    }

    XmlScanner m_scanner;
    const std::vector<std::string> m_texts;
    std::vector<Cells> m_rows;
    std::size_t m_column = 0;
    std::size_t m_next = 0; ///< the column after it
    std::string m_type;
    std::string m_text;
};

} // namespace

std::vector<Dict> readWorkbook(const fs::path &file)
{
    const store::ZipArchive archive(file);
    const std::optional<std::string> sheet = member(archive, "xl/worksheets/sheet1.xml");
    std::vector<std::string> texts = sharedTexts(archive);
    std::vector<Cells> rows;
    const bool isReadable = sheet && texts.size() <= kMostTexts;
    if (isReadable)
        rows = SheetReader(*sheet, std::move(texts)).rows();
    const auto filled = static_cast<std::size_t>(
        std::ranges::count_if(rows, [](const Cells &row) { return !row.empty(); }));
    const std::size_t cells = rows.empty() ? 0 : filled * rows.front().size();
    if (!isReadable || rows.size() > kMostRows || cells > kMostCells)
        throw invalidData(tr("'%1' is no Excel workbook.", pathText(file)),
                          tr("Save it as .xlsx, or as .csv."));
    std::vector<Dict> table;
    if (rows.empty())
        return table;
    table.reserve(rows.size() - 1);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].empty())
            continue;
        Dict &row = table.emplace_back();
        for (const auto &[column, name] : rows.front()) {
            const auto cell = rows[i].find(column);
            row.set(name,
                    cell == rows[i].end() ? Value(std::numeric_limits<double>::quiet_NaN())
                                          : cell->second);
        }
    }
    return table;
}

} // namespace postern::batch
