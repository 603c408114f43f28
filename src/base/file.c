/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole files, mapped. */
#include "config.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/prog.h"

const char *
ht_map_file(const char *path, size_t *len, struct ht_diag *d)
{
    struct stat st;
    const char *s = NULL;
    int err = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st)) {
        err = errno;
    } else if (!S_ISREG(st.st_mode)) {
        err = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    } else if (!st.st_size) {
        s = "";
    } else {
        s = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        err = errno;
        if (s == MAP_FAILED)
            s = NULL;
    }
    if (fd >= 0)
        close(fd);
    if (!s) {
        struct ht_where w = { .file = path };
        ht_diag_fail(d, &w, NULL, _("cannot read: %s"), strerror(err));
        return NULL;
    }
    *len = (size_t)st.st_size;
    return s;
}

void
ht_unmap(const char *s, size_t len)
{
    if (s && len)
        munmap((void *)(uintptr_t)s, len);
}

bool
ht_is_dir(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool
ht_is_private(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISREG(st.st_mode) && !(st.st_mode & (S_IRWXG | S_IRWXO));
}

bool
ht_is_file(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISREG(st.st_mode);
}

enum ht_rc
ht_file_digest(const char *path, char hex[HT_DIGEST_HEX], struct ht_diag *d)
{
    size_t len;
    const char *s = ht_map_file(path, &len, d);
    if (!s)
        return HT_FAIL;
    struct ht_digest *sha = ht_digest_new();
    ht_digest_add(sha, s, len);
    ht_digest_hex(sha, hex);
    ht_digest_free(sha);
    ht_unmap(s, len);
    return HT_OK;
}
