// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/arm.h"
#include "engine/cloud/blobstore.h"
#include "engine/cloud/cloudoptions.h"
#include "engine/cloud/contentsafety.h"
#include "engine/cloud/documents.h"
#include "engine/cloud/identity.h"
#include "engine/cloud/keyvault.h"
#include "engine/cloud/models.h"
#include "engine/cloud/question.h"
#include "engine/cloud/searchservice.h"
#include "engine/cloud/tokens.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace postern::cloud {

/// Which service a request is for, by its path alone: all of them share an address.
Service serviceOf(const Question &question);
/// The audience that a token for it must have.
std::string_view audienceFor(Service service);

/// The name of the storage account, first in the path of what is asked of it.
inline constexpr std::string_view kStorageAccount = "simulator";

/// The simulated Azure: every service with its keys, tokens, errors and faults. Never throws for a
/// bad request: it answers as the service does.
class Cloud
{
public:
    /// `address` is where it will be found, for what tokens say.
    Cloud(CloudOptions options, std::string_view address);
    Cloud(const Cloud &) = delete;
    Cloud &operator=(const Cloud &) = delete;
    ~Cloud() = default;

    Answer answer(const Question &question);

    const std::string &key() const { return m_keys.first; }
    const Identity &identity() const { return m_identity; }

private:
    std::int64_t milliseconds() const;
    std::int64_t seconds() const;
    CloudFault *takeFault(const Question &question, Service service);
    Answer dispatch(const Question &question, Service service);
    Answer faulty(const Question &question, Service service, const CloudFault &fault);
    Answer denied(const Question &question, Service service, const std::string &reason) const;
    /// The refusal of who may not ask; nothing when he may.
    std::optional<Answer> refused(const Question &question, Service service) const;
    std::optional<Answer> refusedByVault(const Question &question) const;
    std::optional<Answer> refusedByStorage(const Question &question) const;
    bool isKey(std::string_view text) const;
    bool hasToken(const Question &question, Service service) const;

    CloudOptions m_options;
    AccountKeys m_keys;
    std::map<std::string, SimulatedDeployment> m_deployments;
    std::map<std::string, CloudFault> m_faults;
    Identity m_identity;
    Models m_models;
    SearchService m_search;
    KeyVault m_vault;
    ContentSafety m_safety;
    Documents m_documents;
    Arm m_arm;
    BlobStore m_blobs;
};

} // namespace postern::cloud
