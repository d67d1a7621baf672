// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/batch/datalines.h"
#include "tests/support/temporaryfolder.h"
#include "tests/support/zipbytes.h"

#include <gmock/gmock.h>

#include <fstream>

using namespace postern;
using namespace postern::batch;
using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

class Data : public testing::Test
{
protected:
    fs::path write(const std::string &name, std::string_view text) const
    {
        return m_folder.write(name, text);
    }

    /// Every row as JSON, its number before it; what is none by "!".
    static std::vector<std::string> rowsOf(const fs::path &data)
    {
        std::vector<std::string> rows;
        const auto reader = openRows(data);
        while (const auto row = reader->next())
            rows.push_back(std::to_string(row->number) + " "
                           + (row->error ? "!" : json::write(Value(row->values))));
        return rows;
    }

    static std::vector<std::string> linesOf(const DataSources &sources,
                                            const Dict &mapping,
                                            const std::vector<run::LineInput> &inputs)
    {
        std::vector<std::string> lines;
        DataLines data(sources, ColumnMapping(mapping, inputs));
        while (const auto line = data.next())
            lines.push_back(std::to_string(line->number) + " "
                            + (line->error ? "!" : json::write(Value(line->inputs))));
        return lines;
    }

    /// prompt flow's sentence of what is thrown.
    template<typename Function>
    static std::string refusalOf(const Function &function)
    {
        try {
            function();
        } catch (const Error &error) {
            return error.promptflow() ? error.promptflow()->message : error.message();
        }
        return "nothing";
    }

    const test::TemporaryFolder m_folder;
};

TEST_F(Data, ReadsLinesOfJson)
{
    EXPECT_THAT(rowsOf(write("a.jsonl", "\xEF\xBB\xBF{\"q\": 1}\r\n\r\n{\"q\": \"\xC3\xBC\"}")),
                ElementsAre("0 {\"q\": 1}", "1 {\"q\": \"\\u00fc\"}"));
    EXPECT_THAT(rowsOf(write("big.jsonl", "{\"n\": 9007199254740993, \"x\": NaN}\n")),
                ElementsAre("0 {\"n\": 9007199254740993, \"x\": NaN}"));
    EXPECT_THAT(rowsOf(write("empty.jsonl", "")), ElementsAre());
}

TEST_F(Data, OneBrokenRowIsOneBrokenLine)
{
    const fs::path file = write("a.jsonl", "{\"q\": 1}\n{\"q\": \n[1]\n\"\xFF\"\n{\"q\": 5}\n");
    EXPECT_THAT(rowsOf(file), ElementsAre("0 {\"q\": 1}", "1 !", "2 !", "3 !", "4 {\"q\": 5}"));
}

TEST_F(Data, WhatBeginsWithNoRowIsNoData)
{
    const fs::path lines = write("a.jsonl", "question,answer\n");
    EXPECT_THAT(refusalOf([&] { rowsOf(lines); }), HasSubstr("Fail to load invalid data"));
    const fs::path object = write("a.json", "{\"q\": \"one\"}");
    EXPECT_THAT(refusalOf([&] { rowsOf(object); }), HasSubstr("Fail to load invalid data"));
    EXPECT_THAT(refusalOf([&] { rowsOf(m_folder.path() / "nowhere.jsonl"); }),
                HasSubstr("nowhere.jsonl"));
}

TEST_F(Data, ReadsJsonByRowsAndByColumns)
{
    EXPECT_THAT(rowsOf(write("a.json", "[{\"q\": 1}, {\"q\": 2}]")),
                ElementsAre("0 {\"q\": 1}", "1 {\"q\": 2}"));
    EXPECT_THAT(rowsOf(write("b.json", "{\"q\": [1, 2], \"r\": {\"0\": 3, \"1\": 4}}")),
                ElementsAre("0 {\"q\": 1, \"r\": 3}", "1 {\"q\": 2, \"r\": 4}"));
}

TEST_F(Data, ReadsTextBetweenSeparators)
{
    EXPECT_THAT(rowsOf(write("a.csv", "q,r\n1,\"a \"\"b\"\",\nc\"\n\n,x\n")),
                ElementsAre("0 {\"q\": \"1\", \"r\": \"a \\\"b\\\",\\nc\"}",
                            "1 {\"q\": \"\", \"r\": \"x\"}"));
    EXPECT_THAT(rowsOf(write("a.tsv", "q\tr\r\n1\t2\r\n3\r\n")),
                ElementsAre("0 {\"q\": \"1\", \"r\": \"2\"}", "1 {\"q\": \"3\", \"r\": NaN}"));
    EXPECT_THAT(rowsOf(write("b.csv", "q\n1\n2,3\n4\n")),
                ElementsAre("0 {\"q\": \"1\"}", "1 !", "2 {\"q\": \"4\"}"));
}

TEST_F(Data, ColumnsOfOneNameAreToldApartAsPandasDoes)
{
    EXPECT_THAT(rowsOf(write("a.csv", "a,a,a.1,,a\n1,2,3,4,5\n")),
                ElementsAre("0 {\"a\": \"1\", \"a.2\": \"2\", \"a.1\": \"3\", "
                            "\"Unnamed: 3\": \"4\", \"a.3\": \"5\"}"));
}

TEST_F(Data, SeparatedTextIsUtf8)
{
    EXPECT_THAT(rowsOf(write("a.csv", "q\none\nt\xFFwo\nthree\n")),
                ElementsAre("0 {\"q\": \"one\"}", "1 !", "2 {\"q\": \"three\"}"));
    const fs::path wide = write("b.tsv", std::string_view("\xFF\xFEq\0\n\0001\0\n\0", 10));
    EXPECT_THAT(refusalOf([&] { rowsOf(wide); }), HasSubstr("Fail to load invalid data"));
}

TEST_F(Data, AQuoteThatIsntClosedDoesntTakeTheWholeFile)
{
    const fs::path file = write("a.csv", "q\n\"" + std::string(70'000'000, 'x'));
    EXPECT_THAT(refusalOf([&] { rowsOf(file); }), HasSubstr("longer than 64 MB"));
}

TEST_F(Data, AWorkbookThatWouldFillTheMemoryIsNone)
{
    const auto refusal = [this](const std::string &rows) {
        const fs::path file = write("a.xlsx",
                                    test::zipBytes({{"[Content_Types].xml", "<Types/>"},
                                                    {"xl/worksheets/sheet1.xml",
                                                     "<sheetData>" + rows + "</sheetData>"}}));
        return refusalOf([&] { rowsOf(file); });
    };
    std::string rows;
    for (int row = 0; row < 1'048'577; ++row)
        rows += "<row/>";
    EXPECT_THAT(refusal(rows), HasSubstr("Fail to load invalid data"));
    std::string wide = "<row>";
    for (int column = 0; column < 10'000; ++column)
        wide += "<c t=\"str\"><v>" + std::to_string(column) + "</v></c>";
    wide += "</row>";
    for (int row = 0; row < 7'000; ++row)
        wide += "<row><c><v>1</v></c></row>";
    EXPECT_THAT(refusal(wide), HasSubstr("Fail to load invalid data"));
    EXPECT_EQ(refusal("<row><c><v>1</v></c></row><row/>"), "nothing");
}

TEST_F(Data, CellsWithoutAPlaceFollowEachOther)
{
    const std::string sheet
        = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>q</t></is></c>"
          "<c t=\"inlineStr\"><is><t>n</t></is></c></row>"
          "<row><c t=\"inlineStr\"><is><t>one</t></is></c><c><v>1-2</v></c></row>"
          "<row><c/><c><v>-7</v></c></row></sheetData></worksheet>";
    const fs::path file = write("a.xlsx",
                                test::zipBytes({{"[Content_Types].xml", "<Types/>"},
                                                {"xl/worksheets/sheet1.xml", sheet}}));
    EXPECT_THAT(rowsOf(file),
                ElementsAre("0 {\"q\": \"one\", \"n\": \"1-2\"}", "1 {\"q\": NaN, \"n\": -7}"));
}

TEST_F(Data, ReadsTheFirstSheetOfAWorkbook)
{
    const std::string sheet
        = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
          "<c r=\"C1\" t=\"inlineStr\"><is><t>count</t></is></c></row>"
          "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\"><v>3</v></c></row>"
          "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"C3\"><v>2.5</v></c></row>"
          "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>";
    const std::string texts = "<sst><si><t>question</t></si><si><r><t>a &lt;b&gt;</t></r>"
                              "<r><t xml:space=\"preserve\"> &#x61;</t></r></si></sst>";
    const fs::path file = write("a.xlsx",
                                test::zipBytes({{"[Content_Types].xml", "<Types/>"},
                                                {"xl/worksheets/sheet1.xml", sheet},
                                                {"xl/sharedStrings.xml", texts}}));
    EXPECT_THAT(rowsOf(file),
                ElementsAre("0 {\"question\": \"a <b> a\", \"count\": 3}",
                            "1 {\"question\": true, \"count\": 2.5}",
                            "2 {\"question\": \"x\", \"count\": NaN}"));
}

TEST_F(Data, ReadsAllFilesOfAFolder)
{
    write("data/b.jsonl", "{\"q\": 2}\n");
    write("data/a.csv", "q\n1\n");
    EXPECT_THAT(rowsOf(m_folder.path() / "data"), ElementsAre("0 {\"q\": \"1\"}", "1 {\"q\": 2}"));
}

TEST_F(Data, MakesPathsOfImagesWhole)
{
    const fs::path file = write(
        "data/a.jsonl",
        "{\"i\": {\"data:image/png;path\": \"x/a.png\"}, \"j\": [{\"type\": \"image_file\", "
        "\"image_file\": {\"path\": \"b.png\"}}], \"k\": {\"data:image/png;url\": \"c\"}}\n");
    const std::string folder = (m_folder.path() / "data").string();
    EXPECT_THAT(rowsOf(file),
                ElementsAre("0 {\"i\": {\"data:image/png;path\": \"" + folder
                            + "/x/a.png\"}, \"j\": [{\"type\": \"image_file\", \"image_file\": "
                              "{\"path\": \""
                            + folder + "/b.png\"}}], \"k\": {\"data:image/png;url\": \"c\"}}"));
}

TEST_F(Data, RefusesDataThatChangesUnderIt)
{
    std::string text;
    for (int i = 0; i < 40'000; ++i)
        text += "{\"question\": \"a text that fills the file\"}\n";
    const fs::path file = write("a.jsonl", text);
    const auto reader = openRows(file);
    EXPECT_TRUE(reader->next());
    std::ofstream(file, std::ios::app) << "{}\n";
    EXPECT_THAT(refusalOf([&] {
                    while (reader->next()) {
                    }
                }),
                HasSubstr("changed while it was read"));
}

TEST_F(Data, MapsColumnsToInputs)
{
    const fs::path data = write("a.jsonl", "{\"q\": 1, \"a.b\": 2, \"d\": 3}\n");
    const std::vector<run::LineInput> inputs{{"q", false}, {"d", true}, {"x", false}};
    const Dict mapping{{"x", "${data.a.b}"}, {"y", 7}, {"z", "no ${data.q}"}, {"line_number", 5}};
    // An input with a default isn't looked for in the data by itself.
    EXPECT_THAT(linesOf({data, {}, {}}, mapping, inputs),
                ElementsAre("0 {\"q\": 1, \"x\": 2, \"y\": 7, \"z\": \"no ${data.q}\"}"));
}

TEST_F(Data, AColumnThatSomeRowsLackIsNaN)
{
    const fs::path data = write("a.jsonl", "{\"q\": 1}\n{\"q\": 2, \"r\": 3}\n");
    EXPECT_THAT(linesOf({data, {}, {}}, {}, {{"q", false}, {"r", false}}),
                ElementsAre("0 {\"q\": 1, \"r\": NaN}", "1 {\"q\": 2, \"r\": 3}"));
}

TEST_F(Data, NamesEveryColumnThatIsntThere)
{
    const fs::path data = write("a.jsonl", "{\"q\": 1}\n");
    EXPECT_EQ(
        refusalOf([&] { linesOf({data, {}, {}}, {{"x", "${data.y}"}}, {{"z", false}}); }),
        "The input for batch run is incorrect. Couldn't find these mapping relations: "
        "${data.z}, ${data.y}. Please make sure your input mapping keys and values match your "
        "YAML input section and input data. For more information, refer to the following "
        "documentation: https://aka.ms/pf/column-mapping");
    EXPECT_THAT(refusalOf([] { requireReference({{"x", "same"}}); }),
                HasSubstr("all static values"));
    EXPECT_EQ(refusalOf([] { requireReference({{"x", "same"}, {"y", "${data.y}"}}); }), "nothing");
}

TEST_F(Data, JoinsSourcesByTheirNumbers)
{
    const fs::path data = write("a.jsonl", "{\"q\": 1}\n{\"q\": 2}\n{\"q\": 3}\n");
    const fs::path outputs
        = write("o.jsonl",
                "{\"line_number\": 2, \"a\": \"c\"}\n{\"line_number\": 0, \"a\": \"b\"}\n");
    const Dict mapping{{"q", "${data.q}"}, {"a", "${run.outputs.a}"}, {"i", "${run.inputs.q}"}};
    EXPECT_THAT(linesOf({data, outputs, data}, mapping, {}),
                ElementsAre("0 {\"q\": 1, \"a\": \"b\", \"i\": 1}",
                            "2 {\"q\": 3, \"a\": \"c\", \"i\": 3}"));
    const fs::path others = write("p.jsonl", "{\"line_number\": 9, \"a\": 1}\n");
    EXPECT_THAT(refusalOf([&] { linesOf({data, others, {}}, mapping, {}); }),
                HasSubstr("Could not find one complete line"));
    const fs::path none = write("n.jsonl", "\n");
    EXPECT_THAT(refusalOf([&] { linesOf({none, {}, {}}, {}, {{"q", false}}); }),
                HasSubstr("Input from key 'data' is an empty list"));
}

TEST_F(Data, ANumberCountsOnce)
{
    const fs::path data
        = write("a.jsonl",
                "{\"line_number\": 7, \"q\": 1}\n{\"line_number\": 2, \"q\": 2}\n"
                "{\"line_number\": 7, \"q\": 3}\n{\"line_number\": -1, \"q\": 4}\n");
    DataLines lines({data, {}, {}}, ColumnMapping({}, {{"q", false}}));
    std::vector<std::size_t> numbers;
    while (const auto line = lines.next())
        numbers.push_back(line->number);
    EXPECT_THAT(numbers, ElementsAre(7, 2, 3));
    EXPECT_EQ(lines.repeated(), 1);
}

} // namespace
