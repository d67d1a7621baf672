// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curlapi.h"

#include "engine/base/error.h"
#include "engine/base/sharedlibrary.h"

namespace postern::http {

static CurlApi loadCurl()
{
    const SharedLibrary library("libcurl.so.4");
    CurlApi api;
    library.find(api.global_init, "curl_global_init");
    library.find(api.getdate, "curl_getdate");
    library.find(api.slist_append, "curl_slist_append");
    library.find(api.slist_free_all, "curl_slist_free_all");
    library.find(api.easy_init, "curl_easy_init");
    library.find(api.easy_cleanup, "curl_easy_cleanup");
    library.find(api.easy_setopt, "curl_easy_setopt");
    library.find(api.easy_getinfo, "curl_easy_getinfo");
    library.find(api.easy_pause, "curl_easy_pause");
    library.find(api.easy_strerror, "curl_easy_strerror");
    library.find(api.multi_init, "curl_multi_init");
    library.find(api.multi_cleanup, "curl_multi_cleanup");
    library.find(api.multi_setopt, "curl_multi_setopt");
    library.find(api.multi_add_handle, "curl_multi_add_handle");
    library.find(api.multi_remove_handle, "curl_multi_remove_handle");
    library.find(api.multi_info_read, "curl_multi_info_read");
    library.find(api.multi_socket_action, "curl_multi_socket_action");
    if (api.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        throw Error(ErrorCode::Internal, tr("libcurl could not be initialised."));
    return api;
}

const CurlApi &curlApi()
{
    static const CurlApi api = loadCurl();
    return api;
}

} // namespace postern::http
