// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

const char *const kFlow
    = "inputs:\n  question: {type: string}\n"
      "outputs:\n  answer: {type: string, reference: \"${answer.output}\"}\n"
      "nodes:\n"
      "- name: search\n  type: python\n  source: {type: code, path: search.py}\n"
      "  inputs: {query: \"${inputs.question}\"}\n"
      "- name: answer\n  type: llm\n  source: {type: code, path: answer.jinja2}\n"
      "  inputs:\n    deployment_name: chat\n    temperature: 0\n    found: ${search.output}\n"
      "  connection: azure\n  api: chat\n";

/// The command in a git repository of its own, with the user's git.
class GitCommand : public test::CommandTest
{
protected:
    GitCommand()
    {
        git("init -q -b main");
        write("flows/chat/flow.dag.yaml", kFlow);
        write("flows/chat/answer.jinja2",
              "# system:\nYou answer in one sentence.\n# user:\n{{ found }}\n");
        write("flows/chat/search.py", "def search(query):\n    return [query]\n");
        commit("first");
    }

    /// What git prints; its exit code is kept.
    std::string git(const std::string &words)
    {
        const std::string file = (folder() / ".git-output").string();
        const std::string command = "cd '" + folder().string()
                                    + "' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 git -c "
                                      "user.name=A -c user.email=a@example.com "
                                    + words + " >.git-output 2>&1";
        m_exitCode = WEXITSTATUS(std::system(command.c_str()));
        std::string output = read(".git-output");
        fs::remove(file);
        return output;
    }
    void commit(const std::string &message)
    {
        git("add -A");
        git("commit -q -m '" + message + "'");
    }
    void replace(const std::string &name, const std::string &from, const std::string &to) const
    {
        std::string text = read(name);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write(name, text.replace(at, from.size(), to));
    }
    int exitCode() const { return m_exitCode; }

private:
    int m_exitCode = 0;
};

class DiffCommand : public GitCommand
{};
class MergeCommand : public GitCommand
{};

} // namespace

TEST_F(DiffCommand, foldersAsJson)
{
    fs::copy(folder() / "flows/chat", folder() / "other", fs::copy_options::recursive);
    replace("other/flow.dag.yaml", "temperature: 0", "temperature: 0.7");
    replace("other/answer.jinja2", "one sentence", "two sentences");
    replace("other/search.py", "[query]", "[query, query]");
    write("other/.postern/layout.json", "{}");
    const auto result = run({"diff", "flows/chat", "other", "--format", "json"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    const Value json = result.json();
    const Value *const nodes = json.find("nodes");
    ASSERT_NE(nodes, nullptr);
    EXPECT_EQ(*nodes,
              Value(Dict{{"added", List{}},
                         {"removed", List{}},
                         {"renamed", List{}},
                         {"changed",
                          List{Dict{{"node", "answer"},
                                    {"fields",
                                     List{Dict{{"path", "inputs.temperature"},
                                               {"before", 0},
                                               {"after", 0.7}}}}}}}}));
    const List files = json.find("files")->asList();
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].find("path")->asString(), "answer.jinja2");
    EXPECT_EQ(*files[0].find("nodes"), Value(List{"answer"}));
    EXPECT_EQ(*files[0].find("words"),
              Value(List{Dict{{"kept", "# system:\nYou answer in "}},
                         Dict{{"removed", "one"}},
                         Dict{{"added", "two"}},
                         Dict{{"kept", " "}},
                         Dict{{"removed", "sentence"}},
                         Dict{{"added", "sentences"}},
                         Dict{{"kept", ".\n# user:\n{{ found }}\n"}}}));
    EXPECT_EQ(
        files[1].find("diff")->asString(),
        "@@ -1,2 +1,2 @@\n def search(query):\n-    return [query]\n+    return [query, query]\n");
}

TEST_F(DiffCommand, revisionsFilesAndFolders)
{
    replace("flows/chat/flow.dag.yaml", "name: search", "name: find");
    replace("flows/chat/flow.dag.yaml", "${search.output}", "${find.output}");
    for (const std::vector<std::string> &sides :
         {std::vector<std::string>{"HEAD:flows/chat", "flows/chat"},
          {"HEAD:flows/chat/flow.dag.yaml", "flows/chat/flow.dag.yaml"},
          {"flows/chat"}}) {
        std::vector<std::string> arguments{"diff"};
        arguments.insert(arguments.end(), sides.begin(), sides.end());
        const auto result = run(arguments);
        EXPECT_EQ(result.output, "> node search is now find\n") << result.error;
        EXPECT_EQ(result.exitCode, 0);
        arguments.emplace_back("--exit-code");
        EXPECT_EQ(run(arguments).exitCode, 1);
    }
    const auto same = run({"diff", "HEAD:flows/chat", "HEAD:flows/chat", "--exit-code"});
    EXPECT_EQ(same.exitCode, 0);
    EXPECT_EQ(same.output, "");
}

TEST_F(DiffCommand, whatIsntThere)
{
    for (const char *const word :
         {"HEAD:nothing", "nowhere", "nothing:flows/chat", "--output=x:y"}) {
        const auto result = run({"diff", "--", word, "flows/chat"});
        EXPECT_EQ(result.exitCode, 3) << word << result.output;
        EXPECT_THAT(result.error, HasSubstr("REV:PATH")) << word;
    }
    write("broken.yaml", "nodes: [\n");
    const auto broken = run({"diff", "flows/chat/flow.dag.yaml", "broken.yaml"});
    EXPECT_EQ(broken.exitCode, 3);
    EXPECT_THAT(broken.error, HasSubstr("broken.yaml:"));
}

TEST_F(DiffCommand, aPageAndAPicture)
{
    fs::copy(folder() / "flows/chat", folder() / "other", fs::copy_options::recursive);
    replace("other/flow.dag.yaml",
            "- name: search",
            "- name: '<b>'\n  type: prompt\n  inputs: {a: \"${search.output}\"}\n- name: search");
    const auto page = run({"diff", "flows/chat", "other", "--format", "html"});
    EXPECT_THAT(page.output,
                AllOf(HasSubstr("<svg"),
                      HasSubstr("class=\"box added\""),
                      HasSubstr("+ &lt;b&gt;"),
                      Not(HasSubstr("<b>"))));
    EXPECT_EQ(run({"diff", "flows/chat", "other", "--format", "png"}).exitCode, 2);
    const auto picture = run({"diff", "flows/chat", "other", "--format", "png", "-o", "diff.png"});
    EXPECT_EQ(picture.exitCode, 0) << picture.error;
    EXPECT_TRUE(read("diff.png").starts_with("\x89PNG"));
}

TEST_F(DiffCommand, gitCallsIt)
{
    EXPECT_EQ(run({"git", "setup"}).exitCode, 0);
    replace("flows/chat/flow.dag.yaml", "temperature: 0", "temperature: 1");
    EXPECT_THAT(git("diff"), HasSubstr("~ node answer\n    inputs.temperature: 0 -> 1\n"));
    write("flows/new/flow.dag.yaml", kFlow);
    git("add -A");
    EXPECT_THAT(git("diff --cached"), AllOf(HasSubstr("+ node search"), HasSubstr("+ node answer")));
}

TEST_F(DiffCommand, nothingThatTheRepositoryNamesIsRun)
{
    write("monitor", "#!/bin/sh\ntouch ran\n");
    fs::permissions(folder() / "monitor", fs::perms::owner_all);
    for (const char *const key : {"core.fsmonitor", "diff.external", "diff.x.textconv"})
        git(std::string("config ") + key + " \"$PWD/monitor\"");
    write(".git/info/attributes", "* diff=x\n");
    replace("flows/chat/flow.dag.yaml", "temperature: 0", "temperature: 1");
    EXPECT_THAT(run({"diff", ":flows/chat/flow.dag.yaml", "flows/chat/flow.dag.yaml"}).output,
                HasSubstr("inputs.temperature: 0 -> 1"));
    EXPECT_FALSE(fs::exists(folder() / "ran"));
}

TEST_F(MergeCommand, aNameThatLooksLikeAnOptionIsAFile)
{
    run({"git", "setup"});
    for (const char *const name : {"--output=out.dag.yaml", "--help.dag.yaml", "--ours=x.dag.yaml"})
        write(name, kFlow);
    commit("setup");
    git("checkout -q -b feature");
    const std::string names = "for f in ./--*; do sed -i ";
    const auto change = [this, &names](const std::string &from, const std::string &to) {
        const std::string command = "cd '" + folder().string() + "' && " + names + "'s/" + from
                                    + "/" + to + "/' \"$f\"; done";
        ASSERT_EQ(std::system(command.c_str()), 0);
    };
    change("temperature: 0", "temperature: 1");
    const std::string differences = git("diff");
    EXPECT_EQ(exitCode(), 0) << differences;
    EXPECT_THAT(differences,
                AllOf(HasSubstr("b/--output=out.dag.yaml\n"), HasSubstr("b/--help.dag.yaml\n")));
    EXPECT_FALSE(fs::exists(folder() / "out.dag.yaml"));
    commit("theirs");
    git("checkout -q main");
    change("deployment_name: chat", "deployment_name: big");
    commit("ours");
    const std::string said = git("merge feature");
    EXPECT_EQ(exitCode(), 0) << said;
    EXPECT_THAT(read("--help.dag.yaml"), HasSubstr("deployment_name: big\n    temperature: 1\n"));
}

TEST_F(MergeCommand, gitMergesByNodes)
{
    const auto setup = run({"git", "setup"});
    EXPECT_EQ(setup.exitCode, 0) << setup.error;
    EXPECT_THAT(setup.output,
                AllOf(HasSubstr("*.dag.yaml diff=postern merge=postern"),
                      HasSubstr("git config merge.postern.driver")));
    commit("setup");
    git("checkout -q -b feature");
    replace("flows/chat/flow.dag.yaml", "deployment_name: chat", "deployment_name: big");
    commit("theirs");
    git("checkout -q main");
    replace("flows/chat/flow.dag.yaml", "temperature: 0", "temperature: 1 # warm");
    commit("ours");
    const std::string said = git("merge feature");
    EXPECT_EQ(exitCode(), 0) << said;
    EXPECT_THAT(read("flows/chat/flow.dag.yaml"),
                HasSubstr("    deployment_name: big\n    temperature: 1 # warm\n"));
}

TEST_F(MergeCommand, aConflictIsLeftToSettle)
{
    run({"git", "setup"});
    commit("setup");
    git("checkout -q -b feature");
    replace("flows/chat/flow.dag.yaml", "temperature: 0", "temperature: 2");
    commit("theirs");
    git("checkout -q main");
    replace("flows/chat/flow.dag.yaml", "temperature: 0", "temperature: 1");
    commit("ours");
    const std::string said = git("merge feature");
    EXPECT_NE(exitCode(), 0);
    EXPECT_THAT(said, HasSubstr("conflict in nodes.answer.inputs.temperature"));
    EXPECT_THAT(git("status --porcelain"), HasSubstr("UU flows/chat/flow.dag.yaml"));
    EXPECT_THAT(read("flows/chat/flow.dag.yaml"),
                HasSubstr("<<<<<<< ours\n    temperature: 1\n=======\n    temperature: 2\n>>>>>>> "
                          "theirs\n    found:"));
}

TEST_F(MergeCommand, byHand)
{
    write("base", "a: 1\nb: 1\n");
    write("ours", "a: 2\nb: 1\n");
    write("theirs", "a: 1\nb: 2\n");
    EXPECT_EQ(run({"merge-driver", "base", "ours", "theirs", "x/flow.dag.yaml"}).exitCode, 0);
    EXPECT_EQ(read("ours"), "a: 2\nb: 2\n");
    write("theirs", "a: 3\nb: 1\n");
    const auto result = run({"merge-driver", "base", "ours", "theirs", "--format", "json"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_EQ(*result.json().find("conflicts"), Value(List{"a"}));
    EXPECT_EQ(run({"merge-driver", "base", "nothing", "theirs"}).exitCode, 3);
}

TEST_F(MergeCommand, setupTellsThatItsFolderIsNone)
{
    write("notes.md", "text");
    for (const std::vector<std::string> &more : {std::vector<std::string>{}, {"--undo"}}) {
        const auto setup = [&](const std::string &name) {
            std::vector<std::string> words{"git", "setup", name};
            words.insert(words.end(), more.begin(), more.end());
            return run(std::move(words));
        };
        const auto file = setup("notes.md");
        EXPECT_EQ(file.exitCode, 3);
        EXPECT_THAT(file.error, HasSubstr("'notes.md' is a file, not a folder."));
        EXPECT_THAT(file.error, Not(HasSubstr("Install git")));
        EXPECT_THAT(setup("nowhere").error, HasSubstr("There is no folder 'nowhere'."));
    }
}

TEST_F(MergeCommand, setupIsTakenBack)
{
    write(".gitattributes", "*.png binary");
    run({"git", "setup"});
    EXPECT_EQ(run({"git", "setup"}).output, "Everything is set up already.\n");
    EXPECT_EQ(run({"git", "setup", "--undo"}).exitCode, 0);
    EXPECT_EQ(read(".gitattributes"), "*.png binary\n");
    EXPECT_THAT(git("config --local --list"), Not(HasSubstr("postern")));
    EXPECT_EQ(run({"git", "setup", "--undo"}).output, "Nothing was set up here.\n");
}
