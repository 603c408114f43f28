/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole files, mapped. */
#include "config.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/prog.h"

#define READ_FIRST (64u * 1024)
#define READ_MOST (1u << 30)            /* bytes of a pipe */

/* All that FD gives, which is no file to map: a pipe, a terminal. */
static char *
read_all(int fd, size_t *len)
{
    size_t room = READ_FIRST, n = 0;
    char *s = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    while (s != MAP_FAILED) {
        ssize_t got = read(fd, s + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || room > READ_MOST) {
            int err = got < 0 ? errno : EFBIG;
            munmap(s, room);
            errno = err;
            return NULL;
        }
        if (!got) {                     /* what ht_unmap gets as length must be all that there is */
            size_t used = n ? n : 1, page = (size_t)sysconf(_SC_PAGESIZE);
            used = (used + page - 1) / page * page;
            if (used < room)
                munmap(s + used, room - used);
            if (!n)
                munmap(s, used);
            *len = n;
            return n ? s : (char *)(uintptr_t)"";
        }
        n += (size_t)got;
        if (n == room) {
            char *more = mremap(s, room, 2 * room, MREMAP_MAYMOVE);
            if (more == MAP_FAILED)
                munmap(s, room);
            s = more;
            room *= 2;
        }
    }
    return NULL;
}

/* NULL with errno set. */
static const char *
map(const char *path, size_t *len)
{
    struct stat st;
    const char *s = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (!fstat(fd, &st)) {
        *len = (size_t)st.st_size;
        if (S_ISDIR(st.st_mode))
            errno = EISDIR;
        else if (!S_ISREG(st.st_mode))
            s = read_all(fd, len);
        else if (!st.st_size)
            s = "";
        else if ((s = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, 0)) == MAP_FAILED)
            s = NULL;
    }
    int err = errno;
    close(fd);
    errno = err;
    return s;
}

const char *
ht_map_file(const char *path, size_t *len, struct ht_diag *d)
{
    const char *s = map(path, len);
    if (!s) {
        struct ht_where w = { .file = path };
        ht_diag_fail(d, &w, NULL, _("cannot read: %s"), strerror(errno));
    }
    return s;
}

const char *
ht_map_config(const char *path, size_t *len, struct ht_diag *d)
{
    const char *s = map(path, len);
    if (!s)
        ht_diag_usage(d, _("cannot read %s: %s"), path, strerror(errno));
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

bool
ht_file_identity(const char *path, struct ht_buf *out)
{
    struct stat st;
    if (stat(path, &st) || !S_ISREG(st.st_mode))
        return false;
    ht_buf_addf(out, "%llu %llu %llu %lld.%09ld %lld.%09ld\n", (unsigned long long)st.st_dev,
                (unsigned long long)st.st_ino, (unsigned long long)st.st_size, (long long)st.st_mtim.tv_sec,
                st.st_mtim.tv_nsec, (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
    return true;
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
