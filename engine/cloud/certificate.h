// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace postern::cloud {

/// A server's certificate with its key, and the authority that it was signed by, all as PEM.
struct ServerCertificate
{
    std::string chain;
    std::string key;
    std::string authority; ///< empty: of a certificate that was given
};

/// A certificate for this machine's loopback names, signed by an authority made for it; the
/// authority's key is forgotten at once.
ServerCertificate makeCertificate();

} // namespace postern::cloud
