// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What a .prompty file says, and the connection that its model is reached by.

#include "engine/prompty/prompty.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace postern;
using namespace postern::prompty;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Prompties : public testing::Test
{
protected:
    /// A prompty with this front matter.
    flow::FlowDocument documentOf(const std::string &front,
                                  const std::string &prompt = "user:\nHi {{name}}\n") const
    {
        m_folder.write("hello.prompty", "---\n" + front + "---\n" + prompt);
        const flow::FlowLocation location{m_folder.path(),
                                          m_folder.path() / "hello.prompty",
                                          flow::FlowKind::Prompty};
        return flow::FlowDocument::load(location);
    }
    Prompty read(const std::string &front,
                 flow::Trust trust = flow::Trust::Trusted,
                 const ModelOverrides &overrides = {}) const
    {
        return readPrompty(documentOf(front), m_environment, trust, overrides);
    }
    /// One whose model has this configuration, a flow mapping.
    Prompty configured(const std::string &configuration,
                       flow::Trust trust = flow::Trust::Trusted) const
    {
        return read("model: {configuration: " + configuration + ", parameters: {}}\n", trust);
    }
    connection::Connection reached(const std::string &configuration,
                                   flow::Trust trust = flow::Trust::Trusted) const
    {
        return connectionOf(configured(configuration, trust), m_connections, m_environment);
    }
    std::optional<Error> unreached(const std::string &configuration,
                                   flow::Trust trust = flow::Trust::Trusted) const
    {
        return test::failureOf([&] { reached(configuration, trust); });
    }
    static std::string classOf(const std::optional<Error> &error)
    {
        return error && error->promptflow() ? error->promptflow()->codes.back() : "none";
    }

    const test::TemporaryFolder m_folder;
    connection::Environment m_environment;
    connection::ConnectionSet m_connections;
};

constexpr auto kAzure = "{type: azure_openai, azure_deployment: d, azure_endpoint: 'https://e', "
                        "api_key: k, api_version: v}";

} // namespace

TEST_F(Prompties, haveDefaultsForWhatTheyDoNotSay)
{
    const Prompty prompty = configured("{type: openai, model: gpt}");
    EXPECT_EQ(prompty.name, "hello");
    EXPECT_EQ(prompty.api, "chat");
    EXPECT_EQ(prompty.deployment, "gpt");
    EXPECT_TRUE(prompty.wantsFirst);
    EXPECT_TRUE(prompty.outputs.empty());
    EXPECT_TRUE(prompty.parameters.empty());
    EXPECT_EQ(prompty.templateText, "user:\nHi {{name}}\n");
}

TEST_F(Prompties, sayWhatTheyAre)
{
    const Prompty prompty = read("name: greeter\nmodel:\n  api: completion\n  response: all\n"
                                 "  configuration: {type: azure_openai, azure_deployment: d, "
                                 "model: m}\n  parameters: {max_tokens: 5}\n"
                                 "outputs: {b: {type: string}, a: {type: int}}\n"
                                 "sample: {name: Ann}\n");
    EXPECT_EQ(prompty.name, "greeter");
    EXPECT_EQ(prompty.api, "completion");
    EXPECT_EQ(prompty.deployment, "d");
    EXPECT_FALSE(prompty.wantsFirst);
    EXPECT_THAT(prompty.outputs, ElementsAre("b", "a"));
    EXPECT_EQ(Value(prompty.parameters), Value(Dict{{"max_tokens", 5}}));
    EXPECT_EQ(prompty.sample, Value(Dict{{"name", "Ann"}}));
    EXPECT_EQ(prompty.modelPlace.line, 6);
}

TEST_F(Prompties, takeWhatCodeSetsOverTheirOwn)
{
    const std::string front = "model:\n  configuration: {type: openai, model: own, api_key: k}\n"
                              "  parameters: {max_tokens: 5, stop: x}\n";
    ModelOverrides over{Dict{{"parameters", Dict{{"max_tokens", 9}}},
                             {"configuration", Dict{{"model", "other"}}}},
                        false};
    Prompty prompty = read(front, flow::Trust::Trusted, over);
    EXPECT_EQ(Value(prompty.parameters), Value(Dict{{"max_tokens", 9}, {"stop", "x"}}));
    EXPECT_EQ(prompty.deployment, "other");
    EXPECT_TRUE(prompty.configuration.contains("api_key"));
    over.replacesConfiguration = true;
    prompty = read(front, flow::Trust::Trusted, over);
    EXPECT_EQ(Value(prompty.configuration), Value(Dict{{"model", "other"}}));
}

TEST_F(Prompties, areSetAnewMemberByMember)
{
    const flow::FlowDocument document = documentOf(
        "name: a\nmodel: {configuration: {type: openai, model: m}, parameters: {n: 1}}\n",
        "user:\nstays é\n");
    const flow::FlowDocument changed = withSettings(document,
                                                    Dict{{"name", "b — \"c\""},
                                                         {"model",
                                                          Dict{{"parameters", Dict{{"t", 2}}}}}});
    const Prompty prompty = readPrompty(changed, {}, flow::Trust::Trusted);
    EXPECT_EQ(prompty.name, "b — \"c\"");
    EXPECT_EQ(Value(prompty.parameters), Value(Dict{{"n", 1}, {"t", 2}}));
    EXPECT_EQ(prompty.deployment, "m");
    EXPECT_EQ(prompty.templateText, "user:\nstays é\n");
}

TEST_F(Prompties, followReferencesUnlessTheyAreRestricted)
{
    m_environment = {{"WHO", "Ann"}};
    const std::string front = "name: ${env:WHO}\n"
                              "model: {configuration: {type: openai, model: m}, parameters: {}}\n";
    EXPECT_EQ(read(front).name, "Ann");
    EXPECT_EQ(read(front, flow::Trust::Restricted).name, "${env:WHO}");
}

TEST_F(Prompties, areRefusedAsPythonRefusesThem)
{
    const auto classFor = [this](const std::string &front) {
        return classOf(test::failureOf([&] { read(front); }));
    };
    EXPECT_EQ(classFor("model: {parameters: {}}\n"), "TypeError");
    EXPECT_EQ(classFor("model: {configuration: {}, parameters: {}, temperature: 1}\n"), "TypeError");
    EXPECT_EQ(classFor("model: {configuration: {connection: c, azure_endpoint: 'https://e'}, "
                       "parameters: {}}\n"),
              "InvalidConnectionError");
}

TEST_F(Prompties, nameTheirConnection)
{
    connection::Connection team;
    team.name = "team";
    team.type = "azure_open_ai";
    m_connections.add(team);
    EXPECT_EQ(reached("{type: azure_openai, azure_deployment: d, connection: team}").name, "team");
    const auto error = unreached("{type: azure_openai, azure_deployment: d, connection: nobody}");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::ConnectionMissing);
    EXPECT_THAT(error->message(), HasSubstr("nobody"));
}

TEST_F(Prompties, makeAConnectionOfTheirConfiguration)
{
    const connection::Connection azure = reached(kAzure);
    EXPECT_EQ(azure.type, "azure_open_ai");
    EXPECT_EQ(azure.configs.at("api_base"), "https://e");
    EXPECT_EQ(azure.configs.at("api_version"), "v");
    EXPECT_EQ(azure.secrets.at("api_key"), "k");
    const connection::Connection openAi = reached(
        "{type: openai, model: m, api_key: k, base_url: 'https://b', organization: o}");
    EXPECT_EQ(openAi.type, "open_ai");
    EXPECT_EQ(openAi.configs.at("base_url"), "https://b");
    EXPECT_EQ(openAi.configs.at("organization"), "o");
}

TEST_F(Prompties, areReachedByTheUsualVariablesWhereTheySayNothing)
{
    m_environment = {{"AZURE_OPENAI_ENDPOINT", "https://v"},
                     {"AZURE_OPENAI_API_KEY", "vk"},
                     {"OPENAI_API_VERSION", "vv"},
                     {"OPENAI_API_KEY", "ok"}};
    const connection::Connection azure = reached("{type: azure_openai, azure_deployment: d}");
    EXPECT_EQ(azure.configs.at("api_base"), "https://v");
    EXPECT_EQ(azure.configs.at("api_version"), "vv");
    EXPECT_EQ(azure.secrets.at("api_key"), "vk");
    EXPECT_EQ(reached("{type: openai, model: m}").secrets.at("api_key"), "ok");
    // What they say themselves is all that counts.
    const auto error = unreached("{type: azure_openai, azure_deployment: d, api_key: own}");
    ASSERT_TRUE(error);
    EXPECT_THAT(error->message(), HasSubstr("azure_endpoint"));
}

TEST_F(Prompties, sayWhichVariablesAreMissing)
{
    m_environment = {{"AZURE_OPENAI_ENDPOINT", "https://v"}, {"AZURE_OPENAI_API_KEY", ""}};
    const auto error = unreached("{type: azure_openai, azure_deployment: d}");
    ASSERT_TRUE(error);
    EXPECT_EQ(classOf(error), "RequiredEnvironmentVariablesNotSetError");
    EXPECT_THAT(error->message(), HasSubstr("AZURE_OPENAI_API_KEY isn't set"));
    EXPECT_THAT(error->message(), testing::Not(HasSubstr("AZURE_OPENAI_ENDPOINT")));
    EXPECT_EQ(error->place()->line, 2);
}

TEST_F(Prompties, takeNoReferenceForAnAddressOrAKey)
{
    const std::string configuration = "{type: azure_openai, azure_deployment: d, azure_endpoint: "
                                      "'${env:NOT_SET_HERE}', api_key: k}";
    const auto unset = unreached(configuration);
    ASSERT_TRUE(unset);
    EXPECT_EQ(unset->code(), ErrorCode::ConnectionMissing);
    EXPECT_THAT(unset->message(), HasSubstr("NOT_SET_HERE"));
    m_environment = {{"NOT_SET_HERE", "https://e"}};
    EXPECT_EQ(reached(configuration).configs.at("api_base"), "https://e");
    const auto refused = unreached(configuration, flow::Trust::Restricted);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code(), ErrorCode::Refused);
}

TEST_F(Prompties, areOfTwoKindsOfModels)
{
    for (const char *type : {"azure_openai", "azure_open_ai", "AzureOpenAI"})
        EXPECT_EQ(test::messageOf(
                      [&] { checkModelType(configured(std::string("{type: ") + type + "}")); }),
                  "no error")
            << type;
    for (const char *configuration : {"{type: serp}", "{model: m}", "{type: null}"})
        EXPECT_EQ(classOf(test::failureOf([&] { checkModelType(configured(configuration)); })),
                  "UnknownConnectionType")
            << configuration;
    // Whose type counts is the connection's, or only known when it runs.
    for (const char *configuration : {"{connection: c}", "{type: '${env:KIND}'}"})
        EXPECT_EQ(test::messageOf([&] { checkModelType(configured(configuration)); }), "no error");
}

TEST_F(Prompties, haveSamplesOfThreeKinds)
{
    m_folder.write("sample.json", R"({"name": "Ann"})");
    m_folder.write("sample.txt", "x");
    const flow::SourceFolder folder{m_folder.path(), flow::Trust::Trusted};
    const Value ann(Dict{{"name", "Ann"}});
    EXPECT_EQ(Value(sampleInputs(ann, folder)), ann);
    EXPECT_EQ(Value(sampleInputs("file:sample.json", folder)), ann);
    EXPECT_EQ(Value(sampleInputs("sample.json", folder)), ann);
    EXPECT_TRUE(sampleInputs(Value(), folder).empty());
    for (const char *wrong : {"file:absent.json", "sample.txt", "7"})
        EXPECT_EQ(classOf(test::failureOf([&] { sampleInputs(wrong, folder); })),
                  "InvalidSampleError")
            << wrong;
    const test::TemporaryFolder outside;
    const std::string file = outside.write("s.json", "{}").string();
    const auto refused = test::failureOf([&] {
        sampleInputs(Value(file), flow::SourceFolder{m_folder.path(), flow::Trust::Restricted});
    });
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code(), ErrorCode::Refused);
}
