// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/cloud.h"

#include "engine/cloud/blobaccess.h"
#include "engine/cloud/crypto.h"
#include "engine/simulator/services.h"
#include "engine/simulator/simulatorserver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace postern::cloud {

namespace {

constexpr std::int64_t kMilliseconds = 1000;

std::string orRandom(const std::string &given)
{
    return given.empty() ? uuid() : given;
}

bool isOpenAiPath(const Question &question)
{
    const std::string &path = question.path;
    return path.starts_with("/openai/") || path.find("/openai/") != std::string::npos
           || path.ends_with("/chat/completions") || path.ends_with("/completions")
           || path.ends_with("/embeddings") || path.ends_with("/models")
           || path.find("/v1/") != std::string::npos;
}

} // namespace

Service serviceOf(const Question &question)
{
    const std::string_view first = question.segment(0);
    const std::string &path = question.path;
    if (path.starts_with("/metadata/identity/") || path == "/msi/token")
        return Service::Imds;
    if (first == "subscriptions" || first == "providers" || first == "tenants")
        return Service::Arm;
    if (first == "secrets" || first == "deletedsecrets")
        return Service::KeyVault;
    if (first.starts_with("indexes") || first == "servicestats")
        return Service::Search;
    if (first == "contentsafety")
        return Service::ContentSafety;
    if (first == "documentintelligence" || first == "formrecognizer")
        return Service::DocumentIntelligence;
    if (first == kStorageAccount)
        return Service::Blob;
    const bool isIdentity = path.ends_with("/oauth2/v2.0/token")
                            || path.ends_with("/oauth2/v2.0/devicecode")
                            || path.ends_with("/discovery/instance")
                            || path.ends_with("/discovery/v2.0/keys")
                            || path.ends_with("/.well-known/openid-configuration");
    if (isIdentity)
        return Service::Identity;
    return isOpenAiPath(question) ? Service::OpenAi : Service::Other;
}

std::string_view audienceFor(Service service)
{
    switch (service) {
    case Service::Search:
        return "https://search.azure.com";
    case Service::KeyVault:
        return "https://vault.azure.net";
    case Service::Arm:
        return "https://management.azure.com";
    case Service::Blob:
        return "https://storage.azure.com";
    case Service::Other:
        return "https://ml.azure.com";
    default:
        return "https://cognitiveservices.azure.com";
    }
}

Cloud::Cloud(CloudOptions options, std::string_view address)
    : m_options(std::move(options))
    , m_keys{m_options.models.apiKey.empty() ? simulator::randomKey() : m_options.models.apiKey,
             simulator::randomKey()}
    , m_deployments(m_options.deployments)
    , m_faults(m_options.faults)
    , m_identity({orRandom(m_options.clientId),
                  orRandom(m_options.clientSecret),
                  uuid(),
                  m_options.tokenLifetime},
                 Tokens(orRandom(m_options.tenant), address))
    , m_models(m_options, m_deployments)
    , m_arm(m_keys, m_deployments)
{
    for (const auto &[name, value] : m_options.secrets)
        m_vault.put(name, value, seconds());
}

std::int64_t Cloud::milliseconds() const
{
    using namespace std::chrono;
    const std::int64_t now = m_options.clock ? m_options.clock()
                                             : duration_cast<std::chrono::milliseconds>(
                                                   system_clock::now().time_since_epoch())
                                                   .count();
    return now + m_options.clockSkew * kMilliseconds;
}

std::int64_t Cloud::seconds() const
{
    return milliseconds() / kMilliseconds;
}

bool Cloud::isKey(std::string_view text) const
{
    return isSame(text, m_keys.first) || isSame(text, m_keys.second);
}

bool Cloud::hasToken(const Question &question, Service service) const
{
    const std::string_view token = question.bearer();
    const auto isGood = [&](std::string_view audience) {
        return m_identity.tokens().check(token, audience, seconds()) == TokenVerdict::Good;
    };
    // Its newer endpoints take either.
    const bool isModel = service == Service::OpenAi
                         && (isGood("https://ai.azure.com") || isGood("https://ml.azure.com"));
    return isModel || isGood(audienceFor(service));
}

std::optional<Answer> Cloud::refusedByVault(const Question &question) const
{
    if (hasToken(question, Service::KeyVault))
        return std::nullopt;
    const bool hasNone = question.bearer().empty();
    Answer answer = failureAnswer(
        {401,
         "Unauthorized",
         hasNone ? "AKV10000: Request is missing a Bearer or PoP token."
                 : "AKV10022: Invalid audience, signature or life time of the token. Expected "
                   "https://vault.azure.net."});
    answer.head.headers.emplace_back("WWW-Authenticate",
                                     fmt::format("Bearer authorization=\"{}/{}\", "
                                                 "resource=\"https://vault.azure.net\"",
                                                 question.base,
                                                 m_identity.tokens().tenant()));
    return answer;
}

std::optional<Answer> Cloud::refusedByStorage(const Question &question) const
{
    const auto fails = [&](std::string_view text) {
        return blobFailure(question, 403, "AuthenticationFailed", text);
    };
    const SharedAccess access = sharedAccess(question, m_keys.first, seconds());
    if (access.isGiven) {
        if (!access.isValid)
            return fails("Signature did not match.");
        if (access.isExpired)
            return fails("Signature not valid in the specified time frame.");
        const bool isList = question.parameter("comp") == "list";
        const char needed = question.method == "DELETE" ? 'd'
                            : question.method == "PUT"  ? 'w'
                            : isList                    ? 'l'
                                                        : 'r';
        const bool isCreation = needed == 'w' && access.permissions.find('c') != std::string::npos;
        if (access.permissions.find(needed) == std::string::npos && !isCreation)
            return blobFailure(question,
                               403,
                               "AuthorizationPermissionMismatch",
                               "This request is not authorized to perform this operation using "
                               "this permission.");
        return std::nullopt;
    }
    if (isSharedKeyValid(question, m_keys.first) || isSharedKeyValid(question, m_keys.second)
        || hasToken(question, Service::Blob))
        return std::nullopt;
    if (question.header("authorization").empty())
        return blobFailure(question,
                           401,
                           "NoAuthenticationInformation",
                           "Server failed to authenticate the request. Please refer to the "
                           "information in the www-authenticate header.");
    return fails("Server failed to authenticate the request. Make sure the value of Authorization "
                 "header is formed correctly including the signature.");
}

std::optional<Answer> Cloud::refused(const Question &question, Service service) const
{
    if (service == Service::Identity || service == Service::Imds)
        return std::nullopt;
    if (service == Service::KeyVault)
        return refusedByVault(question);
    if (service == Service::Blob)
        return refusedByStorage(question);
    if (hasToken(question, service))
        return std::nullopt;
    if (service == Service::Arm)
        return denied(question, service, "token");
    for (const char *name : {"api-key", "Ocp-Apim-Subscription-Key"}) {
        if (isKey(question.header(name)))
            return std::nullopt;
    }
    const bool isBearer = service == Service::OpenAi || service == Service::Other;
    if (isBearer && isKey(question.bearer()))
        return std::nullopt;
    if (service == Service::Other && isKey(question.parameter("api_key")))
        return std::nullopt;
    const bool isToken = std::ranges::count(question.bearer(), '.') == 2;
    return denied(question, service, isToken ? "token" : "key");
}

CloudFault *Cloud::takeFault(const Question &question, Service service)
{
    auto fault = m_faults.find(std::string(toString(service)));
    if (service == Service::OpenAi && fault == m_faults.end())
        fault = m_faults.find(Models::modelOf(question));
    if (fault == m_faults.end() || fault->second.times == 0)
        return nullptr;
    if (fault->second.times > 0)
        --fault->second.times;
    return &fault->second;
}

Answer Cloud::faulty(const Question &question, Service service, const CloudFault &fault)
{
    Answer answer;
    switch (fault.kind) {
    case CloudFault::Kind::Reset:
        answer.isDropped = true;
        return answer;
    case CloudFault::Kind::Denied:
        return denied(question, service, fault.reason);
    case CloudFault::Kind::Cut:
        answer = dispatch(question, service);
        answer.cutAfter = fault.after;
        return answer;
    case CloudFault::Kind::Slow:
        answer = dispatch(question, service);
        answer.beforeFirst += fault.delay;
        return answer;
    case CloudFault::Kind::Status:
        break;
    }
    const std::string code = std::to_string(fault.status);
    const std::string message = "The simulator was told to answer with this status.";
    answer = service == Service::Blob ? blobFailure(question, fault.status, "ServerBusy", message)
                                      : failureAnswer({fault.status, code, message});
    if (fault.status == 429 || fault.status == 503)
        answer.head.headers.emplace_back("Retry-After", std::to_string(fault.retryAfter));
    return answer;
}

Answer Cloud::dispatch(const Question &question, Service service)
{
    switch (service) {
    case Service::OpenAi:
        return m_models.answer(question, milliseconds());
    case Service::Search:
        return m_search.answer(question);
    case Service::KeyVault:
        return m_vault.answer(question, seconds());
    case Service::ContentSafety:
        return m_safety.answer(question);
    case Service::DocumentIntelligence:
        return m_documents.answer(question, seconds());
    case Service::Identity:
        return m_identity.answer(question, seconds());
    case Service::Imds:
        return m_identity.managedIdentity(question, seconds());
    case Service::Arm:
        return m_arm.answer(question, seconds());
    case Service::Blob:
        return m_blobs.answer(question, seconds());
    case Service::Other:
        break;
    }
    http::Request request;
    request.method = question.method;
    request.url = question.target;
    request.body = question.body;
    if (auto tool = simulator::serviceAnswer(request, {})) {
        Answer answer;
        static_cast<simulator::SimulatedAnswer &>(answer) = std::move(*tool);
        return answer;
    }
    throw Failure{404, "404", "Resource not found"};
}

Answer Cloud::answer(const Question &question)
{
    const Service service = serviceOf(question);
    Answer answer;
    try {
        const std::optional<Answer> refusal = refused(question, service);
        const CloudFault *fault = refusal ? nullptr : takeFault(question, service);
        if (refusal)
            answer = *refusal;
        else if (fault)
            answer = faulty(question, service, *fault);
        else
            answer = dispatch(question, service);
    } catch (const Failure &failure) {
        answer = failureAnswer(failure);
    }
    answer.beforeFirst = std::max(answer.beforeFirst, m_options.models.firstToken);
    http::Headers &headers = answer.head.headers;
    const std::string id = uuid();
    const bool isStorage = service == Service::Blob || service == Service::Arm
                           || service == Service::KeyVault || service == Service::Identity;
    if (http::header(headers, "apim-request-id").empty())
        headers.emplace_back(isStorage
                                 ? "x-ms-request-id"
                                 : (service == Service::Search ? "request-id" : "apim-request-id"),
                             id);
    if (service == Service::Blob)
        headers.emplace_back("x-ms-version", "2024-11-04");
    headers.emplace_back("Date", httpTime(seconds()));
    return answer;
}

} // namespace postern::cloud
