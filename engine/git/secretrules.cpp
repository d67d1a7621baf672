// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/secretrules.h"

#include "engine/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace postern::git {

namespace {

/// How a match is judged beyond its form.
enum class Judge : std::uint8_t {
    Form,  ///< the form alone says enough
    Value, ///< no placeholder
    Random ///< no placeholder, and letters as chance has them
};

struct Rule
{
    const char *id;
    Message (*title)();
    Judge judge;
    /// The first group is the secret, without one the match is.
    const char *pattern;
};

Message azureKey()
{
    return tr("Azure key");
}
Message openAiKey()
{
    return tr("OpenAI key");
}
Message storageKey()
{
    return tr("Azure Storage or Cosmos DB key");
}
Message busKey()
{
    return tr("Azure Service Bus, Event Hubs or IoT key");
}
Message signature()
{
    return tr("shared access signature");
}
Message connectionString()
{
    return tr("password in a connection string");
}
Message urlPassword()
{
    return tr("password in an address");
}
Message entraSecret()
{
    return tr("Microsoft Entra client secret");
}
Message devOpsToken()
{
    return tr("Azure DevOps token");
}
Message webToken()
{
    return tr("JSON Web Token");
}
Message gitHubToken()
{
    return tr("GitHub token");
}
Message gitLabToken()
{
    return tr("GitLab token");
}
Message slackToken()
{
    return tr("Slack token or webhook");
}
Message cloudKey()
{
    return tr("key of another cloud service");
}
Message privateKey()
{
    return tr("private key");
}
Message authorization()
{
    return tr("credential of an authorization header");
}
Message namedSecret()
{
    return tr("value under a secret's name");
}
Message randomText()
{
    return tr("long random text");
}

// Bounded in every part, so that no line takes long.
constexpr std::array kRules{
    Rule{"private-key",
         privateKey,
         Judge::Form,
         "-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"},
    Rule{"openai-key",
         openAiKey,
         Judge::Form,
         "\\b(sk-(?:[A-Za-z0-9]{1,10}-){0,2}[A-Za-z0-9_-]{8,100}T3BlbkFJ[A-Za-z0-9_-]{8,100})"},
    Rule{"openai-key",
         openAiKey,
         Judge::Random,
         "\\b(sk-(?:proj|svcacct|admin|ant|or)-[A-Za-z0-9_-]{20,200}|sk-[A-Za-z0-9]{32,64})(?![A-"
         "Za-z0-9])"},
    Rule{"azure-storage-key",
         storageKey,
         Judge::Random,
         "(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])"},
    Rule{"azure-key",
         azureKey,
         Judge::Form,
         "(?<![A-Za-z0-9])([A-Za-z0-9]{52}JQQJ9[9DA-Z][A-Za-z0-9]{26}|[A-Za-z0-9]{42}AzSe[A-D][A-"
         "Za-z0-9]{5}|[A-Za-z0-9_\\-]{44}AzFu[A-Za-z0-9_\\-]{5}[AQgw]==)(?![A-Za-z0-9])"},
    Rule{"azure-devops-token",
         devOpsToken,
         Judge::Form,
         "(?<![A-Za-z0-9])([A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])"},
    Rule{"azure-devops-token",
         devOpsToken,
         Judge::Random,
         "(?i:\\b(?:azure[_-]?devops|system[_-]?access|ado|vsts|devops)?[_-]?(?:pat|token)[\"']?"
         "\\s{0,3}[:=]\\s{0,3}[\"']?)([a-z2-7]{52})(?![A-Za-z0-9])"},
    Rule{"azure-bus-key",
         busKey,
         Judge::Random,
         "(?i:shared(?:access|secret)key(?:value)?\\s{0,2}=\\s{0,2})([A-Za-z0-9+/]{43}=)"},
    Rule{"sas",
         signature,
         Judge::Value,
         "(?i:[?&;\"'\\s](?:sig|signature)=)([A-Za-z0-9%/+_-]{20,120}={0,2})"},
    Rule{"connection-string",
         connectionString,
         Judge::Value,
         "(?i:(?:server|data "
         "source|host|endpoint|accountendpoint|database|accountname)\\s{0,2}=[^;\\n]{1,200};(?:[^"
         "\\n]{0,300};)?\\s{0,2}(?:password|pwd|accesskey|accountkey|sharedaccesskey)\\s{0,2}=\\s{"
         "0,2})([^;\"'\\s]{6,200})"},
    Rule{
        "entra-secret",
        entraSecret,
        Judge::Form,
        "(?<![A-Za-z0-9_~.-])([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])"},
    Rule{"jwt",
         webToken,
         Judge::Form,
         "\\b(eyJ[A-Za-z0-9_-]{8,4000}\\.eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{8,2000})"},
    Rule{"github-token",
         gitHubToken,
         Judge::Form,
         "\\b(gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})"},
    Rule{"gitlab-token",
         gitLabToken,
         Judge::Form,
         "\\b(gl(?:pat|dt|rt|cbt|ptt|soat|ft)-[A-Za-z0-9_-]{20,100})"},
    Rule{"slack-token",
         slackToken,
         Judge::Form,
         "\\b(xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-[0-9]-[A-Za-z0-9-]{20,250})|hooks\\.slack\\."
         "com/services/(T[A-Za-z0-9]{5,15}/B[A-Za-z0-9]{5,15}/[A-Za-z0-9]{16,40})"},
    Rule{"cloud-key",
         cloudKey,
         Judge::Form,
         "\\b((?:AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|pypi-"
         "AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,200}|hf_[A-Za-z0-9]{34,40}|dapi[0-9a-f]{32}|[sr]k_live_["
         "A-Za-z0-9]{20,100}|SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}|lsv2_(?:pt|sk)_[A-Za-z0-9_]"
         "{30,80})(?![A-Za-z0-9])"},
    Rule{"url-password",
         urlPassword,
         Judge::Value,
         "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s:/@\"'<>{}]{0,80}:([^\\s/@\"'<>{}]{3,200})@[A-Za-z0-9]"},
    Rule{"authorization",
         authorization,
         Judge::Value,
         "(?i:\\bauthorization[\"']?\\s{0,3}[:=,]\\s{0,3}[\"']?(?:bearer|basic)\\s{1,3})([A-Za-z0-"
         "9._~+/=-]{16,4000})"},
    Rule{"azure-key",
         azureKey,
         Judge::Random,
         "(?i:(?:key|subscription|secret|token)[A-Za-z0-9_ "
         "-]{0,30}[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)([0-9a-f]{32}|[0-9A-F]{32})(?![A-Za-z0-9-])"},
    Rule{"named-secret",
         namedSecret,
         Judge::Random,
         "(?i:[A-Za-z0-9_-]{0,40}(?:api[_-]?key\\d?|apikey|account[_-]?key|access[_-]?key|secret[_-"
         "]?key|client[_-]?secret|app[_-]?secret|secret|passwd|password|passphrase|auth[_-]?token|"
         "access[_-]?token|refresh[_-]?token|subscription[_-]?key)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)"
         "([^\\s\"'`#,;{}$<>()\\[\\]\\\\]{8,300})"},
    Rule{"random-text",
         randomText,
         Judge::Random,
         "(?<=[\"'=:\\s])([A-Za-z0-9+/_-]{40,160}={0,2})(?=[\"'\\s,;]|$)"},
};

struct FreeCode
{
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
};

class CompiledRule
{
public:
    explicit CompiledRule(const Rule &rule)
    {
        int error = 0;
        std::size_t where = 0;
        m_code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(rule.pattern),
                                   PCRE2_ZERO_TERMINATED,
                                   PCRE2_MULTILINE,
                                   &error,
                                   &where,
                                   nullptr));
        if (!m_code)
            throw Error(ErrorCode::Internal,
                        tr("The pattern of '%1' can't be read at %2.", std::string(rule.id), where));
        pcre2_jit_compile(m_code.get(), PCRE2_JIT_COMPLETE);
    }
    const pcre2_code *code() const { return m_code.get(); }

private:
    std::unique_ptr<pcre2_code, FreeCode> m_code;
};

const std::vector<CompiledRule> &compiledRules()
{
    static const std::vector<CompiledRule> rules(kRules.begin(), kRules.end());
    return rules;
}

/// Bits of information a byte, by how often each occurs.
double entropyOf(std::string_view text)
{
    std::array<std::size_t, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const std::size_t count : counts) {
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(text.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

bool hasKind(std::string_view text, int (*isKind)(int))
{
    return std::ranges::any_of(text, [isKind](unsigned char c) { return isKind(c) != 0; });
}

bool isPlaceholder(std::string_view text)
{
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    static constexpr std::array<std::string_view, 21> kWords{"your",    "example",    "placeholder",
                                                             "replace", "changeme",   "change-me",
                                                             "dummy",   "fake",       "redact",
                                                             "insert",  "todo",       "xxxx",
                                                             "****",    "....",       "test-key",
                                                             "none",    "null",       "secret",
                                                             "sample",  "os.environ", "getenv"};
    if (std::ranges::any_of(kWords, [&low](std::string_view word) {
            return low.find(word) != std::string::npos;
        }))
        return true;
    if (low.find("password") != std::string::npos || low.find("user-input") != std::string::npos
        || low.starts_with("${") || low.starts_with("{{") || low.starts_with("<")
        || low.starts_with("%("))
        return true;
    // One sign over and over, or the alphabet.
    std::string kinds = low;
    std::ranges::sort(kinds);
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    return kinds.size() <= 3 || low.find("abcdefgh") != std::string::npos
           || low.find("12345678") != std::string::npos;
}

/// Words put together, as names of things are: "retrieval_augmented-generation/prompts".
bool looksLikeWords(std::string_view text)
{
    std::size_t longest = 0;
    std::size_t run = 0;
    std::size_t changes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        run = std::islower(c) != 0 ? run + 1 : 0;
        longest = std::max(longest, run);
        changes += i > 0
                           && (std::isdigit(c) != 0)
                                  != (std::isdigit(static_cast<unsigned char>(text[i - 1])) != 0)
                       ? 1
                       : 0;
    }
    return longest >= 6 && changes <= text.size() / 8;
}

bool isHex(std::string_view text)
{
    return std::ranges::all_of(text,
                               [](unsigned char c) { return std::isxdigit(c) != 0 || c == '-'; });
}

bool isRandom(std::string_view id, std::string_view secret)
{
    if (id == "random-text")
        return !isHex(secret) && hasKind(secret, std::isupper) && hasKind(secret, std::islower)
               && hasKind(secret, std::isdigit) && entropyOf(secret) >= 4.3
               && !looksLikeWords(secret)
               && static_cast<std::size_t>(std::ranges::count(secret, '/')) * 12 <= secret.size();
    if (id == "named-secret") {
        // A name, a call or a path under such a name is none.
        const bool hasLetters = hasKind(secret, std::isalpha);
        const bool hasDigits = hasKind(secret, std::isdigit);
        const bool hasSigns = hasKind(secret, std::ispunct);
        return entropyOf(secret) >= 2.8
               && ((hasLetters && hasDigits)
                   || (secret.size() >= 10 && hasSigns && hasKind(secret, std::isupper)
                       && hasKind(secret, std::islower)
                       && secret.find_first_of("!@%^&*?~+=") != std::string_view::npos))
               && secret.find("://") == std::string_view::npos
               && (!looksLikeWords(secret)
                   || secret.find_first_of("._/-:") == std::string_view::npos);
    }
    return entropyOf(secret) >= (isHex(secret) ? 2.8 : 3.2);
}

bool isSecret(const Rule &rule, std::string_view secret)
{
    switch (rule.judge) {
    case Judge::Form:
        break;
    case Judge::Value:
        return !isPlaceholder(secret);
    case Judge::Random:
        return !isPlaceholder(secret) && isRandom(rule.id, secret);
    }
    return true;
}

Message adviceFor(std::string_view rule)
{
    if (rule == "private-key")
        return tr("Keep it out of the repository, and make a new one: this one has been seen.");
    if (rule == "azure-key" || rule == "openai-key" || rule == "azure-storage-key"
        || rule == "named-secret" || rule == "connection-string")
        return tr("Put it into a connection (`postern connection create`) and name that in the "
                  "node, or read it "
                  "as ${env:NAME}; then make a new key.");
    return tr("Read it from the environment or a connection, and have it made anew.");
}

void findByRule(std::size_t index,
                std::string_view text,
                pcre2_match_context *context,
                std::vector<SecretMatch> &found)
{
    const Rule &rule = kRules[index];
    const pcre2_code *const code = compiledRules()[index].code();
    const std::unique_ptr<pcre2_match_data, void (*)(pcre2_match_data *)>
        data(pcre2_match_data_create_from_pattern(code, nullptr), pcre2_match_data_free);
    for (std::size_t at = 0; at < text.size();) {
        const int groups = pcre2_match(code,
                                       reinterpret_cast<PCRE2_SPTR>(text.data()),
                                       text.size(),
                                       at,
                                       PCRE2_NOTEMPTY,
                                       data.get(),
                                       context);
        if (groups <= 0)
            return;
        const std::size_t *const ends = pcre2_get_ovector_pointer(data.get());
        std::size_t begin = ends[0];
        std::size_t end = ends[1];
        for (int group = 1; group < groups; ++group) {
            if (ends[2 * group] != PCRE2_UNSET) {
                begin = ends[2 * group];
                end = ends[(2 * group) + 1];
            }
        }
        if (isSecret(rule, text.substr(begin, end - begin))) {
            SecretMatch match;
            match.rule = rule.id;
            match.title = rule.title();
            match.advice = adviceFor(rule.id);
            match.begin = begin;
            match.end = end;
            found.push_back(std::move(match));
        }
        at = std::max(end, at + 1);
    }
}

} // namespace

std::vector<SecretMatch> findSecrets(std::string_view text)
{
    const std::unique_ptr<pcre2_match_context, void (*)(pcre2_match_context *)>
        context(pcre2_match_context_create(nullptr), pcre2_match_context_free);
    constexpr std::uint32_t kMostSteps = 20'000'000;
    pcre2_set_match_limit(context.get(), kMostSteps);
    std::vector<SecretMatch> all;
    for (std::size_t i = 0; i < kRules.size(); ++i)
        findByRule(i, text, context.get(), all);
    // The rules are in the order of what they know: what an earlier one found is no other's.
    std::vector<SecretMatch> apart;
    std::vector<bool> taken(all.size(), false);
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, {}, [&all](std::size_t index) { return all[index].begin; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t index = order[i];
        if (taken[index])
            continue;
        std::size_t best = index;
        std::size_t end = all[index].end;
        for (std::size_t j = i + 1; j < order.size() && all[order[j]].begin < end; ++j) {
            taken[order[j]] = true;
            end = std::max(end, all[order[j]].end);
            best = std::min(best, order[j]);
        }
        apart.push_back(all[best]);
    }
    return apart;
}

std::string maskedSecret(std::string_view secret)
{
    constexpr std::size_t kLongEnough = 20;
    constexpr std::size_t kShown = 3;
    const std::string head(secret.size() >= kLongEnough ? secret.substr(0, kShown)
                                                        : std::string_view());
    const bool isPlain = std::ranges::all_of(head,
                                             [](unsigned char c) { return std::isgraph(c) != 0; });
    return fmt::format("{}***({})", isPlain ? head : std::string(), secret.size());
}

std::string fingerprintOf(std::string_view rule, std::string_view secret)
{
    // FNV-1a: it only has to tell false alarms apart, and mustn't change with a library.
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const std::string_view part : {rule, std::string_view("\0", 1), secret}) {
        for (const char c : part)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return fmt::format("{:016x}", hash);
}

} // namespace postern::git
