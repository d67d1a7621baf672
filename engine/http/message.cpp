// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/message.h"

#include <boost/algorithm/string/predicate.hpp>

namespace postern::http {

std::string_view header(const Headers &headers, std::string_view name)
{
    for (const auto &[key, value] : headers) {
        if (boost::algorithm::iequals(key, name, std::locale::classic()))
            return value;
    }
    return {};
}

Route mergedRoute(const Route &general, const Route &own)
{
    Route route = general;
    if (!own.proxy.empty()) { // another proxy has another login
        route.proxy = own.proxy;
        route.noProxy = own.noProxy;
        route.proxyUser = own.proxyUser;
        route.proxyPassword = own.proxyPassword;
        route.proxyLogin = own.proxyLogin;
    }
    if (!own.caFile.empty())
        route.caFile = own.caFile;
    if (!own.clientCertificate.empty()) {
        route.clientCertificate = own.clientCertificate;
        route.clientKey = own.clientKey;
    }
    if (!own.address.empty()) { // it is meant for this one's hosts, whatever others say of them
        route.address = own.address;
        route.addresses.clear();
    }
    for (const auto &[host, address] : own.addresses)
        route.addresses.insert_or_assign(host, address);
    route.preferHttp2 = route.preferHttp2 || own.preferHttp2;
    return route;
}

} // namespace postern::http
