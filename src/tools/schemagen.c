/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes the schemas of canonical XML from the tables: schemagen xsd | rng.
 *
 * Both say the same: order and names of fields, attributes and their types, the trailer.  They take invalid
 * records too (an impossible date is a finding, not a broken stream), and id is not typed as xs:ID, since a doubled
 * id is a finding as well.
 */
#include "config.h"

#include <string.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/record.h"
#include "model/schema.h"
#include "stream/xmltypes.h"

#define NAMESPACE "urn:hotich:1"

static const enum ht_xml_type attr_type[HT_NATTR] = {
#define ATTR(name, type, text) [HT_A_##name] = HT_XML_##type,
#include "model/attrs.def"
#undef ATTR
};

/* What the two schema languages call the types of attributes. */
static const struct { const char *xsd, *rng; } type_name[] = {
    [HT_XML_STRING] = { "xs:string", "<text/>" },
    [HT_XML_NMTOKEN] = { "xs:NMTOKEN", "<data type=\"NMTOKEN\"/>" },
    [HT_XML_NMTOKENS] = { "ht:names", "<data type=\"NMTOKENS\"/>" },
    [HT_XML_PERCENT] = { "ht:percent", "<ref name=\"percent\"/>" },
    [HT_XML_STATE] = { "ht:state", "<ref name=\"state\"/>" },
};

static size_t
count(const char *const *v)
{
    size_t n = 0;
    while (v[n])
        n++;
    return n;
}

/* ---- XML Schema 1.0 ---- */

static void
xsd_enum(struct ht_out *o, const char *name, const char *const *v, size_t n)
{
    ht_out_addf(o, "<xs:simpleType name=\"%s\"><xs:restriction base=\"xs:string\">\n", name);
    for (size_t i = 0; i < n; i++)
        ht_out_addf(o, "<xs:enumeration value=\"%s\"/>\n", v[i]);
    ht_out_adds(o, "</xs:restriction></xs:simpleType>\n");
}

static void
xsd_types(struct ht_out *o)
{
    xsd_enum(o, "state", ht_xml_states, count(ht_xml_states));
    xsd_enum(o, "severity", ht_sev_name, HT_ERROR + 1);
    ht_out_adds(o, "<xs:simpleType name=\"percent\"><xs:restriction base=\"xs:integer\">\n"
         "<xs:minInclusive value=\"0\"/><xs:maxInclusive value=\"100\"/>\n"
         "</xs:restriction></xs:simpleType>\n"
         /* libxml2 takes an empty list for NMTOKENS */
         "<xs:simpleType name=\"names\"><xs:restriction base=\"xs:string\">\n"
         "<xs:pattern value=\"[\\c ]*\\c[\\c ]*\"/></xs:restriction></xs:simpleType>\n"
         "<xs:simpleType name=\"diagCode\"><xs:restriction base=\"xs:string\">\n"
         "<xs:pattern value=\"HT[0-9]{3}\"/></xs:restriction></xs:simpleType>\n"
         "<xs:simpleType name=\"count\"><xs:restriction base=\"xs:string\">\n"
         "<xs:pattern value=\"[0-9]{1,18}\"/></xs:restriction></xs:simpleType>\n"
         "<xs:simpleType name=\"id\"><xs:restriction base=\"xs:string\">\n"
         "<xs:minLength value=\"1\"/></xs:restriction></xs:simpleType>\n"
         "<xs:complexType name=\"field\"><xs:simpleContent><xs:extension base=\"xs:string\">\n");
    for (size_t i = 0; i < HT_NATTR; i++)
        ht_out_addf(o, "<xs:attribute name=\"%s\" type=\"%s\"/>\n", ht_attr_name[i], type_name[attr_type[i]].xsd);
    ht_out_adds(o, "</xs:extension></xs:simpleContent></xs:complexType>\n"
         "<xs:complexType name=\"extra\"><xs:simpleContent><xs:extension base=\"ht:field\">\n"
         "<xs:attribute name=\"ten\" type=\"xs:string\" use=\"required\"/>\n"
         "</xs:extension></xs:simpleContent></xs:complexType>\n");
}

static void
xsd_register(struct ht_out *o, const struct ht_register *r)
{
    ht_out_addf(o, "<xs:simpleType name=\"f%s\"><xs:restriction base=\"xs:string\">\n", r->code);
    for (size_t i = 0; i < r->nfields; i++)
        ht_out_addf(o, "<xs:enumeration value=\"%s\"/>\n", r->field[i].name);
    ht_out_addf(o, "</xs:restriction></xs:simpleType>\n<xs:complexType name=\"%s\"><xs:sequence>\n", r->element);
    for (size_t i = 0; i < r->nfields; i++)
        ht_out_addf(o, "<xs:element name=\"%s\" type=\"ht:field\" minOccurs=\"0\"/>\n", r->field[i].name);
    ht_out_adds(o, "<xs:element name=\"cotKhac\" type=\"ht:extra\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n"
         "<xs:element name=\"diag\" minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType>\n"
         "<xs:attribute name=\"code\" type=\"ht:diagCode\" use=\"required\"/>\n");
    ht_out_addf(o, "<xs:attribute name=\"f\" type=\"ht:f%s\"/>\n", r->code);
    ht_out_adds(o, "<xs:attribute name=\"sev\" type=\"ht:severity\" use=\"required\"/>\n"
         "</xs:complexType></xs:element>\n</xs:sequence>\n");
    for (size_t i = 0; i < HT_NRATTR; i++)
        ht_out_addf(o, "<xs:attribute name=\"%s\" type=\"%s\"%s/>\n", ht_rattr_name[i],
               i == HT_R_id ? "ht:id" : "xs:string", i == HT_R_id ? " use=\"required\"" : "");
    ht_out_adds(o, "</xs:complexType>\n");
}

static void
write_xsd(struct ht_out *o)
{
    ht_out_adds(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:ht=\"" NAMESPACE "\"\n"
         " targetNamespace=\"" NAMESPACE "\" elementFormDefault=\"qualified\">\n");
    xsd_types(o);
    for (size_t i = 0; i < HT_NREG; i++)
        xsd_register(o, &ht_registers[i]);
    ht_out_adds(o, "<xs:element name=\"hoTich\"><xs:complexType><xs:sequence>\n"
         "<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
    for (size_t i = 0; i < HT_NREG; i++)
        ht_out_addf(o, "<xs:element name=\"%s\" type=\"ht:%s\"/>\n", ht_registers[i].element, ht_registers[i].element);
    ht_out_adds(o, "</xs:choice>\n<xs:element name=\"het\"><xs:complexType>\n"
         "<xs:attribute name=\"n\" type=\"ht:count\" use=\"required\"/></xs:complexType></xs:element>\n"
         "</xs:sequence><xs:attribute name=\"v\" type=\"xs:string\" use=\"required\" fixed=\"1\"/>\n"
         "</xs:complexType></xs:element>\n</xs:schema>\n");
}

/* ---- RELAX NG ---- */

static void
rng_choice(struct ht_out *o, const char *name, const char *const *v, size_t n)
{
    ht_out_addf(o, "<define name=\"%s\"><choice>\n", name);
    for (size_t i = 0; i < n; i++)
        ht_out_addf(o, "<value type=\"string\">%s</value>\n", v[i]);
    ht_out_adds(o, "</choice></define>\n");
}

static void
rng_types(struct ht_out *o)
{
    rng_choice(o, "state", ht_xml_states, count(ht_xml_states));
    rng_choice(o, "severity", ht_sev_name, HT_ERROR + 1);
    ht_out_adds(o, "<define name=\"percent\"><data type=\"integer\"><param name=\"minInclusive\">0</param>"
         "<param name=\"maxInclusive\">100</param></data></define>\n<define name=\"field\">\n");
    for (size_t i = 0; i < HT_NATTR; i++)
        ht_out_addf(o, "<optional><attribute name=\"%s\">%s</attribute></optional>\n", ht_attr_name[i],
                    type_name[attr_type[i]].rng);
    ht_out_adds(o, "<text/></define>\n"
         "<define name=\"extra\"><element name=\"cotKhac\"><attribute name=\"ten\"><text/></attribute>"
         "<ref name=\"field\"/></element></define>\n");
}

static void
rng_register(struct ht_out *o, const struct ht_register *r)
{
    ht_out_addf(o, "<define name=\"%s\"><element name=\"%s\">\n", r->element, r->element);
    for (size_t i = 0; i < HT_NRATTR; i++)
        if (i == HT_R_id)
            ht_out_adds(o, "<attribute name=\"id\"><data type=\"string\"><param name=\"minLength\">1</param></data>"
                 "</attribute>\n");
        else
            ht_out_addf(o, "<optional><attribute name=\"%s\"><text/></attribute></optional>\n",
                        ht_rattr_name[i]);
    for (size_t i = 0; i < r->nfields; i++)
        ht_out_addf(o, "<optional><element name=\"%s\"><ref name=\"field\"/></element></optional>\n", r->field[i].name);
    ht_out_adds(o, "<zeroOrMore><ref name=\"extra\"/></zeroOrMore>\n<zeroOrMore><element name=\"diag\">\n"
         "<attribute name=\"code\"><data type=\"string\"><param name=\"pattern\">HT[0-9]{3}</param></data>"
         "</attribute>\n<optional><attribute name=\"f\"><choice>\n");
    for (size_t i = 0; i < r->nfields; i++)
        ht_out_addf(o, "<value type=\"string\">%s</value>\n", r->field[i].name);
    ht_out_adds(o, "</choice></attribute></optional>\n<attribute name=\"sev\"><ref name=\"severity\"/></attribute>\n"
         "</element></zeroOrMore>\n</element></define>\n");
}

static void
write_rng(struct ht_out *o)
{
    ht_out_adds(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"" NAMESPACE "\"\n"
         " datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
         "<start><element name=\"hoTich\"><attribute name=\"v\"><value type=\"string\">1</value></attribute>\n"
         "<zeroOrMore><choice>\n");
    for (size_t i = 0; i < HT_NREG; i++)
        ht_out_addf(o, "<ref name=\"%s\"/>\n", ht_registers[i].element);
    ht_out_adds(o, "</choice></zeroOrMore>\n<element name=\"het\"><attribute name=\"n\"><data type=\"string\">"
         "<param name=\"pattern\">[0-9]{1,18}</param></data></attribute></element>\n</element></start>\n");
    rng_types(o);
    for (size_t i = 0; i < HT_NREG; i++)
        rng_register(o, &ht_registers[i]);
    ht_out_adds(o, "</grammar>\n");
}

int
main(int argc, char **argv)
{
    const char *what = argc == 2 ? argv[1] : "";
    ht_prog_start("schemagen");
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "schemagen" });
    struct ht_out *o = ht_out_open(NULL, 0, d);
    if (!strcmp(what, "xsd"))
        write_xsd(o);
    else if (!strcmp(what, "rng"))
        write_rng(o);
    else
        ht_diag_usage(d, "schemagen xsd | rng");
    ht_out_close(o, NULL);
    return ht_diag_free(d);
}
