/*
 * A database made from nothing: tables in one call and piece by piece, rows with long values,
 * updates, deletes, transactions; closed, attached again, and all of it still there.
 */
#include "check.h"

#include <string.h>

enum
{
    ROWS = 300
};

static JET_INSTANCE instance;
static JET_SESID sesid;
static JET_DBID dbid;
static JET_TABLEID tableid;
static JET_COLUMNID id_column, name_column, text_column;

static void start(void)
{
    instance = JET_instanceNil;
    OK(JetCreateInstanceA(&instance, "writing"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramMaxTemporaryTables, 0, NULL));
    OK(JetInit(&instance));
    OK(JetBeginSessionA(instance, &sesid, NULL, NULL));
}

/* A table with columns and indexes in one call; what each came to is told in its place. */
static void create_in_one_call(void)
{
    JET_COLUMNCREATE_A columns[3];
    JET_INDEXCREATE3_A indexes[2];
    JET_TABLECREATE4_A table;
    memset(columns, 0, sizeof columns);
    memset(indexes, 0, sizeof indexes);
    memset(&table, 0, sizeof table);
    char *names[] = {"id", "name", "text"};
    const JET_COLTYP types[] = {JET_coltypLong, JET_coltypText, JET_coltypLongText};
    for (int i = 0; i < 3; i++)
    {
        columns[i].cbStruct = sizeof columns[i];
        columns[i].szColumnName = names[i];
        columns[i].coltyp = types[i];
        columns[i].cp = i == 0 ? 0 : 1252;
        columns[i].err = 77;
    }
    columns[0].grbit = JET_bitColumnNotNULL;
    for (int i = 0; i < 2; i++)
    {
        indexes[i].cbStruct = sizeof indexes[i];
        indexes[i].ulDensity = 90;
        indexes[i].err = 77;
    }
    indexes[0].szIndexName = "primary";
    indexes[0].szKey = "+id\0";
    indexes[0].cbKey = 5;
    indexes[0].grbit = JET_bitIndexPrimary | JET_bitIndexUnique;
    indexes[1].szIndexName = "by name";
    indexes[1].szKey = "-name\0";
    indexes[1].cbKey = 7;
    table.cbStruct = sizeof table;
    table.szTableName = "things";
    table.ulPages = 1;
    table.ulDensity = 80;
    table.rgcolumncreate = columns;
    table.cColumns = 3;
    table.rgindexcreate = indexes;
    table.cIndexes = 2;
    OK(JetCreateTableColumnIndex4A(sesid, dbid, &table));
    CHECK(table.cCreated == 6 && table.tableid != JET_tableidNil);
    for (int i = 0; i < 3; i++)
    {
        CHECK(columns[i].err == JET_errSuccess && columns[i].columnid != 0);
    }
    CHECK(indexes[0].err == JET_errSuccess && indexes[1].err == JET_errSuccess);
    tableid = table.tableid;
    id_column = columns[0].columnid;
    name_column = columns[1].columnid;
    text_column = columns[2].columnid;
    GIVES(JET_errTableDuplicate, JetCreateTableColumnIndex4A(sesid, dbid, &table));
    table.cbStruct = 8;
    GIVES(JET_errInvalidParameter, JetCreateTableColumnIndex4A(sesid, dbid, &table));
    GIVES(JET_errInvalidParameter, JetCreateTableColumnIndex4A(sesid, dbid, NULL));
}

/* The same piece by piece, with wide names. */
static void create_in_pieces(void)
{
    JET_TABLEID pieces = 0;
    JET_COLUMNDEF def;
    JET_COLUMNID column = 0;
    const int32_t seven = 7;
    OK(JetCreateTableW(sesid, dbid, JET_WTEXT("pieces"), 1, 100, &pieces));
    memset(&def, 0, sizeof def);
    def.cbStruct = sizeof def;
    def.coltyp = JET_coltypLong;
    OK(JetAddColumnW(sesid, pieces, JET_WTEXT("n"), &def, &seven, sizeof seven, &column));
    CHECK(column != 0);
    GIVES(JET_errColumnDuplicate, JetAddColumnA(sesid, pieces, "n", &def, NULL, 0, &column));
    OK(JetCreateIndexW(sesid, pieces, JET_WTEXT("by n"), 0, JET_WTEXT("+n\0"), 8, 100));
    GIVES(JET_errIndexDuplicate, JetCreateIndexA(sesid, pieces, "by n", 0, "+n\0", 4, 100));
    JET_INDEXCREATE_W index;
    memset(&index, 0, sizeof index);
    index.cbStruct = sizeof index;
    index.szIndexName = (JET_WCHAR *)JET_WTEXT("down");
    index.szKey = (JET_WCHAR *)JET_WTEXT("-n\0");
    index.cbKey = 8;
    index.err = 77;
    OK(JetCreateIndex2W(sesid, pieces, &index, 1));
    CHECK(index.err == JET_errSuccess);
    OK(JetDeleteIndexA(sesid, pieces, "by n"));
    OK(JetRenameColumnA(sesid, pieces, "n", "number", 0));
    OK(JetCloseTable(sesid, pieces));
    OK(JetRenameTableA(sesid, dbid, "pieces", "parts"));
    OK(JetDeleteTableW(sesid, dbid, JET_WTEXT("parts")));
    /* Locked as long as somebody might see it, then unknown. */
    JET_ERR err = JetOpenTableA(sesid, dbid, "parts", NULL, 0, 0, &pieces);
    CHECK(err == JET_errTableLocked || err == JET_errObjectNotFound);
}

static void insert(int32_t id)
{
    char name[32], text[3000];
    unsigned char bookmark[64];
    uint32_t actual = 0;
    int len = snprintf(name, sizeof name, "thing %d", (int)id);
    memset(text, 'a' + id % 26, sizeof text);
    OK(JetPrepareUpdate(sesid, tableid, JET_prepInsert));
    OK(JetSetColumn(sesid, tableid, id_column, &id, sizeof id, 0, NULL));
    JET_SETCOLUMN both[2];
    memset(both, 0, sizeof both);
    both[0].columnid = name_column;
    both[0].pvData = name;
    both[0].cbData = (uint32_t)len;
    both[0].itagSequence = 1;
    both[1].columnid = text_column;
    both[1].pvData = text;
    both[1].cbData = sizeof text;
    both[1].itagSequence = 1;
    OK(JetSetColumns(sesid, tableid, both, 2));
    CHECK(both[0].err == JET_errSuccess && both[1].err == JET_errSuccess);
    OK(JetUpdate(sesid, tableid, bookmark, sizeof bookmark, &actual));
    CHECK(actual == 5);
}

static JET_ERR go_to(int32_t id)
{
    OK(JetMakeKey(sesid, tableid, &id, sizeof id, JET_bitNewKey));
    return JetSeek(sesid, tableid, JET_bitSeekEQ);
}

static void fill(void)
{
    OK(JetBeginTransaction(sesid));
    for (int32_t id = 0; id < ROWS; id++)
    {
        insert(id);
    }
    OK(JetCommitTransaction(sesid, 0));
    /* Rows that are undone. */
    OK(JetBeginTransaction(sesid));
    insert(ROWS);
    OK(go_to(ROWS));
    OK(JetRollback(sesid, 0));
    GIVES(JET_errRecordNotFound, go_to(ROWS));
    /* A row changed, one deleted, one that is there already. */
    OK(JetBeginTransaction(sesid));
    OK(go_to(10));
    OK(JetPrepareUpdate(sesid, tableid, JET_prepReplace));
    OK(JetSetColumn(sesid, tableid, name_column, "ten", 3, 0, NULL));
    OK(JetUpdate(sesid, tableid, NULL, 0, NULL));
    OK(go_to(11));
    OK(JetDelete(sesid, tableid));
    OK(JetCommitTransaction(sesid, 0));
    int32_t id = 12;
    OK(JetPrepareUpdate(sesid, tableid, JET_prepInsert));
    OK(JetSetColumn(sesid, tableid, id_column, &id, sizeof id, 0, NULL));
    GIVES(JET_errKeyDuplicate, JetUpdate(sesid, tableid, NULL, 0, NULL));
    OK(JetPrepareUpdate(sesid, tableid, JET_prepCancel));
}

static void verify(void)
{
    uint32_t count = 0, actual = 0;
    char text[4000];
    OK(JetMove(sesid, tableid, JET_MoveFirst, 0));
    OK(JetIndexRecordCount(sesid, tableid, &count, 0));
    CHECK(count == ROWS - 1);
    OK(go_to(10));
    OK(JetRetrieveColumn(sesid, tableid, name_column, text, sizeof text, &actual, 0, NULL));
    CHECK(actual == 3 && memcmp(text, "ten", 3) == 0);
    OK(JetRetrieveColumn(sesid, tableid, text_column, text, sizeof text, &actual, 0, NULL));
    CHECK(actual == 3000 && text[0] == 'a' + 10 && text[2999] == 'a' + 10);
    JET_RETINFO info = {sizeof info, 2990, 1, 0};
    OK(JetRetrieveColumn(sesid, tableid, text_column, text, sizeof text, &actual, 0, &info));
    CHECK(actual == 10);
    GIVES(JET_errRecordNotFound, go_to(11));
    OK(JetSetCurrentIndexA(sesid, tableid, "by name"));
    OK(JetMove(sesid, tableid, JET_MoveLast, 0));
    OK(JetRetrieveColumn(sesid, tableid, name_column, text, sizeof text, &actual, 0, NULL));
    CHECK(actual == 3 && memcmp(text, "ten", 3) == 0);
    OK(JetIndexRecordCount(sesid, tableid, &count, 0));
    CHECK(count == 1);
    OK(JetSetCurrentIndexA(sesid, tableid, NULL));
}

int main(void)
{
    start();
    dbid = 5;
    GIVES(JET_errDatabaseInvalidPath, JetCreateDatabaseA(sesid, "", NULL, &dbid, 0));
    OK(JetCreateDatabaseA(sesid, "things.edb", NULL, &dbid, 0));
    GIVES(JET_errDatabaseDuplicate, JetCreateDatabaseW(sesid, JET_WTEXT("things.edb"), NULL, &dbid, 0));
    OK(JetOpenDatabaseA(sesid, "things.edb", NULL, &dbid, 0));
    create_in_one_call();
    create_in_pieces();
    fill();
    verify();
    OK(JetCloseTable(sesid, tableid));
    OK(JetTerm2(instance, JET_bitTermComplete));

    start();
    OK(JetAttachDatabaseW(sesid, JET_WTEXT("things.edb"), 0));
    OK(JetOpenDatabaseA(sesid, "things.edb", NULL, &dbid, 0));
    OK(JetOpenTableA(sesid, dbid, "things", NULL, 0, 0, &tableid));
    verify();
    JET_DBINFOMISC4 misc;
    OK(JetTerm2(instance, JET_bitTermComplete));
    OK(JetGetDatabaseFileInfoA("things.edb", &misc, sizeof(JET_DBINFOMISC), JET_DbInfoMisc));
    CHECK(misc.dbstate == JET_dbstateCleanShutdown);
    return 0;
}
