// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/git/secretscan.h"
#include "tests/engine/git/fakesecrets.h"

#include <gmock/gmock.h>

#include <fstream>

using namespace postern;
using namespace postern::git;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace fs = std::filesystem;

namespace {

class SecretScan : public testing::Test
{
protected:
    SecretScan()
        : m_folder(fs::path(testing::TempDir())
                   / ("secrets-"
                      + std::string(testing::UnitTest::GetInstance()->current_test_info()->name())))
    {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    ~SecretScan() override { fs::remove_all(m_folder); }

    void write(const std::string &name, const std::string &text) const
    {
        fs::create_directories((m_folder / name).parent_path());
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }
    const fs::path &folder() const { return m_folder; }

    static std::string made(const char *rule)
    {
        for (const FakeSecrets::Fake &fake : FakeSecrets(5).all()) {
            if (fake.rule == rule)
                return fake.line;
        }
        return {};
    }

private:
    fs::path m_folder;
};

} // namespace

TEST_F(SecretScan, everyKindIsFound)
{
    for (unsigned seed = 0; seed < 40; ++seed) {
        for (const FakeSecrets::Fake &fake : FakeSecrets(seed).all()) {
            for (const auto &[before, after] : {std::pair("", ""),
                                                std::pair("# a remark\n", "\nnext: 1\n"),
                                                std::pair("    ", "\r\n")}) {
                const std::string text = before + fake.line + after;
                const std::vector<SecretMatch> found = findSecrets(text);
                ASSERT_THAT(found, SizeIs(1)) << text;
                EXPECT_EQ(found[0].rule, fake.rule) << text;
                EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), fake.secret)
                    << text;
            }
        }
    }
}

TEST_F(SecretScan, severalInOneText)
{
    std::string text;
    const auto fakes = FakeSecrets(3).all();
    for (const FakeSecrets::Fake &fake : fakes)
        text += fake.line + "\n\n";
    EXPECT_THAT(findSecrets(text), SizeIs(fakes.size()));
}

TEST_F(SecretScan, whatIsNoSecret)
{
    for (const char *const text :
         {"api_key: ${env:OPENAI_API_KEY}",
          "api_key: <user-input>",
          "api_key: \"<your-api-key>\"",
          "password: \"********\"",
          "api_key = os.environ[\"AZURE_OPENAI_API_KEY\"]",
          "client = AzureOpenAI(api_key=connection.api_key)",
          "token: ${{ secrets.GITHUB_TOKEN }}",
          "max_tokens: 256",
          "secret_name: openai-key-of-the-team",
          "OPENAI_API_KEY=to_replace_with_your_key",
          "password = get_password()",
          "postgres://user:${PASSWORD}@host/db",
          "http://user:password@host/",
          "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
          "id: 123e4567-e89b-12d3-a456-426614174000",
          "https://learn.microsoft.com/azure/machine-learning/prompt-flow/how-to-develop-flow",
          "class RetrievalAugmentedGenerationPipelineConfigurationFactory2Builder",
          "api_key: test-key",
          "key: question",
          "SharedAccessKey=<key>",
          "token_count: 1234567890",
          "\"secret\": \"\"",
          "sk-short",
          "path: ./flows/standard/web-classification/classify_with_llm.jinja2"})
        EXPECT_THAT(findSecrets(text), IsEmpty()) << text;
}

TEST_F(SecretScan, secretsAreNeverShown)
{
    for (const FakeSecrets::Fake &fake : FakeSecrets(9).all()) {
        const std::string masked = maskedSecret(fake.secret);
        EXPECT_LE(masked.size(), 12U);
        for (std::size_t at = 0; at + 4 <= fake.secret.size(); ++at)
            EXPECT_THAT(masked, Not(HasSubstr(fake.secret.substr(at, 4))));
    }
}

TEST_F(SecretScan, placesCountLinesAndCharacters)
{
    SecretReport report;
    scanText("a.yaml",
             "\xED\x95\x9C: 1\n\xEA\xB8\x80: "
                 + made("openai-key").substr(made("openai-key").find('=') + 1),
             {},
             report);
    ASSERT_THAT(report.found, SizeIs(1));
    EXPECT_EQ(report.found[0].line, 2);
    EXPECT_EQ(report.found[0].column, 4);
    EXPECT_EQ(report.lines, 2U);
}

TEST_F(SecretScan, foldersWithoutLinksBinariesAndEnvironments)
{
    const std::string secret = made("github-token") + "\n";
    write("in/flow.dag.yaml", secret);
    write("in/.venv/lib.py", secret);
    write("in/.git/config", secret);
    write("in/picture.png", std::string("\x89PNG\0", 5) + secret);
    write("out/keys.txt", secret);
    fs::create_directory_symlink(folder() / "out", folder() / "in/link");
    fs::create_symlink(folder() / "out/keys.txt", folder() / "in/file");
    const SecretReport report = scanPaths({folder() / "in"});
    ASSERT_THAT(report.found, SizeIs(1));
    EXPECT_THAT(report.found[0].path, testing::EndsWith("in/flow.dag.yaml"));
    EXPECT_THROW(scanPaths({folder() / "nothing"}), Error);
}

TEST_F(SecretScan, aLargeFileIsReadToItsBound)
{
    std::string text = made("gitlab-token") + "\n";
    while (text.size() < (17U << 20U))
        text += "just some words of a long log, again and again, line by line\n";
    write("big.log", text);
    const SecretReport report = scanPaths({folder() / "big.log"});
    EXPECT_THAT(report.found, SizeIs(1));
    EXPECT_THAT(report.skipped, ElementsAre(HasSubstr("16 MiB")));
}

TEST_F(SecretScan, notebooksAndLeftovers)
{
    const std::string key = FakeSecrets(1).all()[5].secret;
    write("a.ipynb",
          "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [{\"text\": [\"key = " + key
              + "\\n\"]}], \"source\": [\"print(key)\"]}]}");
    write("b.ipynb",
          "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [], \"source\": [\"key = '" + key
              + "'\"]}]}");
    write(".promptflow/flow.log", "hello\n");
    write(".promptflow/flow.tools.json", "{}");
    const SecretReport report = scanPaths({folder()});
    ASSERT_THAT(report.found, SizeIs(3));
    EXPECT_EQ(report.found[0].rule, "promptflow-leftover");
    EXPECT_TRUE(report.found[1].isNotebookOutput);
    EXPECT_FALSE(report.found[2].isNotebookOutput);
}

TEST_F(SecretScan, falseAlarmsAreAllowedWithAReason)
{
    write("a.txt", made("github-token") + "\n");
    write("docs/b.md", made("gitlab-token") + "\n");
    SecretReport report = scanPaths({folder()});
    ASSERT_THAT(report.found, SizeIs(2));
    write(AllowedSecrets::kFileName,
          "allow:\n- {fingerprint: " + report.found[0].fingerprint + ", reason: made up}\n");
    report = scanPaths({folder()});
    EXPECT_THAT(report.found, SizeIs(1));
    EXPECT_THAT(report.allowed, SizeIs(1));
    for (const char *const bad : {"allow:\n- {fingerprint: 1}\n",
                                  "allow:\n- {reason: all}\n",
                                  "allow: x\n",
                                  "- a\n",
                                  "allow:\n- {fingerprint: 1, reason: ' '}\n",
                                  "allow: [\n"})
        EXPECT_THROW(AllowedSecrets::parse(bad), Error) << bad;
    EXPECT_NO_THROW(AllowedSecrets::parse(""));
}

TEST_F(SecretScan, pathsOfTheListMayHaveStars)
{
    FoundSecret secret;
    const auto allows = [&secret](const std::string &pattern, const std::string &path) {
        secret.path = path;
        return AllowedSecrets::parse("allow:\n- {path: \"" + pattern + "\", reason: x}\n")
            .allows(secret);
    };
    EXPECT_TRUE(allows("docs/*.md", "docs/a.md"));
    EXPECT_FALSE(allows("docs/*.md", "docs/a/b.md"));
    EXPECT_TRUE(allows("docs/**.md", "docs/a/b.md"));
    EXPECT_TRUE(allows("**", "a/b"));
    EXPECT_FALSE(allows("a", "a/b"));
    EXPECT_FALSE(allows("*a*a*a*a*b", std::string(200, 'a')));
}

TEST_F(SecretScan, randomBytesEnd)
{
    std::mt19937 random(2);
    for (int i = 0; i < 200; ++i) {
        std::string text;
        for (int j = 0; j < 500; ++j)
            text += static_cast<char>(random() % 256);
        findSecrets(text);
    }
    findSecrets(std::string(300'000, 'a'));
    findSecrets("Server=" + std::string(200'000, ';'));
}

TEST_F(SecretScan, fewFalseAlarmsInRealFlows)
{
    const fs::path flows = fs::path(POSTERN_SOURCE_DIR) / "../shared/conformance/flows";
    if (!fs::is_directory(flows))
        GTEST_SKIP() << "the flows of others aren't here";
    const SecretReport report = scanPaths({flows});
    for (const FoundSecret &found : report.found)
        std::cout << found.path << ":" << found.line << " " << found.rule << " " << found.masked
                  << "\n";
    EXPECT_LT(report.found.size() * 1000, report.lines);
}
