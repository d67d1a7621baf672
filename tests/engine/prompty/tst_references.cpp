// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/prompty/references.h"
#include "engine/run/recordedanswers.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>
#include <stdlib.h>

using namespace postern;
using namespace postern::prompty;
using namespace postern::test;

namespace {

class References : public testing::Test
{
protected:
    Value resolved(const Value &value) const
    {
        return prompty::resolveReferences(value, m_folder.path(), m_environment);
    }

    const TemporaryFolder m_folder;
    connection::Environment m_environment{{"A", "one"}, {"EMPTY", ""}, {"BRACE", "x}y"}};
};

TEST_F(References, toAVariableAreItsValue)
{
    // promptflow._sdk._utilities.general_utils: resolve_references
    const std::vector<std::pair<const char *, const char *>> cases{
        {"${env:A}", "one"},
        {"${env:EMPTY}", ""},
        {"${env:A} and more", "one"}, // up to the line's last brace
        {"${env:A}\nmore", "one"},
        {"${env:MISSING}", "${env:MISSING}"},
        {"x ${env:A}", "x ${env:A}"}, // at the beginning alone
        {"${env:A", "${env:A"},
        {"$ {env:A}", "$ {env:A}"},
        {"${ENV:A}", "${ENV:A}"},
        {"", ""},
        {"}", "}"},
    };
    for (const auto &[text, value] : cases)
        EXPECT_EQ(resolved(text), Value(value)) << text;
}

TEST_F(References, mayHaveADefaultAsSecondFormPromptiesWriteIt)
{
    EXPECT_EQ(resolved("${env:MISSING:other}"), Value("other"));
    EXPECT_EQ(resolved("${env:EMPTY:other}"), Value("other"));
    EXPECT_EQ(resolved("${env:A:other}"), Value("one"));
    EXPECT_EQ(resolved("${env:MISSING:}"), Value(""));
    EXPECT_EQ(resolved("${env:MISSING:https://h:1/}"), Value("https://h:1/"));
}

TEST_F(References, toAVariableOfTheProcessAreTheRunsFirst)
{
    ::setenv("POSTERN_TEST_REFERENCE", "process", 1);
    EXPECT_EQ(resolved("${env:POSTERN_TEST_REFERENCE}"), Value("process"));
    m_environment.emplace_back("POSTERN_TEST_REFERENCE", "run");
    EXPECT_EQ(resolved("${env:POSTERN_TEST_REFERENCE}"), Value("run"));
    ::setenv("POSTERN_TEST_REFERENCE", "\xB0\xA1", 1);
    EXPECT_EQ(resolved("${env:POSTERN_TEST_REFERENCE}"), Value("run"));
    m_environment.clear();
    EXPECT_EQ(messageOf([this] { resolved("${env:POSTERN_TEST_REFERENCE}"); }),
              "The environment variable POSTERN_TEST_REFERENCE isn't UTF-8.");
    ::unsetenv("POSTERN_TEST_REFERENCE");
}

TEST_F(References, toAFileAreWhatItHolds)
{
    m_folder.write("a.json", "\xEF\xBB\xBF{\"n\": [1, NaN]}");
    m_folder.write("b.YAML", "n: [1, two]\n");
    m_folder.write("c.yml", "");
    m_folder.write("deep/d.txt", "one\r\ntwo\rthree\n");
    m_folder.write("e.md", "# \uac00");
    EXPECT_EQ(json::write(resolved("${file:a.json}")), R"({"n": [1, NaN]})");
    EXPECT_EQ(resolved("${file:b.YAML}"), Value(Dict{{"n", List{1, "two"}}}));
    EXPECT_TRUE(resolved("${file:c.yml}").isNull());
    EXPECT_EQ(resolved("${file:deep/d.txt}"), Value("one\ntwo\nthree\n")); // as Python reads text
    EXPECT_EQ(resolved("${file:e.md}"), Value("# \uac00"));
    EXPECT_EQ(resolved("${file:" + (m_folder.path() / "e.md").string() + "}"), Value("# \uac00"));
}

TEST_F(References, areFoundAtAnyDepthAndKeysStayAsTheyAre)
{
    m_folder.write("a.json", R"("${env:A}")");
    const Value value(Dict{{"${env:A}", List{"${env:A}", Dict{{"k", "${file:a.json}"}}, 7}}});
    // What a file holds isn't looked at again.
    EXPECT_EQ(resolved(value), Value(Dict{{"${env:A}", List{"one", Dict{{"k", "${env:A}"}}, 7}}}));
}

TEST_F(References, toAFileThatIsNotThereSayWhichIsMeant)
{
    m_folder.write("Sample.json", "{}");
    const auto near = failureOf([this] { resolved("${file:sample.json}"); });
    ASSERT_TRUE(near);
    EXPECT_EQ(near->code(), ErrorCode::InvalidFlow);
    EXPECT_EQ(near->message(), "The file 'sample.json' of ${file:sample.json} doesn't exist.");
    EXPECT_TRUE(near->hint().starts_with("Write Sample.json")) << near->hint();
    EXPECT_EQ(near->promptflow()->message, "Cannot find the reference file sample.json.");
    const auto none = failureOf([this] { resolved("${file:other.json}"); });
    EXPECT_TRUE(none->hint().starts_with("Correct the path")) << none->hint();
}

TEST_F(References, toAFileThatIsBrokenSayWhere)
{
    m_folder.write("a.json", "{\"n\": 1,\n}");
    const auto json = failureOf([this] { resolved("${file:a.json}"); });
    ASSERT_TRUE(json);
    EXPECT_EQ(toString(json->place().value()), "a.json:2:1");
    EXPECT_EQ(json->promptflow()->path(), "SystemError/JSONDecodeError");
    m_folder.write("b.yaml", "a: 1\nb: [1\n");
    const auto yaml = failureOf([this] { resolved("${file:b.yaml}"); });
    ASSERT_TRUE(yaml);
    EXPECT_EQ(yaml->place()->file, "b.yaml");
    EXPECT_GE(yaml->place()->line, 2);
    m_folder.write("c.txt", "\xB0\xA1");
    EXPECT_EQ(failureOf([this] { resolved("${file:c.txt}"); })->place()->file, "c.txt");
}

TEST_F(References, dataOfTheSampleAloneIsResolved)
{
    m_folder.write("s.json", R"({"q": 1})");
    flow::FlowLocation location{m_folder.path(),
                                m_folder.path() / "flow.flex.yaml",
                                flow::FlowKind::Flex};
    const auto document = flow::FlowDocument::fromText(location,
                                                       "entry: m:f\n"
                                                       "description: ${env:A}\n"
                                                       "sample:\n  inputs: ${file:s.json}\n");
    const Value trusted = prompty::dataWithSample(document, flow::Trust::Trusted, m_environment);
    EXPECT_EQ(*trusted.find("sample")->find("inputs"), Value(Dict{{"q", 1}}));
    EXPECT_EQ(*trusted.find("description"), Value("${env:A}"));
    const Value restricted = prompty::dataWithSample(document,
                                                     flow::Trust::Restricted,
                                                     m_environment);
    EXPECT_EQ(*restricted.find("sample")->find("inputs"), Value("${file:s.json}"));
}

class RecordedAnswers : public testing::Test
{
protected:
    Dict answers(flow::Trust trust = flow::Trust::Trusted) const
    {
        return run::recordedAnswers({m_folder.path(), trust});
    }

    const TemporaryFolder m_folder;
};

TEST_F(RecordedAnswers, areNoneWithoutAFile)
{
    EXPECT_TRUE(answers().empty());
    m_folder.write(".postern/other.json", "{}");
    EXPECT_TRUE(answers().empty());
}

TEST_F(RecordedAnswers, areThoseOfTheJsonFileFirst)
{
    m_folder.write(".postern/answers.yaml", "ask: from yaml\n");
    EXPECT_EQ(Value(answers()), Value(Dict{{"ask", "from yaml"}}));
    m_folder.write(".postern/answers.json", R"({"ask": {"text": "from json"}, "b": null})");
    EXPECT_EQ(Value(answers()), Value(Dict{{"ask", Dict{{"text", "from json"}}}, {"b", Value()}}));
}

TEST_F(RecordedAnswers, areAMappingFromNodeToValue)
{
    for (const auto &[text, type] :
         std::vector<std::pair<const char *, const char *>>{{"[1]", "list"},
                                                            {"null", "NoneType"},
                                                            {"\"text\"", "str"},
                                                            {"7", "int"}}) {
        m_folder.write(".postern/answers.json", text);
        const auto error = failureOf([this] { answers(); });
        ASSERT_TRUE(error) << text;
        EXPECT_EQ(error->code(), ErrorCode::InvalidInput);
        EXPECT_EQ(error->message(),
                  "The file '.postern/answers.json' holds a " + std::string(type)
                      + " instead of a mapping from node to value.");
        EXPECT_EQ(error->place()->file, ".postern/answers.json");
    }
}

TEST_F(RecordedAnswers, outsideARestrictedFolderAreRefused)
{
    const TemporaryFolder outside;
    const auto file = outside.write("answers.json", R"({"ask": "x"})");
    std::filesystem::create_directories(m_folder.path() / ".postern");
    std::filesystem::create_symlink(file, m_folder.path() / ".postern/answers.json");
    EXPECT_EQ(Value(answers()), Value(Dict{{"ask", "x"}}));
    const auto error = failureOf([this] { answers(flow::Trust::Restricted); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::Refused);
}

} // namespace
