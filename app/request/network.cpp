// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/network.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/connection/secretvariables.h"
#include "engine/identity/identity.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::request {

namespace {

constexpr std::size_t kMostBundle = 16U << 20U;

/// Where distributions keep the bundle of the authorities they trust.
std::string systemBundle()
{
    constexpr std::array kPlaces{"/etc/ssl/certs/ca-certificates.crt",
                                 "/etc/pki/tls/certs/ca-bundle.crt",
                                 "/etc/ssl/ca-bundle.pem",
                                 "/etc/ssl/cert.pem"};
    std::error_code ignored;
    for (const char *place : kPlaces) {
        if (fs::is_regular_file(place, ignored))
            return place;
    }
    return {};
}

/// Kept in the home, as libcurl and Python's clients take one file.
std::string writtenBundle(const std::vector<std::string> &files, const std::string &usual)
{
    const fs::path bundle = store::homeFolder() / "ca-bundle.pem";
    const std::string text = authorities(files, usual);
    std::error_code ignored;
    if (!fs::exists(bundle, ignored) || store::readFile(bundle, kMostBundle) != text)
        store::writeFile(bundle, text, 0600);
    return bundle.string();
}

void addLogin(http::Route &route,
              const store::Settings &settings,
              const connection::ConnectionSet *connections)
{
    route.proxyLogin = settings.proxyAuth();
    if (settings.proxyLogin().empty() || !connections)
        return;
    const connection::Connection *login = connections->find(settings.proxyLogin());
    if (!login)
        throw Error(ErrorCode::ConnectionMissing,
                    tr("There is no connection '%1', which network.proxy_login names.",
                       settings.proxyLogin()),
                    tr("Create a custom connection with configs.user and secrets.password, or take "
                       "the setting back: postern config set network.proxy_login="));
    route.proxyUser = login->get("user");
    route.proxyPassword = login->get("password");
    log::registerSecret(route.proxyPassword);
}

} // namespace

std::string authorities(const std::vector<std::string> &files, const std::string &usual)
{
    std::string all;
    const std::string system = usual.empty() ? systemBundle() : usual;
    if (!system.empty())
        all = store::readFile(system, kMostBundle);
    for (const std::string &file : files) {
        const std::string text = store::readFile(file, kMostBundle);
        if (text.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
            throw Error(ErrorCode::InvalidInput,
                        tr("%1 holds no certificate in PEM form.", file),
                        tr("A .cer or .der file becomes one by `openssl x509 -inform der`."));
        if (!all.empty() && !all.ends_with('\n'))
            all += '\n';
        all += text;
    }
    return all;
}

run::Network networkOf(const store::Settings &settings, const connection::ConnectionSet *connections)
{
    run::Network network;
    network.allowed = settings.egressAllow();
    http::Route &route = network.route;
    route.proxy = settings.proxy();
    connection::registerSecrets({{std::string(), route.proxy}}); // a password in its address
    route.noProxy = settings.noProxy();
    addLogin(route, settings, connections);
    route.preferHttp2 = settings.http2();
    route.clientCertificate = settings.clientCertificate();
    route.clientKey = settings.clientKey();
    for (const std::string &entry : settings.addresses()) {
        const std::size_t equals = entry.find('=');
        std::string host = entry.substr(0, equals);
        for (char &c : host)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        route.addresses.insert_or_assign(std::move(host), entry.substr(equals + 1));
    }
    route.caFile = settings.caFile();
    // What OpenSSL's own programs and Python's clients look at; libcurl doesn't.
    if (const char *bundle = std::getenv("SSL_CERT_FILE"); bundle && route.caFile.empty())
        route.caFile = bundle;
    if (const auto extra = settings.extraCaFiles(); !extra.empty())
        route.caFile = writtenBundle(extra, route.caFile);
    return network;
}

connection::Environment identityVariables(const std::string &identity,
                                          const connection::ConnectionSet &connections)
{
    if (identity.empty() || identity::isIdentityKind(identity))
        return {};
    const connection::Connection *who = connections.find(identity);
    if (!who)
        throw Error(
            ErrorCode::ConnectionMissing,
            tr("There is no connection '%1', which identity.default names.", identity),
            tr("Create a custom connection with configs.identity, configs.tenant_id and their "
               "like, or take the setting back: postern config set identity.default="));
    identity::Fields fields = who->configs;
    fields.insert(who->secrets.begin(), who->secrets.end());
    return identity::variablesOf(identity::identityOf(fields));
}

} // namespace postern::request
