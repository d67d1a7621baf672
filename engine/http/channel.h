// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/client.h"
#include "engine/http/credential.h"
#include "engine/http/endpointpool.h"
#include "engine/http/limiter.h"

#include <memory>
#include <string>
#include <vector>

namespace postern::http {

/// A request to a service, whose address and authorisation are the channel's to add.
struct ServiceCall
{
    Request request;  ///< without an url
    std::string path; ///< below the endpoint, escaped
    Query query;
    RetryPolicy retries;
    /// About how many the service will count for it; 0: by the length of the body.
    std::uint64_t tokens = 0;
    /// Goes on to where an answer sends it, method and body unchanged, as long as that is at the
    /// same host: nobody else is given a prompt and its key.
    bool followsRedirects = false;
};

/// An answer, and the address that gave it, without what authorised the request.
struct ServiceAnswer
{
    std::unique_ptr<Exchange> exchange;
    std::string address;
    /// What the limiter counts for it; null where nothing is limited.
    std::shared_ptr<Limiter::Admission> admission;
};

/// One of a channel's endpoints.
struct ChannelEndpoint
{
    PooledEndpoint place;
    std::shared_ptr<Credential> credential; ///< null: the channel's
};

/// What a channel is, besides who lets it in.
struct ChannelOptions
{
    std::vector<ChannelEndpoint> endpoints; ///< equivalent; at least one
    Headers headers;                        ///< of all requests
    Route route;                            ///< over the client's
    RateLimits limits;
    std::chrono::milliseconds connectTimeout{0}; ///< 0: the request's own
    std::chrono::milliseconds idleTimeout{0};    ///< 0: the request's own
};

/// The way to a service: its endpoints, the credential that lets in there, and headers that all
/// requests have. Each attempt of a request is sent to the endpoint and with the authorisation of
/// its moment, once the limiter lets it go. Made once per connection and kept, so that
/// what an endpoint or a credential has shown counts for the next request. Belongs to the loop.
class Channel
{
public:
    /// The client must outlive it. Endpoints are equivalent, the preferred one first; at least one.
    Channel(Client &client,
            std::vector<std::string> endpoints,
            std::shared_ptr<Credential> credential,
            Headers headers = {});
    Channel(Client &client, std::shared_ptr<Credential> credential, ChannelOptions options);

    /// Sends and reads the whole answer. Throws as open().
    Task<Response> send(ServiceCall call);
    /// A status from 400 and one that sends the request elsewhere are answers. What failed is
    /// repeated as the call's policy says; at once where another endpoint is there to be asked, or
    /// the credential has something new.
    /// Throws what Client::open() and Credential::authorise() throw, and Error InvalidInput for an
    /// endpoint that is no address.
    Task<ServiceAnswer> open(ServiceCall call);

private:
    struct Course;

    /// Waits until the limits let a request go, and tells of a wait.
    Task<> admit(const Request &request, std::uint64_t tokens);
    /// The failure of a request that isn't sent, as the circuit is open. False once no attempt is left.
    Task<bool> holdBack(const Request &request,
                        std::chrono::system_clock::time_point until,
                        Course &course);
    Credential &credentialOf(std::size_t endpoint) const;

    /// `redirected` is where the request was sent on to; empty: below an endpoint.
    Task<ServiceAnswer> openAt(const ServiceCall &call, const std::string &redirected);
    /// Takes in what the failure says of the endpoint and of the authorisation, and tells whether
    /// another attempt has a better chance without a wait.
    Task<bool> isBetterAtOnce(const Failure &failure,
                              std::size_t endpoint,
                              const Authorisation &authorisation,
                              Course &course);
    void noteLimits(const Failure &failure);
    void prepareRequest(Request &request) const;
    Request authorised(const Request &request,
                       const std::string &address,
                       const Authorisation &authorisation) const;

    Client &m_client;
    EndpointPool m_endpoints;
    Limiter m_limiter;
    const std::shared_ptr<Credential> m_credential;
    const ChannelOptions m_options;
};

} // namespace postern::http
