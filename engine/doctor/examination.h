// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connectionfields.h"
#include "engine/doctor/doctor.h"
#include "engine/doctor/tlsprobe.h"
#include "engine/doctor/verdict.h"
#include "engine/http/url.h"

#include <chrono>
#include <optional>
#include <string>

namespace postern::doctor {

/// One examination while it goes on. A step returns whether the next one makes sense.
class Examination
{
public:
    Examination(connection::Connection connection,
                http::Client &client,
                azure::Channels &channels,
                DoctorOptions options);

    Task<Diagnosis> run();

private:
    bool readAddress();
    Task<bool> findName();
    bool findRoute();
    bool chooseProxy();
    Task<bool> connect();
    bool judgeTls();
    bool compareClocks();
    Task<bool> takeToken();
    /// Authorisation, resource, API version, a small call: what the answers to requests tell.
    Task<bool> useService();
    Task<bool> askOnce(http::ServiceCall call, const std::string &resource);
    std::vector<std::pair<http::ServiceCall, std::string>> calls() const;
    Task<> readPosture();
    void judgePosture(const Value &resource);
    Task<> judgeRoles(http::Channel &channel, std::string resourceId);

    void tell(std::string step, State state, std::string finding, std::string evidence = {});
    bool fail(std::string step, std::string finding, std::string evidence, Verdict verdict);
    void fillRest();
    std::int64_t seconds() const;

    const connection::Connection m_connection;
    http::Client &m_client;
    azure::Channels &m_channels;
    const DoctorOptions m_options;
    const connection::ConnectionFields m_fields;
    http::Route m_route;
    http::Endpoint m_endpoint;
    Resolution m_resolution;
    ProxyDecision m_proxy;
    ProbeResult m_probe;
    Asked m_asked;
    std::string m_objectId;
    std::chrono::steady_clock::time_point m_began;
    Diagnosis m_diagnosis;
};

} // namespace postern::doctor
