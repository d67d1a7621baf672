// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr auto kOutside = "words-from-outside";

/// A flow folder beside files that it has no business with.
class Restricted : public test::CommandTest
{
protected:
    Restricted()
    {
        write("outside.txt", kOutside);
        write("outside.json", std::string(R"({"q": ")") + kOutside + "\"}");
        write("outside/t.jinja2", kOutside);
        write("flow/inside.jinja2", "words from inside");
        fs::create_symlink("../outside.txt", folder() / "flow/link.txt");
        fs::create_directory_symlink("../outside", folder() / "flow/linked");
        fs::create_symlink("inside.jinja2", folder() / "flow/alias.jinja2");
    }

    void writeTemplateFlow(const std::string &path, const std::string &more = {}) const
    {
        write("flow/flow.dag.yaml",
              "inputs: {}\noutputs: {o: {type: string, reference: '${p.output}'}}\n"
              "nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: '"
                  + path + "'}\n  inputs: {}\n" + more);
    }
    void writeImageFlow(const std::string &value) const
    {
        write("flow/flow.dag.yaml",
              "inputs: {im: {type: image, default: " + value
                  + "}}\noutputs: {o: {type: image, reference: '${inputs.im}'}}\nnodes: []\n");
    }
    void writePrompty(const std::string &more) const
    {
        write("flow/p.prompty",
              "---\nname: p\nmodel:\n  api: chat\n  configuration: {type: azure_openai, "
              "azure_endpoint: 'http://127.0.0.1:9', api_key: k, azure_deployment: d}\n"
              "  parameters: {}\ninputs: {q: {type: string}}\n"
                  + more + "---\nuser:\n{{q}}\n");
    }

    test::CommandResult test(const std::string &flow = "flow",
                             const std::vector<std::string> &more = {}) const
    {
        std::vector<std::string> words{"flow", "test", "--restricted", "--flow", flow};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

    static void expectRefused(const test::CommandResult &result, const std::string &what)
    {
        EXPECT_EQ(result.exitCode, 5) << what << result.output << result.error;
        EXPECT_THAT(result.output + result.error, Not(HasSubstr(kOutside))) << what;
        EXPECT_THAT(result.error, HasSubstr("restricted")) << what;
    }
};

} // namespace

TEST_F(Restricted, refusesTemplatesFromOutside)
{
    for (const std::string &path : {std::string("../outside.txt"),
                                    (folder() / "outside.txt").string(),
                                    std::string("link.txt"),
                                    std::string("linked/t.jinja2"),
                                    std::string("../not-there.txt"),
                                    std::string("/proc/self/environ")}) {
        writeTemplateFlow(path);
        expectRefused(test(), path);
        expectRefused(run({"flow", "validate", "--restricted", "--source", "flow"}), path);
    }
    for (const char *path : {"inside.jinja2", "alias.jinja2", "../flow/inside.jinja2"}) {
        writeTemplateFlow(path);
        EXPECT_THAT(test().output, HasSubstr("words from inside")) << path;
    }
}

TEST_F(Restricted, refusesWhatIncludesLeadTo)
{
    write("flow/lib/a.txt", "a");
    fs::create_symlink("../../outside.txt", folder() / "flow/lib/link.txt");
    writeTemplateFlow("lib/link.txt", "additional_includes: [lib]\n");
    expectRefused(test(), "a link in an included folder");
    writeTemplateFlow("link.txt", "additional_includes: [lib]\n");
    expectRefused(test(), "a link in a copied folder");
    writeTemplateFlow("inside.jinja2", "additional_includes: ['../outside']\n");
    expectRefused(test(), "an include");
    writeTemplateFlow("inside.jinja2", "additional_includes: [lib]\n");
    EXPECT_EQ(test().exitCode, 0);
}

TEST_F(Restricted, refusesImagesFromOutside)
{
    for (const char *value : {"{'data:image/png;path': ../outside.txt}",
                              "{'data:image/png;path': /etc/passwd}",
                              "link.txt",
                              "{'data:image/png;path': linked/t.jinja2}"}) {
        writeImageFlow(value);
        expectRefused(test(), value);
    }
}

TEST_F(Restricted, refusesSamplesFromOutside)
{
    fs::create_symlink("../outside.json", folder() / "flow/sample.json");
    for (const char *name : {"../outside.json", "file:../outside.json", "sample.json"}) {
        writePrompty(std::string("sample: ") + name + "\n");
        expectRefused(test("flow/p.prompty"), name);
        expectRefused(run({"render", "--restricted", "flow/p.prompty"}), name);
    }
}

TEST_F(Restricted, refusesAnswersFromOutside)
{
    writeTemplateFlow("inside.jinja2");
    write("outside/answers.json", std::string(R"({"p": ")") + kOutside + "\"}");
    fs::create_directory_symlink("../outside", folder() / "flow/.postern");
    expectRefused(test("flow", {"--simulate"}), "a linked folder");
    fs::remove(folder() / "flow/.postern");
    fs::create_directory(folder() / "flow/.postern");
    fs::create_symlink("../../outside/answers.json", folder() / "flow/.postern/answers.json");
    expectRefused(test("flow", {"--simulate"}), "a link");
    fs::remove(folder() / "flow/.postern/answers.json");
    write("flow/.postern/answers.json", R"({"p": "recorded"})");
    EXPECT_THAT(test("flow", {"--simulate"}).output, HasSubstr("recorded"));
}

TEST_F(Restricted, leavesReferencesOfAPromptyAsTheyAre)
{
    writePrompty("sample: {q: '${file:../outside.txt} ${env:HOME}'}\n");
    const auto rendered = run({"render", "--restricted", "flow/p.prompty"});
    EXPECT_EQ(rendered.exitCode, 0) << rendered.error;
    EXPECT_THAT(rendered.output, HasSubstr("${file:../outside.txt} ${env:HOME}"));
}

TEST_F(Restricted, refusesAFlowFileThatIsALinkToOutside)
{
    write("outside/flow.dag.yaml", "inputs: {}\noutputs: {}\nnodes: []\n");
    fs::create_symlink("../outside/flow.dag.yaml", folder() / "flow/flow.dag.yaml");
    expectRefused(test(), "flow file");
}

TEST_F(Restricted, refusesRequirementsAndInterpretersOfTheFolder)
{
    write("flow/.venv/bin/python", "#!/bin/sh\ntouch \"$(dirname \"$0\")/was-run\"\n");
    fs::permissions(folder() / "flow/.venv/bin/python", fs::perms::owner_all);
    write("flow/requirements.txt", "-r ../outside.txt\n");
    expectRefused(run({"env", "check", "--restricted", "--flow", "flow"}), "-r");
    expectRefused(run({"env", "create", "--restricted", "--flow", "flow"}), "create");
    write("flow/requirements.txt", "\n");
    EXPECT_EQ(run({"env", "check", "--restricted", "--flow", "flow"}).exitCode, 0);
    EXPECT_EQ(run({"env", "show", "--restricted", "--flow", "flow"}).exitCode, 0);
    EXPECT_FALSE(fs::exists(folder() / "flow/.venv/bin/was-run"));
}

TEST_F(Restricted, importsNoFileOfTheFolder)
{
    write("flow/t.py",
          "open('was-run', 'w')\nfrom promptflow.core import tool\n@tool\ndef f(): pass\n");
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs: {}\nnodes:\n- name: a\n  type: python\n"
          "  source: {type: code, path: t.py}\n  inputs: {}\n");
    expectRefused(test(), "flow test");
    EXPECT_EQ(run({"flow", "validate", "--restricted", "--source", "flow"}).exitCode, 0);
    EXPECT_THAT(run({"tool", "list", "--restricted", "--flow", "flow"}).output,
                HasSubstr("isn't imported"));
    expectRefused(run({"tool", "show", "--restricted", "flow/t.py"}), "tool show");
    expectRefused(run({"tool", "validate", "--restricted", "--source", "flow/t.py"}), "validate");
    EXPECT_FALSE(fs::exists(folder() / "flow/was-run") || fs::exists(folder() / "was-run"));
}

TEST_F(Restricted, contactsNobody)
{
    writePrompty("");
    expectRefused(test("flow/p.prompty", {"--inputs", "q=x"}), "an endpoint");
    writeImageFlow("{'data:image/png;url': 'http://user:pw@127.0.0.1:9/x.png'}");
    expectRefused(test(), "an image's address");
    for (const char *address : {"file:///etc/hostname", "ftp://127.0.0.1:9/x.png"}) {
        writeImageFlow(std::string("{'data:image/png;url': '") + address + "'}");
        expectRefused(test(), address);
    }
}

TEST_F(Restricted, saysInTheResultOfAValidationWhatItDidntRead)
{
    writeTemplateFlow("inside.jinja2", "additional_includes: [../outside]\n");
    const auto result = run(
        {"flow", "validate", "--restricted", "--source", "flow", "--format", "json"});
    EXPECT_EQ(result.exitCode, 5) << result.error;
    EXPECT_EQ(*result.json().find("result"), Value("Succeeded"));
    EXPECT_EQ(*result.json().find("diagnostics")->asList().front().find("code"),
              Value("include-refused"));
    writeTemplateFlow("../outside.txt", "unknown: 1\n");
    const auto other = run({"flow", "validate", "--restricted", "--source", "flow"});
    EXPECT_NE(other.json().find("result"), nullptr);
    EXPECT_THAT(other.output, Not(HasSubstr(kOutside)));
}

TEST_F(Restricted, isAnsweredByTheSimulatorAllTheSame)
{
    writePrompty("");
    const auto result = test("flow/p.prompty", {"--inputs", "q=x", "--simulate"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_FALSE(result.output.empty());
}

TEST_F(Restricted, writesNoRecordsThroughALinkOfTheFolder)
{
    writeTemplateFlow("inside.jinja2");
    fs::create_directory_symlink("../outside", folder() / "flow/out");
    expectRefused(test("flow", {"--detail", (folder() / "flow/out/").string()}), "a linked folder");
    EXPECT_FALSE(fs::exists(folder() / "outside/flow.detail.json"));
}

TEST_F(Restricted, orNotRecordsReplaceLinks)
{
    writeTemplateFlow("inside.jinja2");
    write("out/keep", "");
    fs::create_symlink("../outside.txt", folder() / "out/flow.output.json");
    fs::create_symlink("../outside.txt", folder() / "out/flow.log");
    EXPECT_EQ(run({"flow", "test", "--flow", "flow", "--detail", "out/"}).exitCode, 0);
    EXPECT_EQ(read("outside.txt"), kOutside);
    EXPECT_FALSE(fs::is_symlink(folder() / "out/flow.output.json"));
}

TEST_F(Restricted, orNotImagesStayInTheirFolder)
{
    write("flow/x.png", "\x89PNG-image");
    writeImageFlow("{'data:image/x/../../y;path': x.png}");
    const auto result = run({"flow", "test", "--flow", "flow", "--detail", "out/"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    for (const auto &entry : fs::recursive_directory_iterator(folder()))
        EXPECT_NE(entry.path().filename(), "y");
    fs::remove_all(folder() / "out");
    fs::create_directories(folder() / "out");
    fs::create_directory_symlink("../outside", folder() / "out/output");
    run({"flow", "test", "--flow", "flow", "--detail", "out/"});
    EXPECT_EQ(std::distance(fs::directory_iterator(folder() / "outside"), fs::directory_iterator()),
              1);
}

TEST_F(Restricted, orNotAPipeIsNoFile)
{
    ASSERT_EQ(::mkfifo((folder() / "flow/pipe").c_str(), 0600), 0);
    ASSERT_EQ(::mkfifo((folder() / "flow/pipe.json").c_str(), 0600), 0);
    ASSERT_EQ(::mkfifo((folder() / "flow/pipe.prompty").c_str(), 0600), 0);
    writeTemplateFlow("pipe");
    EXPECT_EQ(run({"flow", "test", "--flow", "flow"}).exitCode, 3);
    writeImageFlow("{'data:image/png;path': pipe}"); // the word alone is base64
    EXPECT_EQ(run({"flow", "test", "--flow", "flow"}).exitCode, 3);
    writePrompty("sample: pipe.json\n");
    EXPECT_EQ(run({"render", "flow/p.prompty"}).exitCode, 3);
    EXPECT_EQ(run({"flow", "test", "--flow", "flow/pipe.prompty"}).exitCode, 3);
    EXPECT_EQ(run({"render", "flow/pipe"}).exitCode, 3);
}

TEST_F(Restricted, orNotOptionsTakeFilesAlone)
{
    writeTemplateFlow("inside.jinja2");
    ASSERT_EQ(::mkfifo((folder() / "pipe.json").c_str(), 0600), 0);
    fs::create_symlink("/dev/zero", folder() / "zero.json");
    fs::create_directories(folder() / "folder.json");
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string socket = (folder() / "socket.json").string();
    ASSERT_LT(socket.size(), sizeof address.sun_path);
    socket.copy(address.sun_path, socket.size());
    ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    for (const char *odd : {"pipe.json", "zero.json", "folder.json", "socket.json"}) {
        for (const char *option : {"--inputs", "--connections", "--answers"}) {
            const auto result = run({"flow", "test", "--flow", "flow", option, odd});
            EXPECT_EQ(result.exitCode, 3) << option << ' ' << odd << result.error;
            EXPECT_THAT(result.error, HasSubstr("can't be read: it is a")) << option << ' ' << odd;
        }
        const auto simulator = run({"simulate", "--config", odd});
        EXPECT_EQ(simulator.exitCode, 3) << odd << simulator.error;
    }
    ::close(listener);
    const auto detail = run({"flow", "test", "--flow", "flow", "--detail", "pipe.json"});
    EXPECT_THAT(detail.error, HasSubstr("can't be written"));
}
