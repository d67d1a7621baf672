// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const std::string kFlow
    = "inputs:\n  q: {type: string}\noutputs:\n  o:\n    type: string\n    reference: "
      "${answer.output}\n"
      "nodes:\n- name: fetch\n  type: python\n  source: {type: code, path: fetch.py}\n  inputs:\n"
      "    q: ${inputs.q} # asked\n"
      "- name: answer\n  type: prompt\n  source:\n    type: code\n    path: answer.jinja2\n  "
      "inputs:\n"
      "    fetch: ${fetch.output}\n";

class FlowEdit : public test::CommandTest
{
protected:
    FlowEdit()
    {
        for (const std::string name : {"one", "two words"}) {
            write(name + "/flow.dag.yaml", kFlow);
            write(name + "/answer.jinja2", "{{ fetch }}\n");
        }
    }
    test::CommandResult edit(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), {"flow", "edit"});
        return run(std::move(arguments));
    }
};

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "no " + from : text.replace(at, from.size(), to);
}

} // namespace

TEST_F(FlowEdit, changesOnlyWhatItIsTold)
{
    const auto result = edit(
        {"one", "--set", "nodes.answer.inputs.n=5", "--set", "inputs.q.default=[1, 2]"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.error, HasSubstr("one: edited flow.dag.yaml"));
    EXPECT_EQ(read("one/flow.dag.yaml"),
              replaced(kFlow, "{type: string}", "{type: string, default: [1, 2]}") + "    n: 5\n");
    EXPECT_EQ(read("two words/flow.dag.yaml"), kFlow);
    EXPECT_THAT(edit({"one", "--set", "nodes.answer.inputs.n=5"}).error,
                HasSubstr("nothing to change"));
}

TEST_F(FlowEdit, doesSeveralEditsInTheirOrderInSeveralFolders)
{
    const auto result = edit({"--rename",
                              "node:fetch=search",
                              "--set",
                              "nodes.search.inputs.q=x",
                              "--rename",
                              "input:q=question",
                              "--unset",
                              "inputs.question",
                              "one",
                              "two words"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    const std::string text = read("one/flow.dag.yaml");
    EXPECT_EQ(text, read("two words/flow.dag.yaml"));
    EXPECT_THAT(text, HasSubstr("inputs: {}\noutputs:"));
    EXPECT_THAT(text, HasSubstr("    q: x # asked\n"));
    EXPECT_THAT(text, HasSubstr("    search: ${search.output}\n"));
    EXPECT_EQ(read("two words/answer.jinja2"), "{{ search }}\n");
}

TEST_F(FlowEdit, namesAFolderThatCantTakeThemAndLeavesItAlone)
{
    write("two words/flow.dag.yaml", replaced(kFlow, "name: fetch", "name: get"));
    const auto result = edit(
        {"two words", "one", "--set", "inputs.q.default=x", "--connect", "answer.fetch=fetch"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("two words stays as it is: There is no node 'fetch'"));
    EXPECT_EQ(read("two words/flow.dag.yaml"), replaced(kFlow, "name: fetch", "name: get"));
    EXPECT_THAT(read("one/flow.dag.yaml"), HasSubstr("default: x"));

    // What the flow would be broken by is no edit it can take, unless the same call mends it.
    const auto removed = edit({"one", "--remove", "node:fetch"});
    EXPECT_EQ(removed.exitCode, 3);
    EXPECT_THAT(removed.error, HasSubstr("fetch"));
    EXPECT_THAT(read("one/flow.dag.yaml"), HasSubstr("name: fetch"));
    EXPECT_EQ(edit({"one", "--remove", "node:fetch", "--connect", "answer.fetch=inputs.q"}).exitCode,
              0);
    EXPECT_EQ(edit({"missing", "--unset", "inputs"}).exitCode, 3);
}

TEST_F(FlowEdit, addsNodesOfAFile)
{
    write("node.yaml",
          "- name: third # new\n  type: python\n  source: {type: code, path: third.py}\n");
    const auto result = edit({"one", "--add", "node.yaml", "--connect", "third.x=answer.output.k"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(read("one/flow.dag.yaml"),
              kFlow
                  + "- name: third # new\n  type: python\n  source: {type: code, path: third.py}\n "
                    " inputs:\n"
                    "    x: ${answer.output.k}\n");
}

TEST_F(FlowEdit, printsAPatchThatGitApplies)
{
    write("one/flow.dag.yaml", kFlow.substr(0, kFlow.size() - 1)); // no last line end
    const std::vector<std::string> words{"one",
                                         "two words",
                                         "--rename",
                                         "node:fetch=search",
                                         "--set",
                                         "nodes.answer.inputs.n=한글"};
    std::vector<std::string> dry = words;
    dry.emplace_back("--dry-run");
    const auto result = edit(dry);
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(read("two words/flow.dag.yaml"), kFlow);
    write("edit.patch", result.output);
    fs::create_directories(folder() / "copy");
    fs::copy(folder() / "one", folder() / "copy/one", fs::copy_options::recursive);
    fs::copy(folder() / "two words", folder() / "copy/two words", fs::copy_options::recursive);
    const std::string command
        = "cd '" + (folder() / "copy").string()
          + "' && git -c core.autocrlf=false apply --whitespace=nowarn ../edit.patch";
    ASSERT_EQ(std::system(command.c_str()), 0) << result.output;
    EXPECT_EQ(edit(words).exitCode, 0);
    // Also where a name would be a line of the patch by itself.
    fs::rename(folder() / "one", folder() / "one\nline");
    write("named.patch", edit({"one\nline", "--rename", "node:search=look", "--dry-run"}).output);
    ASSERT_EQ(std::system(("cd '" + folder().string()
                           + "' && git apply --whitespace=nowarn --check named.patch")
                              .c_str()),
              0);
    fs::rename(folder() / "one\nline", folder() / "one");
    for (const std::string name : {"one/flow.dag.yaml",
                                   "one/answer.jinja2",
                                   "two words/flow.dag.yaml",
                                   "two words/answer.jinja2"})
        EXPECT_EQ(read("copy/" + name), read(name)) << name;
}

TEST_F(FlowEdit, leavesWhatALinkLeadsToOutsideOfTheFolder)
{
    write("shared.yaml", kFlow);
    fs::create_directories(folder() / "linked");
    fs::create_symlink("../shared.yaml", folder() / "linked/flow.dag.yaml");
    const auto result = edit({"linked", "--set", "nodes.answer.inputs.n=2"});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("leads out of its folder"));
    EXPECT_EQ(read("shared.yaml"), kFlow);
}

TEST_F(FlowEdit, refusesWordsItDoesntUnderstand)
{
    for (const std::vector<std::string> &words :
         std::vector<std::vector<std::string>>{{"one"},
                                               {"one", "--set", "inputs"},
                                               {"one", "--set", "inputs..x=1"},
                                               {"one", "--rename", "thing:a=b"},
                                               {"one", "--rename", "node:a"},
                                               {"one", "--remove", "input:q"},
                                               {"one", "--connect", "answer=x"},
                                               {"--set", "a=b"}}) {
        EXPECT_EQ(edit(words).exitCode, 2) << testing::PrintToString(words);
    }
    EXPECT_EQ(read("one/flow.dag.yaml"), kFlow);
}

TEST_F(FlowEdit, refusesWhatValidateWouldRefuse)
{
    for (const std::string word : {"nodes.answer.type=null",
                                   "nodes.answer.source=null",
                                   "nodes.answer.name=null",
                                   "nodes=null",
                                   "nodes.fetch.source.path=null",
                                   "nodes.fetch.source.type=null",
                                   "outputs=null",
                                   "outputs.o.reference=null",
                                   "outputs.o.type=null",
                                   "inputs.q.type=wrong"}) {
        const auto result = edit({"one", "--set", word});
        EXPECT_EQ(result.exitCode, 3) << word;
        EXPECT_THAT(result.error, HasSubstr("one stays as it is")) << word;
        EXPECT_EQ(read("one/flow.dag.yaml"), kFlow) << word;
    }
    // What was refused before is no reason, and a file may come later.
    EXPECT_EQ(edit({"one", "--set", "nodes.fetch.source.path=other.py"}).exitCode, 0);
}

TEST_F(FlowEdit, takesAsTextWhatIsOnlyOfADocumentInYaml)
{
    for (const std::string text : {"%x",
                                   "---",
                                   "...",
                                   "--- a",
                                   "\xEF\xBB\xBF",
                                   "\xEF\xBB\xBFx",
                                   "a\xE2\x80\xA8",
                                   "\xE2\x80\xA8"}) {
        EXPECT_EQ(edit({"one", "--set", "inputs.q.default=" + text}).exitCode, 0) << text;
        const auto document = flow::FlowDocument::load(flow::locateFlow(folder() / "one"));
        ASSERT_TRUE(document.flow().input("q")) << text;
        EXPECT_EQ(document.flow().input("q")->defaultValue.value_or(Value()), Value(text)) << text;
    }
    EXPECT_EQ(edit({"one", "--set", "inputs.q.default='%x'"}).exitCode, 0); // as one may write it
    EXPECT_THAT(read("one/flow.dag.yaml"), HasSubstr("default: '%x'"));
}

TEST_F(FlowEdit, writesOnceWhatTwoFlowsOfACallShare)
{
    write("one/other.yaml", kFlow); // with the same template
    const auto result = edit({"one/flow.dag.yaml",
                              "one/other.yaml",
                              "--set",
                              "nodes.answer.inputs.n=5",
                              "--rename",
                              "input:answer.fetch=found"});
    EXPECT_EQ(result.exitCode, 3); // the template is another flow's too, and that is said
    EXPECT_THAT(result.error, HasSubstr("is that of the node 'answer' of"));
    EXPECT_EQ(read("one/flow.dag.yaml"), kFlow);
    // One flow named twice: the second finds what the first has done, in a dry run too.
    const auto twice = edit({"two words",
                             "two words",
                             "--dry-run",
                             "--set",
                             "nodes.answer.inputs.n=5",
                             "--rename",
                             "node:fetch=search"});
    EXPECT_EQ(twice.exitCode, 3); // there is no node of that name any more
    EXPECT_THAT(twice.error, HasSubstr("no node 'fetch'"));
    EXPECT_EQ(twice.output.find("+++ "), twice.output.find("+++ b/two words/answer.jinja2"));
}

TEST_F(FlowEdit, reportsInJson)
{
    const auto result = edit(
        {"one", "missing", "--format", "json", "--dry-run", "--unset", "nodes.fetch.inputs"});
    EXPECT_EQ(result.exitCode, 3);
    const Value report = result.json();
    ASSERT_EQ(report.asList().size(), 2U);
    EXPECT_EQ(*report.asList()[0].find("files"), Value(List{"flow.dag.yaml"}));
    EXPECT_THAT(report.asList()[0].find("patch")->asString(),
                HasSubstr("-    q: ${inputs.q} # asked\n"));
    EXPECT_NE(report.asList()[1].find("error"), nullptr);
}
