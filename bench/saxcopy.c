/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Peer of one XML filter: libxml2's SAX2 events straight to a buffer, escapes included, nothing else: no records, no
 * checks, no trailer.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static void
escaped(const char *s, size_t len, int quote)
{
    const char *from = s, *end = s + len;
    for (; s < end; s++) {
        const char *by = *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : *s == '>' ? "&gt;" :
                         *s == '"' && quote ? "&quot;" : NULL;
        if (by) {
            fwrite(from, 1, (size_t)(s - from), stdout);
            fputs(by, stdout);
            from = s + 1;
        }
    }
    fwrite(from, 1, (size_t)(end - from), stdout);
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns, const xmlChar **ns,
         int nattr, int ndef, const xmlChar **a)
{
    (void)arg, (void)prefix, (void)uri, (void)ndef;
    putchar_unlocked('<');
    fputs((const char *)name, stdout);
    for (int i = 0; i < nns; i++)
        printf(" xmlns=\"%s\"", (const char *)ns[2 * i + 1]);
    for (int i = 0; i < nattr; i++, a += 5) {
        putchar_unlocked(' ');
        fputs((const char *)a[0], stdout);
        fputs("=\"", stdout);
        escaped((const char *)a[3], (size_t)(a[4] - a[3]), 1);
        putchar_unlocked('"');
    }
    putchar_unlocked('>');
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)arg, (void)prefix, (void)uri;
    fputs("</", stdout);
    fputs((const char *)name, stdout);
    putchar_unlocked('>');
}

static void
on_text(void *arg, const xmlChar *s, int len)
{
    (void)arg;
    escaped((const char *)s, (size_t)len, 0);
}

int
main(void)
{
    static char in[1 << 16], out[1 << 18];
    setvbuf(stdout, out, _IOFBF, sizeof out);
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!p)
        return 1;
    for (size_t n; (n = fread(in, 1, sizeof in, stdin)) > 0;)
        if (xmlParseChunk(p, in, (int)n, 0))
            return 1;
    int bad = xmlParseChunk(p, NULL, 0, 1);
    xmlFreeParserCtxt(p);
    return bad || fflush(stdout) ? 1 : 0;
}
