// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <fstream>

using namespace postern;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const fs::path kSamples = fs::path(POSTERN_SOURCE_DIR) / "resources/samples";

/// The sample flows that come with Postern, run as their READMEs say: on the simulator.
class Samples : public test::CommandTest
{
protected:
    Value outputs(const std::string &sample, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments{"flow", "test", "--flow", (kSamples / sample).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.emplace_back("--simulate");
        const auto result = run(arguments);
        EXPECT_EQ(result.exitCode, 0) << result.error;
        return result.exitCode == 0 ? result.json() : Value();
    }
    /// The status of a node in the record that --detail wrote.
    std::string statusOf(const std::string &node) const
    {
        const Value record = json::parse(read("detail/flow.detail.json"));
        for (const Value &run : record.find("node_runs")->asList()) {
            if (run.find("node")->asString() == node)
                return run.find("status")->asString();
        }
        return {};
    }
};

std::vector<Value> lines(const fs::path &file)
{
    std::vector<Value> found;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        found.push_back(json::parse(line));
    return found;
}

} // namespace

TEST_F(Samples, eachIsValidAndRunsOnTheSimulator)
{
    int count = 0;
    for (const auto &sample : fs::directory_iterator(kSamples)) {
        const auto validated = run({"flow", "validate", "--source", sample.path().string()});
        EXPECT_EQ(*validated.json().find("result"), Value("Succeeded")) << validated.error;
        EXPECT_TRUE(outputs(sample.path().filename()).isDict()) << sample.path();
        ++count;
    }
    EXPECT_GE(count, 3);
}

TEST_F(Samples, eachSavedPageIsSortedWhereAPersonPutIt)
{
    const auto pages = lines(kSamples / "web-page-sorting/data/pages.jsonl");
    EXPECT_GE(pages.size(), 6U);
    for (const Value &page : pages) {
        const std::string url = page.find("url")->asString();
        const Value sorted = outputs("web-page-sorting", {"--inputs", "url=" + url});
        ASSERT_TRUE(sorted.isDict()) << url;
        EXPECT_EQ(*sorted.find("category"), *page.find("category")) << url;
    }
}

TEST_F(Samples, onlyALongPageIsSummarized)
{
    outputs("web-page-sorting", {"--detail", "detail/"});
    EXPECT_EQ(statusOf("summarize"), "Bypassed");
    outputs("web-page-sorting",
            {"--inputs", "url=https://quaypost.example/2026/03/archive", "--detail", "detail/"});
    EXPECT_EQ(statusOf("summarize"), "Completed");
}

TEST_F(Samples, aPageMayBeGivenItselfWithTheOtherVariant)
{
    const Value sorted
        = outputs("web-page-sorting",
                  {"--inputs",
                   "url=x",
                   "html=<title>Boots shop</title><script>no()</script><p>Boots, 40 EUR, "
                   "basket, delivery</p>",
                   "--variant",
                   "${classify.variant_1}"});
    ASSERT_TRUE(sorted.isDict());
    EXPECT_EQ(*sorted.find("category"), Value("shop"));
    EXPECT_THAT(sorted.find("reason")->asString(), HasSubstr("1 prices"));
}

TEST_F(Samples, aPageThatIsNotSavedFailsWithASentence)
{
    const auto result = run({"flow",
                             "test",
                             "--flow",
                             (kSamples / "web-page-sorting").string(),
                             "--simulate",
                             "--inputs",
                             "url=https://nowhere.example/"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("No copy of https://nowhere.example/ is saved"));
}

TEST_F(Samples, theEvaluationGradesALineAndLogsMetrics)
{
    const auto grade = [this](const std::string &prediction) {
        const Value graded = outputs("sorting-evaluation",
                                     {"--inputs",
                                      "category=company",
                                      "prediction=" + prediction,
                                      "--detail",
                                      "detail/"});
        return graded.find("grade")->asString();
    };
    EXPECT_EQ(grade("'Company'."), "Correct");
    EXPECT_EQ(json::parse(read("detail/flow.metrics.json")),
              Value(Dict{{"accuracy", 1.0}, {"lines", 1}, {"f1.company", 1.0}, {"f1", 1.0}}));
    EXPECT_EQ(grade("shop"), "Incorrect");
    EXPECT_EQ(json::parse(read("detail/flow.metrics.json")),
              Value(Dict{{"accuracy", 0.0}, {"lines", 1}, {"f1.company", 0.0}, {"f1", 0.0}}));
}
