// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/connection/connection.h"
#include "engine/connection/connectiontype.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace postern::connection {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ConnectionSet fromJson(std::string_view text)
{
    return ConnectionSet::fromValue(json::parse(text), "connections.json");
}

/// The sentence with which the text is refused.
std::string refusal(std::string_view text)
{
    try {
        fromJson(text);
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::InvalidInput);
        EXPECT_FALSE(e.hint().empty());
        EXPECT_TRUE(e.place() && e.place()->file == "connections.json");
        return e.message();
    }
    return "accepted";
}

class TemporaryFile
{
public:
    TemporaryFile(const std::string &name, const std::string &text)
        : m_folder(testing::TempDir() + "postern-connection-" + std::to_string(::getpid()))
        , m_path(m_folder / name)
    {
        std::filesystem::create_directories(m_folder);
        std::ofstream(m_path, std::ios::binary) << text;
    }
    ~TemporaryFile() { std::filesystem::remove_all(m_folder); }
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;

    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_path;
};

TEST(ConnectionType, IsFoundByBothNames)
{
    EXPECT_EQ(connectionTypes().size(), 11U);
    for (const ConnectionType &type : connectionTypes()) {
        EXPECT_EQ(findConnectionType(type.type), &type);
        EXPECT_EQ(findConnectionType(type.className), &type);
    }
    EXPECT_EQ(findConnectionType("azure"), nullptr);
    EXPECT_EQ(findConnectionType(""), nullptr);
}

TEST(Connection, AzureOpenAiHasItsDefaults)
{
    const auto set = fromJson(
        R"({"name": "a", "type": "azure_open_ai", "api_base": "https://x", "api_key": "key-1"})");
    const Connection &connection = set.get("a");
    EXPECT_EQ(connection.className(), "AzureOpenAIConnection");
    EXPECT_EQ(connection.module, "promptflow.connections");
    EXPECT_EQ(connection.get("api_key"), "key-1");
    EXPECT_EQ(connection.get("api_base"), "https://x");
    EXPECT_EQ(connection.get("api_version"), "2024-02-01");
    EXPECT_EQ(connection.get("api_type"), "azure");
    EXPECT_EQ(connection.get("auth_mode"), "key");
    EXPECT_EQ(connection.get("nothing"), "");
    EXPECT_TRUE(connection.secrets.contains("api_key"));
    EXPECT_FALSE(connection.configs.contains("api_key"));
}

TEST(Connection, EveryTypeReadsItsFieldsAndRefusesAMissingOne)
{
    for (const ConnectionType &type : connectionTypes()) {
        Dict whole;
        whole.set("name", "c");
        whole.set("type", type.type);
        for (const ConnectionField &field : type.fields)
            whole.set(field.name, "value of " + std::string(field.name));
        const auto set = ConnectionSet::fromValue(whole, "connections.json");
        for (const ConnectionField &field : type.fields) {
            const auto &holder = field.secret ? set.get("c").secrets : set.get("c").configs;
            EXPECT_EQ(holder.at(std::string(field.name)), "value of " + std::string(field.name));
            Dict partial = whole;
            partial.set("auth_mode", "key");
            if (!type.supportsIdentity)
                partial.erase("auth_mode");
            partial.erase(field.name);
            const std::string answer = refusal(json::write(partial));
            if (field.required)
                EXPECT_THAT(answer, HasSubstr(field.name)) << type.type;
            else
                EXPECT_EQ(answer, "accepted") << type.type << ' ' << field.name;
        }
    }
}

TEST(Connection, AnIdentityNeedsNoKey)
{
    const auto set = fromJson(R"({"name": "a", "type": "azure_open_ai", "api_base": "https://x",
        "auth_mode": "meid_token"})");
    EXPECT_TRUE(set.get("a").secrets.empty());
    EXPECT_THAT(refusal(R"({"name": "a", "type": "azure_open_ai", "api_base": "https://x"})"),
                HasSubstr("api_key"));
}

TEST(Connection, CustomTakesAnyKeys)
{
    const auto set = fromJson(R"({"c": {"type": "custom", "configs": {"n": 5, "b": true},
        "secrets": {"s": "x1y2z3"}}})");
    EXPECT_EQ(set.get("c").get("n"), "5");
    EXPECT_EQ(set.get("c").get("b"), "True");
    EXPECT_EQ(set.get("c").secrets.at("s"), "x1y2z3");
    EXPECT_EQ(set.get("c").className(), "CustomConnection");
    EXPECT_EQ(set.get("c").customType, "");
}

TEST(Connection, AStrongTypeKeepsItsClassAndModule)
{
    for (const char *text :
         {R"({"name": "s", "type": "custom", "custom_type": "MyConnection", "module": "my.pkg",
              "package": "p", "package_version": "1", "configs": {"a": "1"}, "secrets": {"k": "v"}})",
          R"({"name": "s", "type": "custom", "secrets": {"k": "v"}, "configs": {"a": "1",
              "promptflow.connection.custom_type": "MyConnection",
              "promptflow.connection.module": "my.pkg"}})"}) {
        const auto set = fromJson(text);
        EXPECT_EQ(set.get("s").customType, "MyConnection");
        EXPECT_EQ(set.get("s").module, "my.pkg");
        const Value python = set.toPython({"s"});
        EXPECT_EQ(*python.find("s")->find("custom_type"), Value("MyConnection"));
        EXPECT_EQ(*python.find("s")->find("type"), Value("CustomConnection"));
    }
}

TEST(Connection, EveryFormOfAFileIsRead)
{
    const char *one = R"({"name": "a", "type": "serp", "api_key": "serp-key"})";
    const char *list = R"([{"name": "a", "type": "serp", "api_key": "k1k1"},
        {"name": "b", "type": "SerpConnection", "api_key": "k2k2"}])";
    const char *byName = R"({"a": {"type": "serp", "api_key": "k1k1"},
        "b": {"type": "serp", "api_key": "k2k2"}})";
    const char *execution = R"({"a": {"type": "SerpConnection", "value": {"api_key": "k1k1"}},
        "b": {"type": "CustomConnection", "value": {"x": "1", "y": "2222"}, "secret_keys": ["y"]}})";
    EXPECT_THAT(fromJson(one).names(), ElementsAre("a"));
    EXPECT_THAT(fromJson(list).names(), ElementsAre("a", "b"));
    EXPECT_THAT(fromJson(byName).names(), ElementsAre("a", "b"));
    const auto set = fromJson(execution);
    EXPECT_EQ(set.get("a").secrets.at("api_key"), "k1k1");
    EXPECT_EQ(set.get("b").configs.at("x"), "1");
    EXPECT_EQ(set.get("b").secrets.at("y"), "2222");
    EXPECT_TRUE(fromJson("{}").empty());
}

TEST(Connection, ABaseUrlThatSaysNothingIsNone)
{
    for (const char *url : {"_", ""}) {
        Dict dict{{"name", "o"}, {"type", "open_ai"}, {"api_key", "k1k1"}, {"base_url", url}};
        EXPECT_FALSE(ConnectionSet::fromValue(dict, "f").get("o").configs.contains("base_url"));
    }
}

TEST(Connection, WhatIsWrongIsNamed)
{
    EXPECT_THAT(refusal(R"({"name": "x", "type": "azure"})"), HasSubstr("'azure'"));
    EXPECT_THAT(refusal(R"({"x": {"api_key": "k"}})"), HasSubstr("no type"));
    EXPECT_THAT(refusal(R"({"type": "serp", "api_key": "k"})"), HasSubstr("no name"));
    EXPECT_THAT(refusal(R"({"x": "serp"})"), HasSubstr("mapping"));
    EXPECT_THAT(refusal(R"("serp")"), HasSubstr("no connections"));
    EXPECT_THAT(refusal(R"({"x": {"type": "serp", "api_kye": "k"}})"), HasSubstr("'api_kye'"));
    EXPECT_THAT(refusal(R"({"x": {"type": "serp", "api_key": ["k"]}})"), HasSubstr("'api_key'"));
    EXPECT_THAT(refusal(R"({"x": {"type": "custom", "secrets": "k"}})"), HasSubstr("secrets"));
    EXPECT_THAT(refusal(R"([{"name": "x", "type": "serp", "api_key": "k"},
        {"name": "x", "type": "serp", "api_key": "k"}])"),
                HasSubstr("Two connections"));
    for (const char *placeholder : {"<user-input>", "<no-change>", "****"}) {
        Dict dict{{"name", "x"}, {"type", "serp"}, {"api_key", placeholder}};
        EXPECT_THAT(refusal(json::write(dict)), HasSubstr("placeholder"));
    }
}

TEST(Connection, EnvironmentVariablesAreFilledIn)
{
    ::setenv("POSTERN_TST_KEY", "from-env", 1);
    ::unsetenv("POSTERN_TST_UNSET");
    const auto set = fromJson(R"({"x": {"type": "custom",
        "configs": {"a": "https://${env:POSTERN_TST_KEY}.example/${env", "b": "${env:POSTERN_TST_KEY}"},
        "secrets": {}}})");
    EXPECT_EQ(set.get("x").get("a"), "https://from-env.example/${env");
    EXPECT_EQ(set.get("x").get("b"), "from-env");
    EXPECT_THAT(refusal(R"({"x": {"type": "serp", "api_key": "${env:POSTERN_TST_UNSET}"}})"),
                HasSubstr("POSTERN_TST_UNSET"));
}

TEST(Connection, SecretsAreRedactedFromThenOn)
{
    fromJson(R"({"x": {"type": "serp", "api_key": "quite-secret-text"}})");
    EXPECT_EQ(log::redact("it is quite-secret-text."), "it is ******.");
}

TEST(Connection, AnUnknownNameSaysWhatToDo)
{
    try {
        ConnectionSet().get("aoai");
        ADD_FAILURE() << "found";
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::ConnectionMissing);
        EXPECT_THAT(e.message(), HasSubstr("'aoai'"));
        EXPECT_THAT(e.hint(), HasSubstr("--connections"));
        EXPECT_THAT(e.hint(), HasSubstr("--simulate"));
    }
}

TEST(Connection, WorkersGetConfigsAndSecretsApart)
{
    const auto set = fromJson(R"({"x": {"type": "serp", "api_key": "k1k1"},
        "y": {"type": "serverless", "api_key": "k2k2", "api_base": "https://b"}})");
    EXPECT_EQ(set.toPython({"y"}), json::parse(R"({"y": {"type": "ServerlessConnection",
        "name": "y", "module": "promptflow.connections", "configs": {"api_base": "https://b"},
        "secrets": {"api_key": "k2k2"}}})"));
    EXPECT_THROW(set.toPython({"z"}), Error);
}

TEST(ConnectionFile, ADotenvFileIsACustomConnectionOfSecrets)
{
    const TemporaryFile file("my.env",
                             "# comment\nexport A=1\nB = two words # not this\n\nC='a\\nb'\n"
                             "D=\"x\\ny\\\"\" # c\r\nE=\nF=a#b=c\n");
    const auto set = ConnectionSet::load(file.path());
    const Connection &connection = set.get("my");
    EXPECT_EQ(connection.type, "custom");
    EXPECT_TRUE(connection.configs.empty());
    const std::map<std::string, std::string, std::less<>> expected{{"A", "1"},
                                                                   {"B", "two words"},
                                                                   {"C", "a\\nb"},
                                                                   {"D", "x\ny\""},
                                                                   {"E", ""},
                                                                   {"F", "a#b=c"}};
    EXPECT_EQ(connection.secrets, expected);
    EXPECT_THAT(ConnectionSet::load(file.path(), "given").names(), ElementsAre("given"));
}

TEST(ConnectionFile, ADotenvFileRefersToVariablesAboveAndAround)
{
    ::setenv("POSTERN_TEST_AROUND", "around", 1);
    const TemporaryFile
        file("my.env",
             "A=1\nB=${A}2${POSTERN_TEST_AROUND}\nC=\"${NOT_SET_AT_ALL:-d}${NOT_SET_AT_ALL}\"\n"
             "D=${conn.key}\nE=${A\nA=3\n");
    const auto set = ConnectionSet::load(file.path());
    const std::map<std::string, std::string, std::less<>> expected{{"A", "3"},
                                                                   {"B", "12around"},
                                                                   {"C", "d"},
                                                                   {"D", "${conn.key}"},
                                                                   {"E", "${A"}};
    EXPECT_EQ(set.get("my").secrets, expected);
}

TEST(ConnectionFile, OverridesTakeThePlaceOfPlaceholders)
{
    const TemporaryFile file("c.yaml",
                             "name: a\ntype: azure_open_ai\napi_key: <user-input>\napi_base: x\n");
    const auto set
        = ConnectionSet::load(file.path(),
                              {},
                              {{"api_key", "k1k1"}, {"api_base", "https://b"}, {"name", "b"}});
    EXPECT_EQ(set.get("b").get("api_key"), "k1k1");
    EXPECT_EQ(set.get("b").get("api_base"), "https://b");
    const TemporaryFile custom("d.yaml", "name: a\ntype: custom\nsecrets: {k: <user-input>}\n");
    const auto customSet = ConnectionSet::load(custom.path(),
                                               {},
                                               {{"secrets.k", "k2k2"}, {"configs.c", "1"}});
    EXPECT_EQ(customSet.get("a").secrets.at("k"), "k2k2");
    EXPECT_EQ(customSet.get("a").configs.at("c"), "1");
}

TEST(ConnectionFile, OverridesNeedOneConnectionAndKnownKeys)
{
    const TemporaryFile several("c.json", R"([{"name": "a", "type": "serp", "api_key": "k1k1"}])");
    EXPECT_THROW(ConnectionSet::load(several.path(), {}, {{"api_key", "x"}}), Error);
    const TemporaryFile one("d.json", R"({"name": "a", "type": "serp", "api_key": "k1k1"})");
    EXPECT_THROW(ConnectionSet::load(one.path(), {}, {{"nope", "x"}}), Error);
}

TEST(ConnectionFile, ABadDotenvLineHasItsPlace)
{
    for (const char *line : {"no equals sign", "A='open", "A='x' y", "=x", "#\nA B=c"}) {
        const TemporaryFile file(".env", "OK=1\n" + std::string(line) + "\n");
        try {
            ConnectionSet::load(file.path());
            ADD_FAILURE() << line;
        } catch (const Error &e) {
            EXPECT_GE(e.place()->line, 2);
        }
    }
}

TEST(ConnectionFile, JsonIsReadAndAMissingFileIsSaid)
{
    const TemporaryFile file("c.json", R"({"type": "serp", "api_key": "k1k1"})");
    EXPECT_THAT(ConnectionSet::load(file.path(), "named").names(), ElementsAre("named"));
    try {
        ConnectionSet::load(file.path().parent_path() / "absent.yaml");
        ADD_FAILURE();
    } catch (const Error &e) {
        EXPECT_EQ(e.code(), ErrorCode::FileUnreadable);
        EXPECT_THAT(e.place()->file, HasSubstr("absent.yaml"));
    }
}

TEST(ConnectionFile, YamlIsReadWithEveryScalarAsItsText)
{
    const TemporaryFile file("c.yaml",
                             "# my connection\n"
                             "$schema: https://azuremlschemas.azureedge.net/x.schema.json\n"
                             "name: mine\ntype: custom\nconfigs:\n  version: 2.10\n  on: true\n"
                             "  day: 2024-02-01\n  nothing: ~\nsecrets:  # here\n  key: '007'\n");
    const auto set = ConnectionSet::load(file.path());
    const Connection &connection = set.get("mine");
    EXPECT_EQ(connection.get("version"), "2.10");
    EXPECT_EQ(connection.get("on"), "true");
    EXPECT_EQ(connection.get("day"), "2024-02-01");
    EXPECT_FALSE(connection.configs.contains("nothing"));
    EXPECT_EQ(connection.secrets.at("key"), "007");
}

TEST(ConnectionFile, ManyConnectionsOfOneYamlFileMayShareAnAnchor)
{
    const TemporaryFile
        file("c.yml",
             "a: &base\n  type: serverless\n  api_base: https://a\n  api_key: k1k1\n"
             "b:\n  <<: *base\n  api_base: https://b\n");
    const auto set = ConnectionSet::load(file.path());
    EXPECT_EQ(set.get("b").get("api_base"), "https://b");
    EXPECT_EQ(set.get("b").get("api_key"), "k1k1");
}

TEST(ConnectionFile, AYamlProblemHasItsLine)
{
    const std::vector<std::pair<std::string, int>>
        files{{"a:\n  type: serp\n  api_key: k\nb:\n  type: nonsense\n", 4},
              {"- name: a\n  type: serp\n  api_key: k\n- name: b\n  type: serp\n", 4},
              {"a: [1, 2\n", 1},
              {"a:\n  type: serp\n  type: serp\n", 3},
              {"a: {b: {c: {d: {e: {f: {g: 1}}}}}}\n", 1},
              {"", 1},
              {"just text\n", 1}};
    for (const auto &[text, line] : files) {
        const TemporaryFile file("c.yaml", text);
        try {
            ConnectionSet::load(file.path());
            ADD_FAILURE() << text;
        } catch (const Error &e) {
            EXPECT_EQ(e.code(), ErrorCode::InvalidInput);
            EXPECT_GE(e.place()->line, line) << text;
            EXPECT_THAT(e.place()->file, HasSubstr("c.yaml"));
        }
    }
}

TEST(ConnectionFile, BadJsonHasItsLine)
{
    const TemporaryFile file("c.json", "{\n\"a\": nope}");
    try {
        ConnectionSet::load(file.path());
        ADD_FAILURE();
    } catch (const Error &e) {
        EXPECT_EQ(e.place()->line, 2);
        EXPECT_THAT(e.place()->file, HasSubstr("c.json"));
    }
}

TEST(ConnectionFile, WhatPromptFlowExportsIsReadInBothItsForms)
{
    const test::TemporaryFolder folder;
    // As prompt flow's workspace exports it, and flat, as its own tests keep them.
    const auto wrapped = folder.write("wrapped.json", R"({
 "aoai": {"type": "AzureOpenAIConnection",
          "value": {"api_key": "k", "api_base": "http://h/", "api_type": "azure",
                    "api_version": "2023-07-01-preview"},
          "module": "promptflow.connections"},
 "custom_connection": {"type": "CustomConnection", "value": {"key1": "test1", "key2": "hidden"},
                       "module": "promptflow.connections", "secret_keys": ["key2"]}})");
    const auto flat = folder.write("flat.json", R"({
 "aoai": {"type": "azure_open_ai", "auth_mode": "key", "name": "aoai",
          "module": "promptflow.connections", "api_key": "k", "api_base": "http://h/",
          "api_type": "azure", "api_version": "2023-07-01-preview"},
 "custom_connection": {"type": "custom", "name": "custom_connection",
                       "configs": {"key1": "test1"}, "secrets": {"key2": "hidden"}}})");
    for (const auto &file : {wrapped, flat}) {
        const auto set = ConnectionSet::load(file);
        EXPECT_EQ(set.get("aoai").get("api_version"), "2023-07-01-preview") << file;
        EXPECT_EQ(set.get("custom_connection").configs.at("key1"), "test1") << file;
        EXPECT_EQ(set.get("custom_connection").secrets.at("key2"), "hidden") << file;
    }
}

} // namespace
} // namespace postern::connection
