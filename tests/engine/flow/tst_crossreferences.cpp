// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/crossreferences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char *kTrip = R"(inputs:
  town:
    type: string
outputs:
  plan:
    reference: ${guide.output.text}
nodes:
- name: weather
  type: python
  source: {type: code, path: weather.py}
  inputs:
    town: "${inputs.town}"
- name: guide
  use_variants: true
- name: sights
  type: prompt
  source:
    type: code
    path: sights.jinja2
  inputs:
    sky: ${weather.output}
    town: ${inputs.town}
  activate:
    when: ${weather.output.code}
    is: fair
node_variants:
  guide:
    default_variant_id: long
    variants:
      long:
        node:
          type: llm
          source:
            type: code
            path: guide.jinja2
          connection: azure_one
          inputs:
            sky: ${weather.output}
            town: ${inputs.town}
      short:
        node:
          type: llm
          source:
            type: code
            path: guide.jinja2
          connection: azure_one
          inputs:
            sky: ${weather.output}
)";

/// Who defines and who uses what, of the flow above.
class CrossReferencesTest : public testing::Test
{
protected:
    CrossReferencesTest()
        : m_root(fs::temp_directory_path() / ("postern-references-" + std::to_string(getpid())))
    {
        fs::remove_all(m_root);
        fs::create_directories(m_root);
        write("guide.jinja2", "# user:\r\nIn {{ town }} it is {{ sky }}.\r\nSky: {{sky|upper}}\r\n");
        write("sights.jinja2", "{% for sky in skies %}{{ sky }}{% endfor %} {{ town }}");
    }
    ~CrossReferencesTest() override { fs::remove_all(m_root); }

    void write(const std::string &name, const std::string &text) const
    {
        std::ofstream(m_root / name, std::ios::binary) << text;
    }
    FlowDocument document(const std::string &text = kTrip) const
    {
        return FlowDocument::fromText({m_root, m_root / "flow.dag.yaml", FlowKind::Dag}, text);
    }
    /// "FILE:LINE TEXT" of each use, the name in brackets.
    std::vector<std::string> uses(const Symbol &symbol, const FlowDocument &of) const
    {
        std::vector<std::string> found;
        for (const SymbolUse &use : usesOf(of, symbol, Trust::Trusted)) {
            std::string line = use.lineText;
            line.insert(use.column + (use.span.end - use.span.begin), "]");
            line.insert(use.column, "[");
            found.push_back(use.file.filename().string() + ':' + std::to_string(use.line)
                            + (use.isDefinition ? " = " : " ")
                            + line.substr(line.find_first_not_of(' ')));
        }
        return found;
    }

private:
    const fs::path m_root;
};

} // namespace

TEST_F(CrossReferencesTest, aNodeIsUsedByReferencesConditionsVariantsAndVariables)
{
    EXPECT_THAT(uses({Symbol::Kind::Node, "weather", {}}, document()),
                ElementsAre("flow.dag.yaml:8 = - name: [weather]",
                            "flow.dag.yaml:21 sky: ${[weather].output}",
                            "flow.dag.yaml:24 when: ${[weather].output.code}",
                            "flow.dag.yaml:38 sky: ${[weather].output}",
                            "flow.dag.yaml:48 sky: ${[weather].output}",
                            "guide.jinja2:2 In {{ town }} it is {{ [sky] }}.",
                            "guide.jinja2:3 Sky: {{[sky]|upper}}"))
        << "the template that binds the name itself says nothing for sure";
}

TEST_F(CrossReferencesTest, aNodeWithVariantsIsAtHomeInBothPlaces)
{
    EXPECT_THAT(uses({Symbol::Kind::Node, "guide", {}}, document()),
                ElementsAre("flow.dag.yaml:6 reference: ${[guide].output.text}",
                            "flow.dag.yaml:13 = - name: [guide]",
                            "flow.dag.yaml:27 [guide]:"));
    const FlowDocument trip = document();
    const auto namings = namingsOf(trip);
    const Naming *const flag = namingAt(namings, trip.text().find("true"));
    ASSERT_TRUE(flag);
    const Naming *const home = definitionOf(namings, flag->symbol);
    ASSERT_TRUE(home);
    EXPECT_EQ(home->span.begin, trip.text().find("guide:\n"));
}

TEST_F(CrossReferencesTest, inputsFilesVariantsAndConnectionsHaveUses)
{
    EXPECT_THAT(
        uses({Symbol::Kind::Input, "town", {}}, document()),
        ElementsAre("flow.dag.yaml:2 = [town]:",
                    "flow.dag.yaml:12 town: \"${inputs.[town]}\"",
                    "flow.dag.yaml:22 town: ${inputs.[town]}",
                    "flow.dag.yaml:39 town: ${inputs.[town]}",
                    "sights.jinja2:1 {% for sky in skies %}{{ sky }}{% endfor %} {{ [town] }}",
                    "guide.jinja2:2 In {{ [town] }} it is {{ sky }}."));
    EXPECT_THAT(uses({Symbol::Kind::File, "guide.jinja2", {}}, document()),
                ElementsAre("flow.dag.yaml:35 path: [guide.jinja2]",
                            "flow.dag.yaml:45 path: [guide.jinja2]"));
    EXPECT_THAT(uses({Symbol::Kind::Variant, "long", "guide"}, document()),
                ElementsAre("flow.dag.yaml:28 default_variant_id: [long]",
                            "flow.dag.yaml:30 = [long]:"));
    EXPECT_THAT(uses({Symbol::Kind::Connection, "azure_one", {}}, document()),
                ElementsAre("flow.dag.yaml:36 connection: [azure_one]",
                            "flow.dag.yaml:46 connection: [azure_one]"));
    EXPECT_THAT(uses({Symbol::Kind::NodeInput, "town", "guide"}, document()),
                ElementsAre("flow.dag.yaml:39 = [town]: ${inputs.town}",
                            "guide.jinja2:2 In {{ [town] }} it is {{ sky }}."));
}

TEST_F(CrossReferencesTest, theWholeReferenceMeansItsNameAndNothingElseDoes)
{
    const FlowDocument trip = document();
    const auto namings = namingsOf(trip);
    const std::size_t at = trip.text().find("${weather.output.code}");
    for (const std::size_t offset : {at, at + 12, at + 22}) {
        const Naming *const found = namingAt(namings, offset);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->symbol, (Symbol{Symbol::Kind::Node, "weather", {}}));
        EXPECT_EQ(found->holder, "sights");
    }
    EXPECT_FALSE(namingAt(namings, trip.text().find("type: string")));
    EXPECT_FALSE(namingAt(namings, trip.text().find("is: fair")));
}

TEST_F(CrossReferencesTest, aVariableOfATemplateIsTheInputOfItsNodes)
{
    const FlowDocument trip = document();
    const fs::path folder = trip.location().folder;
    EXPECT_THAT(inputsOfTemplate(trip, folder / "guide.jinja2", "town", Trust::Trusted),
                ElementsAre(Symbol{Symbol::Kind::NodeInput, "town", "guide"}));
    EXPECT_THAT(inputsOfTemplate(trip, folder / "guide.jinja2", "skies", Trust::Trusted), IsEmpty());
    EXPECT_THAT(inputsOfTemplate(trip, folder / "weather.py", "town", Trust::Trusted), IsEmpty());
}

TEST_F(CrossReferencesTest, whatIsOddHasNoNamesRatherThanWrongOnes)
{
    EXPECT_THAT(namingsOf(document("nodes: [")), IsEmpty());
    EXPECT_THAT(namingsOf(document("- a\n- b\n")), IsEmpty());
    EXPECT_THAT(namingsOf(document("inputs: 3\noutputs: [a]\nnodes: {a: b}\nnode_variants: x\n")),
                IsEmpty());
    // A text that only holds a reference is a literal.
    for (const Naming &each :
         namingsOf(document("nodes:\n- name: a\n  inputs:\n    t: see ${b.output}\n")))
        EXPECT_NE(each.symbol.name, "b");
}

} // namespace postern::flow
