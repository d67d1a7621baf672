// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/workbookfile.h"

#include "engine/base/plaintext.h"
#include "engine/store/ziparchive.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace postern::evaluate {

namespace {

/// What a cell of Excel takes.
constexpr std::size_t kLongestCell = 32'767;

constexpr const char *kTypes = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
)";
constexpr const char *kRelations = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
)";
constexpr const char *kWorkbook = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="rows" sheetId="1" r:id="rId1"/></sheets></workbook>
)";
constexpr const char *kWorkbookRelations = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
)";

std::string sheetText(std::string_view text)
{
    std::string escaped;
    for (const char c : toValidUtf8(text)) {
        if (escaped.size() >= kLongestCell && (static_cast<unsigned char>(c) & 0xc0U) != 0x80U)
            break;
        if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20U || c == '\n' || c == '\t')
            escaped += c;
    }
    return escaped;
}

bool isSheetNumber(const std::string &text)
{
    double number = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    // "007" is a text, and what has more digits than a number keeps would change.
    return read.ec == std::errc() && read.ptr == end && std::isfinite(number) && text.size() < 16
           && (text == "0" || !text.starts_with('0') || text.starts_with("0."));
}

/// "A", "B" ... "AA"
std::string columnName(std::size_t column)
{
    constexpr std::size_t kLetters = 26;
    std::string name;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / kLetters)
        name.insert(name.begin(), static_cast<char>('A' + (left - 1) % kLetters));
    return name;
}

std::string sheetOf(const TextTable &table)
{
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)";
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string number = std::to_string(row + 1);
        xml += "<row r=\"" + number + "\">";
        for (std::size_t column = 0; column < table[row].size(); ++column) {
            const std::string &text = table[row][column];
            xml += "<c r=\"" + columnName(column) + number + "\"";
            if (isSheetNumber(text))
                xml += "><v>" + text + "</v></c>";
            else
                xml += " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + sheetText(text)
                       + "</t></is></c>";
        }
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>\n";
}

} // namespace

void writeWorkbook(const TextTable &table, const std::filesystem::path &file)
{
    const std::vector<store::ZipMember> members{
        {"[Content_Types].xml", {}, kTypes},
        {"_rels/.rels", {}, kRelations},
        {"xl/workbook.xml", {}, kWorkbook},
        {"xl/_rels/workbook.xml.rels", {}, kWorkbookRelations},
        {"xl/worksheets/sheet1.xml", {}, sheetOf(table)},
    };
    store::writeZip(file, members);
}

} // namespace postern::evaluate
