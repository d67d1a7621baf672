// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/http/curlfailure.h"

#include <gtest/gtest.h>

#include <memory>

using namespace postern;
using namespace postern::http;
using namespace std::chrono_literals;
using Step = TransferError::Step;

namespace {

/// What a transfer says that failed so, before it got anywhere.
TransferError failure(CURLcode result,
                      const char *text = "",
                      const Endpoint &endpoint = {"https", "model.example", 443},
                      bool answerBegan = false)
{
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy(curl_easy_init(),
                                                                   curl_easy_cleanup);
    return curlFailure(easy.get(), result, text, endpoint, answerBegan);
}

struct Case
{
    CURLcode result;
    Step step;
    const char *message;
};

TEST(CurlFailure, saysAtWhichStepItFailed)
{
    const std::vector<Case> cases{
        {CURLE_COULDNT_RESOLVE_HOST,
         Step::Name,
         "The host name of model.example:443 could not be resolved."},
        {CURLE_COULDNT_RESOLVE_PROXY,
         Step::Proxy,
         "The proxy did not let the request through to model.example:443: because."},
        {CURLE_PROXY,
         Step::Proxy,
         "The proxy did not let the request through to model.example:443: because."},
        {CURLE_COULDNT_CONNECT, Step::Connect, "Could not connect to model.example:443: because."},
        {CURLE_OPERATION_TIMEDOUT,
         Step::ConnectTimeout,
         "The name of model.example:443 was not resolved in time."},
        {CURLE_SSL_CONNECT_ERROR, Step::Tls, "No secure connection to model.example:443: because."},
        {CURLE_PEER_FAILED_VERIFICATION,
         Step::Tls,
         "No secure connection to model.example:443: because."},
        {CURLE_SSL_CACERT_BADFILE, Step::Tls, "No secure connection to model.example:443: because."},
        {CURLE_SSL_CERTPROBLEM, Step::Tls, "No secure connection to model.example:443: because."},
        {CURLE_GOT_NOTHING,
         Step::NoAnswer,
         "model.example:443 closed the connection without an answer: because."},
        {CURLE_RECV_ERROR,
         Step::NoAnswer,
         "model.example:443 closed the connection without an answer: because."},
        {CURLE_SEND_ERROR,
         Step::NoAnswer,
         "model.example:443 closed the connection without an answer: because."},
        {CURLE_OUT_OF_MEMORY,
         Step::Broken,
         "The answer of model.example:443 has a line of the header that doesn't end."},
        {CURLE_UNSUPPORTED_PROTOCOL,
         Step::Other,
         "The request to model.example:443 failed: because."},
    };
    for (const auto &[result, step, message] : cases) {
        const TransferError error = failure(result, "because");
        EXPECT_EQ(error.step(), step) << curl_easy_strerror(result);
        EXPECT_EQ(error.message(), message);
        EXPECT_EQ(error.code(), ErrorCode::ConnectionFailed);
        EXPECT_FALSE(error.hint().empty());
    }
}

TEST(CurlFailure, onceAnAnswerBeganItBrokeOff)
{
    for (const CURLcode result : {CURLE_RECV_ERROR,
                                  CURLE_PARTIAL_FILE,
                                  CURLE_GOT_NOTHING,
                                  CURLE_OPERATION_TIMEDOUT,
                                  CURLE_HTTP2_STREAM}) {
        const TransferError error = failure(result, "cut", {"http", "h", 80}, true);
        EXPECT_EQ(error.step(), Step::Broken) << curl_easy_strerror(result);
        EXPECT_EQ(error.message(), "The answer of h:80 broke off: cut.");
    }
}

TEST(CurlFailure, endsItsSentenceOnceAndNeverWithoutAReason)
{
    EXPECT_EQ(failure(CURLE_GOT_NOTHING, "It ended...").message(),
              "model.example:443 closed the connection without an answer: It ended.");
    // Without a text of the transfer curl's own word for the result stands.
    EXPECT_EQ(failure(CURLE_GOT_NOTHING).message(),
              std::string("model.example:443 closed the connection without an answer: ")
                  + curl_easy_strerror(CURLE_GOT_NOTHING) + '.');
}

TEST(CurlFailure, putsAnIpv6AddressIntoBrackets)
{
    EXPECT_EQ(failure(CURLE_COULDNT_RESOLVE_HOST, "", {"http", "fd00::1", 8080}).message(),
              "The host name of [fd00::1]:8080 could not be resolved.");
}

TEST(CurlFailure, repeatsNoSecretOfTheTransfer)
{
    log::registerSecret("proxy-pa55word");
    const std::string message = failure(CURLE_PROXY, "user:proxy-pa55word@proxy refused").message();
    EXPECT_EQ(message.find("pa55word"), std::string::npos) << message;
}

TEST(SilentFor, roundsUpToSeconds)
{
    EXPECT_EQ(silentFor(600s, {"https", "h", 443}).message(), "h:443 was silent for 600 s.");
    EXPECT_EQ(silentFor(1ms, {"https", "h", 443}).message(), "h:443 was silent for 1 s.");
    EXPECT_EQ(silentFor(1001ms, {"http", "::1", 80}).message(), "[::1]:80 was silent for 2 s.");
    EXPECT_EQ(silentFor(1s, {"https", "h", 443}).step(), Step::Timeout);
}

} // namespace
