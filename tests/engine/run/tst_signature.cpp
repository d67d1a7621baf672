// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/prompty/prompty.h"
#include "engine/run/signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace postern::run {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

/// What a flow takes and gives, read from its file, its code and its sample.
class SignatureTest : public testing::Test
{
protected:
    SignatureTest()
        : m_root(fs::temp_directory_path() / ("postern-signature-" + std::to_string(getpid())))
    {
        fs::remove_all(m_root);
        fs::create_directories(folder());
    }
    ~SignatureTest() override { fs::remove_all(m_root); }

    fs::path folder() const { return m_root / "flow"; }
    void write(const std::string &name, const std::string &text) const
    {
        fs::create_directories((folder() / name).parent_path());
        std::ofstream(folder() / name, std::ios::binary) << text;
    }
    flow::FlowDocument load(const std::string &name = {}) const
    {
        return flow::FlowDocument::load(flow::locateFlow(folder() / name));
    }
    Signature read(const std::string &name = {}, flow::Trust trust = flow::Trust::Trusted) const
    {
        return signatureOf(load(name), trust);
    }
    static std::vector<std::string> ports(const std::vector<flow::FlowInput> &inputs)
    {
        std::vector<std::string> words;
        for (const flow::FlowInput &input : inputs)
            words.push_back(input.name + ':' + input.type + (input.defaultValue ? "=" : ""));
        return words;
    }
    static std::vector<std::string> ports(const std::vector<flow::FlowOutput> &outputs)
    {
        std::vector<std::string> words;
        for (const flow::FlowOutput &output : outputs)
            words.push_back(output.name + ':' + output.type);
        return words;
    }

private:
    fs::path m_root;
};

} // namespace

TEST_F(SignatureTest, aFunctionSaysWhatItTakes)
{
    write("flow.flex.yaml", "entry: greet:greet\n");
    write("greet.py",
          "print('never run')\n"
          "def greet(name: str, times: int = 2, *, loud: bool = False, more=None) -> str:\n"
          "    return name\n");
    const Signature found = read();
    EXPECT_THAT(ports(found.inputs),
                ElementsAre("name:string", "times:int=", "loud:bool=", "more:object="));
    EXPECT_EQ(found.inputs[1].defaultValue, Value(2));
    EXPECT_THAT(ports(found.outputs), ElementsAre("output:string"));
    EXPECT_THAT(ports(found.init), IsEmpty());
    EXPECT_EQ(found.source, "greet.py");
    EXPECT_EQ(found.line, 2);
}

TEST_F(SignatureTest, aClassHasArgumentsOfItsOwnAndInheritsItsCall)
{
    write("flow.flex.yaml", "entry: bots.chat:Bot\n");
    write("bots/chat.py",
          "from dataclasses import dataclass\n"
          "@dataclass\n"
          "class Reply:\n"
          "    text: str\n"
          "    words: int\n"
          "class Base:\n"
          "    def __call__(self, question: str) -> Reply: ...\n"
          "class Bot(Base):\n"
          "    def __init__(self, model_config: AzureOpenAIModelConfiguration, limit: int = 3): "
          "...\n");
    const Signature found = read();
    EXPECT_THAT(ports(found.inputs), ElementsAre("question:string"));
    EXPECT_THAT(ports(found.init),
                ElementsAre("model_config:AzureOpenAIModelConfiguration", "limit:int="));
    EXPECT_THAT(ports(found.outputs), ElementsAre("text:string", "words:int"));
    EXPECT_EQ(found.source, "bots/chat.py");
}

TEST_F(SignatureTest, anImportedEntryIsFollowedToItsFile)
{
    write("flow.flex.yaml", "entry: pkg:run\n");
    write("pkg/__init__.py", "from .inner.work import start as run\n");
    write("pkg/inner/__init__.py", "");
    write("pkg/inner/work.py", "def start(query: list): ...\n");
    const Signature found = read();
    EXPECT_THAT(ports(found.inputs), ElementsAre("query:list"));
    EXPECT_EQ(found.source, "pkg/inner/work.py");
}

TEST_F(SignatureTest, theFilesOwnWordsStandOverTheCodes)
{
    write("flow.flex.yaml",
          "entry: ask:ask\n"
          "inputs:\n"
          "  text: {type: string}\n"
          "init:\n"
          "  depth: {type: int, default: 4}\n");
    write("ask.py",
          "class ask:\n"
          "    def __init__(self, depth=1): ...\n"
          "    def __call__(self, text='hi', other: float = 0.5): ...\n");
    const Signature found = read();
    EXPECT_THAT(ports(found.inputs), ElementsAre("text:string", "other:double="));
    EXPECT_THAT(ports(found.init), ElementsAre("depth:int="));
    EXPECT_EQ(found.init[0].defaultValue, Value(4));
}

TEST_F(SignatureTest, codeThatCanNotBeReadLeavesTheSampleToSayIt)
{
    write("flow.flex.yaml",
          "entry: somewhere_else:run\n"
          "sample:\n"
          "  inputs: {query: What?, top: 3}\n"
          "  init: {strict: true}\n");
    const Signature found = read();
    EXPECT_THAT(ports(found.inputs), ElementsAre("query:string", "top:int"));
    EXPECT_THAT(ports(found.init), ElementsAre("strict:bool"));
    EXPECT_EQ(found.source, "");
    EXPECT_EQ(found.sample.size(), 2U);
    write("somewhere_else.py", "def run(:\n");
    EXPECT_THAT(ports(read().inputs), ElementsAre("query:string", "top:int"));
    write("somewhere_else.py", "");
    EXPECT_THAT(ports(read().inputs), ElementsAre("query:string", "top:int"));
}

TEST_F(SignatureTest, aSampleInAFileIsReadButNotFromOutsideARestrictedFolder)
{
    write("ask.prompty", "---\nname: Ask\nsample: ${file:sample.json}\n---\nuser:\n{{q}}\n");
    write("sample.json", R"({"q": "Why?", "chat_history": []})");
    EXPECT_THAT(ports(read("ask.prompty").inputs), ElementsAre("q:string", "chat_history:list"));

    write("../outside.json", R"({"secret": "x"})");
    write("ask.prompty", "---\nname: Ask\nsample: file:../outside.json\n---\nuser:\n{{q}}\n");
    EXPECT_THAT(ports(read("ask.prompty").inputs), ElementsAre("secret:string"));
    EXPECT_THAT(ports(read("ask.prompty", flow::Trust::Restricted).inputs), IsEmpty());
}

TEST_F(SignatureTest, aSampleInAFileMayHaveAByteOrderMark)
{
    write("sample.json", "\xEF\xBB\xBF{\"q\": 1}");
    for (const char *sample : {"sample.json", "file:sample.json", "${file:sample.json}"}) {
        write("ask.prompty",
              std::string("---\nname: Ask\nsample: ") + sample + "\n---\nuser:\n{{q}}\n");
        EXPECT_THAT(ports(read("ask.prompty").inputs), ElementsAre("q:int")) << sample;
    }
    write("flow.flex.yaml", "entry: code:run\nsample:\n  inputs: ${file:sample.json}\n");
    EXPECT_THAT(ports(read("flow.flex.yaml").inputs), ElementsAre("q:int"));
}

TEST_F(SignatureTest, aSampleThatNamesNoFileThereCanBeIsTheRunsMatter)
{
    const std::string name = std::string(5'000, 'x') + ".json";
    for (const std::string &sample : {name, std::string("gone.json"), std::string("folder.json")}) {
        write("folder.json/a", "");
        write("ask.prompty", "---\nname: Ask\nsample: " + sample + "\n---\nuser:\n{{q}}\n");
        EXPECT_THAT(ports(read("ask.prompty").inputs), IsEmpty());
    }
    EXPECT_THROW(prompty::sampleInputs(Value(name), folder()), Error);
}

TEST_F(SignatureTest, anEntryOutsideARestrictedFolderIsNotReadEither)
{
    write("flow.flex.yaml", "entry: code:run\n");
    write("../elsewhere.py", "def run(secret: str): ...\n");
    fs::create_symlink(folder().parent_path() / "elsewhere.py", folder() / "code.py");
    EXPECT_THAT(ports(read("", flow::Trust::Restricted).inputs), IsEmpty());
    EXPECT_THAT(ports(read().inputs), ElementsAre("secret:string"));
}

TEST_F(SignatureTest, inputsOfAPromptyGetTheTypesThatTheirValuesHave)
{
    write("ask.prompty",
          "---\n"
          "inputs:\n"
          "  question: {}\n"
          "  count: {default: 3}\n"
          "  chat_history: {}\n"
          "  tags: {}\n"
          "sample: {tags: {a: 1}}\n"
          "---\nuser:\n{{question}}\n");
    EXPECT_THAT(ports(read("ask.prompty").inputs),
                ElementsAre("question:string", "count:int=", "chat_history:list", "tags:object"));
}

TEST_F(SignatureTest, aFlexFlowIsOneNodeThatItsRunTellsOf)
{
    write("flow.flex.yaml", "# a comment\nentry: greet:greet\n");
    write("greet.py", "def greet(name: str): ...\n");
    const flow::FlowDocument document = load();
    const flow::Flow shown = asOneNode(document, signatureOf(document, flow::Trust::Trusted));
    ASSERT_EQ(shown.nodes.size(), 1U);
    EXPECT_EQ(shown.nodes[0].name, "entry");
    EXPECT_EQ(shown.nodes[0].source.path, "greet.py");
    EXPECT_EQ(document.text().substr(shown.nodes[0].span.begin,
                                     shown.nodes[0].span.end - shown.nodes[0].span.begin),
              "entry: greet:greet");
    ASSERT_NE(shown.nodes[0].input("name"), nullptr);
    EXPECT_EQ(shown.nodes[0].input("name")->name, "name");
    EXPECT_EQ(shown.outputs[0].reference.name, "entry");
}

TEST_F(SignatureTest, aPromptyIsOneNodeOfItsOwnName)
{
    write("ask.prompty",
          "---\n"
          "name: Ask v1.2\n"
          "model:\n"
          "  api: chat\n"
          "  configuration: {connection: aoai, azure_deployment: gpt-4o}\n"
          "  parameters: {temperature: 0.2}\n"
          "sample: {q: hi}\n"
          "---\nuser:\n{{q}}\n");
    const flow::FlowDocument document = load("ask.prompty");
    const flow::Flow shown = asOneNode(document, declaredSignature(document));
    ASSERT_EQ(shown.nodes.size(), 1U);
    const flow::Node &node = shown.nodes[0];
    EXPECT_EQ(node.name, "Ask v1.2");
    EXPECT_EQ(node.connection, "aoai");
    EXPECT_EQ(node.input("deployment_name")->literal, Value("gpt-4o"));
    EXPECT_EQ(node.input("temperature")->literal, Value(0.2));
    EXPECT_EQ(shown.outputs[0].reference.name, "Ask v1.2"); // which no reference could spell
}

} // namespace postern::run
