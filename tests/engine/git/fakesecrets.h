// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace postern::git {

/// Makes secrets of every kind up, as they would stand in a file. They are put together when a test
/// runs, so that no file of the project has one.
class FakeSecrets
{
public:
    struct Fake
    {
        std::string rule;
        std::string secret;
        std::string line; ///< with the secret in it
    };

    explicit FakeSecrets(unsigned seed)
        : m_random(seed)
    {}

    std::vector<Fake> all()
    {
        const std::string letters
            = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        const std::string base64 = letters + "+/";
        std::vector<Fake> fakes;
        const auto add = [&fakes](const char *rule,
                                  const std::string &secret,
                                  const std::string &before,
                                  const std::string &after = "") {
            fakes.push_back({rule, secret, before + secret + after});
        };
        const std::string hex = of("0123456789abcdef", 32);
        add("azure-key", hex, "api_key: ");
        add("azure-key", of("0123456789abcdef", 32), "AZURE_OPENAI_API_KEY=\"", "\"");
        add("azure-key", of("0123456789abcdef", 32), "\"Ocp-Apim-Subscription-Key\": \"", "\",");
        add("azure-key",
            of(letters, 52)
                + "JQQ"
                  "J99"
                + of(letters, 26),
            "key = '",
            "'");
        add("azure-key",
            of(letters, 42)
                + "Az"
                  "SeA"
                + of(letters, 5),
            "api_key: ");
        add("openai-key",
            "sk"
            "-" + of(letters, 48),
            "OPENAI_API_KEY=");
        add("openai-key",
            "sk"
            "-proj-"
                + of(letters, 40)
                + "T3Blbk"
                  "FJ"
                + of(letters, 40),
            "client = OpenAI(api_key=\"",
            "\")");
        add("openai-key",
            "sk"
            "-svcacct-"
                + of(letters, 60),
            "key: ");
        add("azure-storage-key",
            of(base64, 86) + "==",
            "DefaultEndpointsProtocol=https;AccountName=store;AccountKey=",
            ";EndpointSuffix=core.windows.net");
        add("azure-storage-key",
            of(base64, 86) + "==",
            "AccountEndpoint=https://db.documents.azure.com:443/;AccountKey=",
            ";");
        add("azure-bus-key",
            of(base64, 43) + "=",
            "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=Root;Shared"
            "AccessKey=");
        add("sas",
            of(letters, 43) + "%3D",
            "https://store.blob.core.windows.net/c/f?sv=2022-11-02&sr=b&sp=r&se=2030-01-01&s"
            "ig=");
        add("connection-string",
            of(letters, 14) + "!",
            "Server=tcp:db.database.windows.net,1433;Database=d;User ID=u;Pass"
            "word=",
            ";Encrypt=true;");
        add("url-password",
            of(letters, 16),
            "postgres://"
            "admin:",
            "@db.internal:5432/flows");
        add("entra-secret",
            of(letters, 3)
                + "8"
                  "Q~"
                + of(letters, 34),
            "AZURE_CLIENT_SECRET=");
        add("azure-devops-token",
            of(letters, 76)
                + "AZ"
                  "DO"
                + of(letters, 4),
            "token: ");
        add("azure-devops-token", of("abcdefghijklmnopqrstuvwxyz234567", 52), "AZURE_DEVOPS_PAT=");
        add("jwt",
            "ey"
            "J" + of(letters, 30)
                + ".ey"
                  "J"
                + of(letters, 60) + "." + of(letters, 43),
            "Authorization: Bearer ");
        add("github-token",
            "gh"
            "p_" + of(letters, 36),
            "https://x:",
            "@github.com/o/r");
        add("github-token",
            "github"
            "_pat_"
                + of(letters, 22) + "_" + of(letters, 59),
            "GITHUB_TOKEN=");
        add("gitlab-token",
            "gl"
            "pat-"
                + of(letters, 20),
            "PRIVATE-TOKEN: ");
        add("slack-token",
            "xo"
            "xb-"
                + of("0123456789", 12) + "-" + of("0123456789", 12) + "-" + of(letters, 24),
            "slack = '",
            "'");
        add("slack-token",
            "T" + of("ABCDEF0123456789", 9) + "/B" + of("ABCDEF0123456789", 9) + "/"
                + of(letters, 24),
            "https://hooks."
            "slack.com/services/");
        add("cloud-key",
            "AK"
            "IA" + of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
            "aws_access_key_id = ");
        add("cloud-key",
            "AI"
            "za" + of(letters, 35),
            "google: ");
        add("cloud-key",
            "h"
            "f_" + of(letters, 34),
            "HF=");
        add("private-key",
            "-----BEGIN RSA "
            "PRIVATE KEY-----",
            "");
        add("private-key",
            "-----BEGIN OPENSSH "
            "PRIVATE KEY-----",
            "key: |\n  ");
        add("authorization",
            of(letters, 40),
            "\"Authoriz"
            "ation\": \"Basic ",
            "\"");
        add("named-secret",
            of(letters, 12) + "7aQ",
            "pass"
            "word: ");
        add("named-secret",
            of(letters, 22) + "9",
            "  client_sec"
            "ret: \"",
            "\"");
        add("random-text", of(base64, 64) + "4aQ", "blob = \"", "\"");
        return fakes;
    }

private:
    std::string of(std::string_view signs, std::size_t count)
    {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += signs[std::uniform_int_distribution<std::size_t>(0, signs.size() - 1)(m_random)];
        return text;
    }

    std::mt19937 m_random;
};

} // namespace postern::git
