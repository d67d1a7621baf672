// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/identity/assertion.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/sharedlibrary.h"
#include "engine/identity/base64url.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <vector>

namespace postern::identity {

namespace {

/// What of OpenSSL's libcrypto signs, under the names without their prefix. libcurl brings it along.
struct CryptoApi
{
    CryptoApi()
    {
        const SharedLibrary library("libcrypto.so.3");
        library.find(newBuffer, "BIO_new_mem_buf");
        library.find(freeBuffer, "BIO_free");
        library.find(readCertificate, "PEM_read_bio_X509");
        library.find(freeCertificate, "X509_free");
        library.find(digestCertificate, "X509_digest");
        library.find(readKey, "PEM_read_bio_PrivateKey");
        library.find(freeKey, "EVP_PKEY_free");
        library.find(keyType, "EVP_PKEY_get_base_id");
        library.find(newContext, "EVP_MD_CTX_new");
        library.find(freeContext, "EVP_MD_CTX_free");
        library.find(sha256, "EVP_sha256");
        library.find(beginSign, "EVP_DigestSignInit");
        library.find(setPadding, "EVP_PKEY_CTX_set_rsa_padding");
        library.find(setSalt, "EVP_PKEY_CTX_set_rsa_pss_saltlen");
        library.find(sign, "EVP_DigestSign");
    }

    decltype(&::BIO_new_mem_buf) newBuffer = nullptr;
    decltype(&::BIO_free) freeBuffer = nullptr;
    decltype(&::PEM_read_bio_X509) readCertificate = nullptr;
    decltype(&::X509_free) freeCertificate = nullptr;
    decltype(&::X509_digest) digestCertificate = nullptr;
    decltype(&::PEM_read_bio_PrivateKey) readKey = nullptr;
    decltype(&::EVP_PKEY_free) freeKey = nullptr;
    decltype(&::EVP_PKEY_get_base_id) keyType = nullptr;
    decltype(&::EVP_MD_CTX_new) newContext = nullptr;
    decltype(&::EVP_MD_CTX_free) freeContext = nullptr;
    decltype(&::EVP_sha256) sha256 = nullptr;
    decltype(&::EVP_DigestSignInit) beginSign = nullptr;
    decltype(&::EVP_PKEY_CTX_set_rsa_padding) setPadding = nullptr;
    decltype(&::EVP_PKEY_CTX_set_rsa_pss_saltlen) setSalt = nullptr;
    decltype(&::EVP_DigestSign) sign = nullptr;
};

const CryptoApi &cryptoApi()
{
    static const CryptoApi api;
    return api;
}

/// Nobody is asked for a passphrase.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

using Buffer = std::unique_ptr<BIO, int (*)(BIO *)>;

Buffer bufferOf(const std::string &pem)
{
    return {cryptoApi().newBuffer(pem.data(), static_cast<int>(pem.size())), cryptoApi().freeBuffer};
}

/// The certificate's SHA-256, by which Entra finds it.
std::string thumbprint(const std::string &pem, const std::string &file)
{
    const CryptoApi &api = cryptoApi();
    const Buffer buffer = bufferOf(pem);
    const std::unique_ptr<X509, void (*)(X509 *)> certificate(api.readCertificate(buffer.get(),
                                                                                  nullptr,
                                                                                  noPassphrase,
                                                                                  nullptr),
                                                              api.freeCertificate);
    std::array<unsigned char, 32> digest{};
    unsigned int length = digest.size();
    if (!certificate
        || api.digestCertificate(certificate.get(), api.sha256(), digest.data(), &length) != 1)
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 holds no certificate in PEM form.", file),
                    tr("Put the certificate and its key into one PEM file; a .pfx becomes one by "
                       "`openssl pkcs12 -nodes`."));
    return {digest.begin(), digest.begin() + length};
}

std::string signature(const std::string &pem, const std::string &file, const std::string &text)
{
    const CryptoApi &api = cryptoApi();
    const Buffer buffer = bufferOf(pem);
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)>
        key(api.readKey(buffer.get(), nullptr, noPassphrase, nullptr), api.freeKey);
    if (!key || api.keyType(key.get()) != EVP_PKEY_RSA)
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 holds no RSA key that can be read without a passphrase.", file),
                    tr("Entra takes RSA keys; have the file guarded by its permissions."));
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(api.newContext(),
                                                                      api.freeContext);
    EVP_PKEY_CTX *padding = nullptr;
    constexpr int kSaltBytes = 32;
    const auto *const bytes = reinterpret_cast<const unsigned char *>(text.data());
    std::size_t length = 0;
    std::vector<unsigned char> signedBytes;
    bool isSigned = api.beginSign(context.get(), &padding, api.sha256(), nullptr, key.get()) == 1
                    && api.setPadding(padding, RSA_PKCS1_PSS_PADDING) == 1
                    && api.setSalt(padding, kSaltBytes) == 1
                    && api.sign(context.get(), nullptr, &length, bytes, text.size()) == 1;
    signedBytes.resize(length);
    isSigned = isSigned
               && api.sign(context.get(), signedBytes.data(), &length, bytes, text.size()) == 1;
    if (!isSigned)
        throw Error(ErrorCode::Internal, tr("libcrypto can't sign with the key of %1.", file));
    return {signedBytes.begin(), signedBytes.begin() + static_cast<std::ptrdiff_t>(length)};
}

std::string randomId()
{
    std::array<char, 16> bytes{};
    if (sodium_init() < 0)
        throw Error(ErrorCode::Internal, tr("libsodium could not be initialised."));
    randombytes_buf(bytes.data(), bytes.size());
    return toBase64Url({bytes.data(), bytes.size()});
}

std::string part(const Dict &members)
{
    json::WriteOptions options;
    options.compact = true;
    return toBase64Url(json::write(Value(members), options));
}

} // namespace

std::string makeAssertion(const std::string &pem,
                          const std::string &file,
                          const std::string &clientId,
                          std::string_view audience,
                          Time now)
{
    const std::int64_t seconds
        = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    constexpr std::int64_t kLife = 600;
    const Dict head{{"typ", "JWT"},
                    {"alg", "PS256"},
                    {"x5t#S256", toBase64Url(thumbprint(pem, file))}};
    const Dict claims{{"aud", audience},
                      {"iss", clientId},
                      {"sub", clientId},
                      {"jti", randomId()},
                      {"nbf", seconds},
                      {"exp", seconds + kLife}};
    const std::string text = part(head) + '.' + part(claims);
    return text + '.' + toBase64Url(signature(pem, file, text));
}

} // namespace postern::identity
