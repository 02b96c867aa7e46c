/* Prints the names of the tables of a database: tables FILE [PAGE SIZE]. */
#include <esent.h>
#include <stdio.h>
#include <stdlib.h>

enum
{
    TYPE_TABLE = 1
};

/* Ends the program at the first error, with its name. */
static void must(JET_ERR err, const char *what)
{
    if (err < JET_errSuccess)
    {
        JET_API_PTR code = (JET_API_PTR)(intptr_t)err;
        char text[256];
        JetGetSystemParameterA(0, JET_sesidNil, JET_paramErrorToString, &code, text, sizeof text);
        fprintf(stderr, "%s: %s\n", what, text);
        exit(1);
    }
}

static void print_tables(JET_SESID sesid, JET_TABLEID objects)
{
    JET_COLUMNDEF type, name;
    must(JetGetTableColumnInfoA(sesid, objects, "Type", &type, sizeof type, JET_ColInfo), "Type");
    must(JetGetTableColumnInfoA(sesid, objects, "Name", &name, sizeof name, JET_ColInfo), "Name");
    for (JET_ERR err = JetMove(sesid, objects, JET_MoveFirst, 0); err == JET_errSuccess;
         err = JetMove(sesid, objects, JET_MoveNext, 0))
    {
        uint16_t kind = 0;
        char text[JET_cbNameMost];
        uint32_t len = 0;
        must(JetRetrieveColumn(sesid, objects, type.columnid, &kind, sizeof kind, NULL, 0, NULL),
             "JetRetrieveColumn");
        if (kind == TYPE_TABLE)
        {
            must(JetRetrieveColumn(sesid, objects, name.columnid, text, sizeof text, &len, 0, NULL),
                 "JetRetrieveColumn");
            printf("%.*s\n", (int)len, text);
        }
    }
}

int main(int argc, char **argv)
{
    JET_INSTANCE instance = JET_instanceNil;
    JET_SESID sesid;
    JET_DBID dbid;
    JET_TABLEID objects;
    if (argc < 2)
    {
        fprintf(stderr, "usage: tables FILE [PAGE SIZE]\n");
        return 2;
    }
    JET_API_PTR page_size = argc > 2 ? strtoul(argv[2], NULL, 10) : 4096;
    must(JetSetSystemParameterA(NULL, 0, JET_paramDatabasePageSize, page_size, NULL), "page size");
    must(JetCreateInstanceA(&instance, "tables"), "JetCreateInstance");
    must(JetSetSystemParameterA(&instance, 0, JET_paramRecovery, 0, "off"), "recovery");
    must(JetInit(&instance), "JetInit");
    must(JetBeginSessionA(instance, &sesid, NULL, NULL), "JetBeginSession");
    must(JetAttachDatabaseA(sesid, argv[1], JET_bitDbReadOnly), argv[1]);
    must(JetOpenDatabaseA(sesid, argv[1], NULL, &dbid, JET_bitDbReadOnly), argv[1]);
    must(JetOpenTableA(sesid, dbid, "MSysObjects", NULL, 0, JET_bitTableReadOnly, &objects),
         "MSysObjects");
    print_tables(sesid, objects);
    must(JetTerm2(instance, JET_bitTermComplete), "JetTerm2");
    return 0;
}
