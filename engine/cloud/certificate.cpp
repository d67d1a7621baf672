// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/certificate.h"

#include "engine/base/error.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdint>
#include <memory>

namespace postern::cloud {

namespace {

constexpr unsigned kKeyBits = 2048;
constexpr long kDays = 30L;
constexpr long kDaySeconds = 86'400L;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

[[noreturn]] void failed()
{
    throw Error(ErrorCode::Internal, tr("The simulator's certificate can't be made."));
}

Key makeKey()
{
    Key key(EVP_RSA_gen(kKeyBits), EVP_PKEY_free);
    if (!key)
        failed();
    return key;
}

void addExtension(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    if (!extension)
        failed();
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// A certificate for the key, not yet signed. Its subject is that name.
Certificate begin(EVP_PKEY *key, const char *name)
{
    Certificate certificate(X509_new(), X509_free);
    if (!certificate)
        failed();
    std::uint32_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1) // NOLINT: bytes
        failed();
    constexpr std::uint32_t kPositive = 0x7FFFFFFF;
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()),
                     static_cast<long>(serial & kPositive));
    // A client's clock may be behind by a day.
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDaySeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDays * kDaySeconds);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto *const text = reinterpret_cast<const unsigned char *>(name); // NOLINT: bytes
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, -1, -1, 0);
    return certificate;
}

template<typename Write>
std::string pemOf(const Write &write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    if (!memory || write(memory.get()) != 1)
        failed();
    const char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes); // NOLINT: a macro of OpenSSL's
    return {bytes, static_cast<std::size_t>(size)};
}

} // namespace

ServerCertificate makeCertificate()
{
    const Key authorityKey = makeKey();
    const Certificate authority = begin(authorityKey.get(), "Postern simulator authority");
    X509_set_issuer_name(authority.get(), X509_get_subject_name(authority.get()));
    addExtension(authority.get(), authority.get(), NID_basic_constraints, "critical,CA:TRUE");
    addExtension(authority.get(), authority.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(authority.get(), authority.get(), NID_subject_key_identifier, "hash");
    if (X509_sign(authority.get(), authorityKey.get(), EVP_sha256()) == 0)
        failed();

    const Key key = makeKey();
    const Certificate server = begin(key.get(), "localhost");
    X509_set_issuer_name(server.get(), X509_get_subject_name(authority.get()));
    addExtension(server.get(), authority.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(server.get(),
                 authority.get(),
                 NID_key_usage,
                 "critical,digitalSignature,keyEncipherment");
    addExtension(server.get(), authority.get(), NID_ext_key_usage, "serverAuth");
    addExtension(server.get(), authority.get(), NID_subject_key_identifier, "hash");
    addExtension(server.get(), authority.get(), NID_authority_key_identifier, "keyid:always");
    addExtension(server.get(),
                 authority.get(),
                 NID_subject_alt_name,
                 "DNS:localhost,DNS:*.localhost,IP:127.0.0.1,IP:::1");
    if (X509_sign(server.get(), authorityKey.get(), EVP_sha256()) == 0)
        failed();

    ServerCertificate made;
    made.chain = pemOf([&](BIO *to) { return PEM_write_bio_X509(to, server.get()); });
    made.authority = pemOf([&](BIO *to) { return PEM_write_bio_X509(to, authority.get()); });
    made.key = pemOf([&](BIO *to) {
        return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return made;
}

} // namespace postern::cloud
