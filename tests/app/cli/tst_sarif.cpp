// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;

namespace {

/// The member that a path of keys and indexes leads to.
const Value &at(const Value &value, const std::vector<std::string> &keys)
{
    static const Value kNothing;
    const Value *found = &value;
    for (const std::string &key : keys) {
        if (found->isList()) {
            const std::size_t index = std::stoul(key);
            if (index >= found->asList().size())
                return kNothing;
            found = &found->asList()[index];
        } else {
            found = found->find(key);
            if (found == nullptr)
                return kNothing;
        }
    }
    return *found;
}

class Sarif : public test::CommandTest
{
protected:
    Value log(const std::string &source) const
    {
        const auto result = run(
            {"flow", "validate", "--source", source, "--format", "sarif", "--restricted"});
        EXPECT_EQ(result.exitCode, 3) << result.error;
        return result.json();
    }
};

} // namespace

TEST_F(Sarif, namesRulesAndPlaces)
{
    write("flows/my flow/flow.dag.yaml",
          "inputs:\n"
          "  frage: {type: string}\n"
          "nodes:\n"
          "- name: \xED\x95\x9C\n"
          "  type: prompt\n"
          "  source: {type: code, path: a.jinja2}\n"
          "  inputs: {b: \"${inputs.fragen}\", c: \"${inputs.frage}\"}\n");
    write("flows/my flow/a.jinja2", "{{ b }}{{ c }}\n");
    const Value sarif = log("flows/my flow");
    EXPECT_EQ(at(sarif, {"version"}), Value("2.1.0"));
    EXPECT_EQ(at(sarif, {"runs", "0", "tool", "driver", "name"}), Value("postern"));
    const Value &first = at(sarif, {"runs", "0", "results", "0"});
    EXPECT_EQ(at(first, {"ruleId"}), Value("unknown-input"));
    EXPECT_EQ(at(first, {"level"}), Value("error"));
    const auto rule = static_cast<std::size_t>(at(first, {"ruleIndex"}).asInt());
    EXPECT_EQ(at(sarif, {"runs", "0", "tool", "driver", "rules", std::to_string(rule), "id"}),
              Value("unknown-input"));
    const Value &physical = at(first, {"locations", "0", "physicalLocation"});
    EXPECT_EQ(at(physical, {"artifactLocation", "uri"}), Value("flows/my%20flow/flow.dag.yaml"));
    EXPECT_EQ(at(physical, {"region", "startLine"}), Value(7));
    EXPECT_EQ(at(physical, {"region", "endLine"}), Value(7));
    EXPECT_GT(at(physical, {"region", "endColumn"}).asInt(),
              at(physical, {"region", "startColumn"}).asInt());
    const Value &replacement = at(first,
                                  {"fixes", "0", "artifactChanges", "0", "replacements", "0"});
    EXPECT_EQ(at(replacement, {"deletedRegion", "startLine"}), Value(7));
    EXPECT_TRUE(at(replacement, {"insertedContent", "text"}).isString());
}

TEST_F(Sarif, hasAPlaceForWhatHasNoLine)
{
    write("broken/flow.dag.yaml", "nodes: [\n");
    const Value sarif = log("broken");
    const Value &results = at(sarif, {"runs", "0", "results"});
    ASSERT_TRUE(results.isList());
    ASSERT_FALSE(results.asList().empty());
    for (const Value &result : results.asList())
        EXPECT_GE(at(result, {"locations", "0", "physicalLocation", "region", "startLine"}).asInt(),
                  1);
}

TEST_F(Sarif, aSoundFlowHasNoResults)
{
    ASSERT_EQ(run({"flow", "init", "--flow", "sound"}).exitCode, 0);
    const auto result = run({"flow", "validate", "--source", "sound", "--format", "sarif"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(at(result.json(), {"runs", "0", "results"}), Value(List()));
}
