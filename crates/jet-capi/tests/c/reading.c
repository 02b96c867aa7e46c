/* A database of others, read: argument 1 is its path. Walks its catalog in every way there is. */
#include "check.h"

#include <string.h>

enum
{
    OBJID_TABLE = 1,
    TYPE = 2,
    ID = 3,
    NAME = 128,
    CONTAINS_TABLE = 1
};

static JET_SESID sesid;
static JET_TABLEID tableid;

/* Memory of this program, counted. */
static int blocks;
static int refuse_after = -1;

static void *JET_API give(void *context, void *block, uint32_t size)
{
    CHECK(context == &blocks);
    if (size == 0)
    {
        blocks--;
        free(block);
        return NULL;
    }
    if (refuse_after == 0)
    {
        return NULL;
    }
    refuse_after--;
    blocks++;
    return realloc(block, size);
}

static uint32_t number(JET_COLUMNID column)
{
    uint32_t value = 0, actual = 0;
    JET_ERR err = JetRetrieveColumn(sesid, tableid, column, &value, sizeof value, &actual, 0, NULL);
    CHECK(err == JET_errSuccess && actual <= sizeof value);
    return value;
}

/* Forwards and backwards, and as many as are counted. */
static void walk(void)
{
    uint32_t count = 0, rows = 1, back = 1;
    OK(JetMove(sesid, tableid, JET_MoveFirst, 0));
    OK(JetIndexRecordCount(sesid, tableid, &count, 0));
    while (JetMove(sesid, tableid, JET_MoveNext, 0) == JET_errSuccess)
    {
        rows++;
    }
    GIVES(JET_errNoCurrentRecord, JetMove(sesid, tableid, JET_MoveNext, 0));
    OK(JetMove(sesid, tableid, JET_MoveLast, 0));
    while (JetMove(sesid, tableid, JET_MovePrevious, 0) == JET_errSuccess)
    {
        back++;
    }
    CHECK(count == rows && count == back);
    printf("%u rows\n", count);
    uint32_t actual = 77;
    GIVES(JET_errNoCurrentRecord,
          JetRetrieveColumn(sesid, tableid, NAME, NULL, 0, &actual, 0, NULL));
    CHECK(actual == 0);
    GIVES(JET_errNoCurrentRecord, JetIndexRecordCount(sesid, tableid, &count, 0));
    CHECK(count == 0);
}

/* By key, by bookmark, by position. */
static void find(void)
{
    unsigned char bookmark[256], key[256];
    uint32_t len = 0, key_len = 0, objid;
    OK(JetMove(sesid, tableid, JET_MoveLast, 0));
    objid = number(OBJID_TABLE);
    OK(JetGetBookmark(sesid, tableid, bookmark, sizeof bookmark, &len));
    OK(JetRetrieveKey(sesid, tableid, key, sizeof key, &key_len, 0));
    CHECK(len == key_len && memcmp(bookmark, key, len) == 0);
    GIVES(JET_errBufferTooSmall, JetGetBookmark(sesid, tableid, key, 1, &key_len));
    CHECK(key_len == len);

    GIVES(JET_errKeyNotMade, JetSeek(sesid, tableid, JET_bitSeekEQ));
    OK(JetMakeKey(sesid, tableid, &objid, sizeof objid, JET_bitNewKey));
    GIVES(JET_wrnSeekNotEqual, JetSeek(sesid, tableid, JET_bitSeekGE));
    CHECK(number(OBJID_TABLE) == objid);
    OK(JetMakeKey(sesid, tableid, &objid, sizeof objid, JET_bitNewKey | JET_bitFullColumnEndLimit));
    OK(JetSetIndexRange(sesid, tableid, JET_bitRangeUpperLimit | JET_bitRangeInclusive));
    uint32_t in_range = 0;
    OK(JetIndexRecordCount(sesid, tableid, &in_range, 0));
    CHECK(in_range >= 1);
    OK(JetGotoBookmark(sesid, tableid, bookmark, len));
    GIVES(JET_errInvalidBookmark, JetGotoBookmark(sesid, tableid, NULL, 0));
    CHECK(number(OBJID_TABLE) == objid);

    JET_RECPOS position = {sizeof position, 0, 0, 0};
    GIVES(JET_errInvalidParameter, JetGetRecordPosition(sesid, tableid, &position, 8));
    OK(JetGetRecordPosition(sesid, tableid, &position, sizeof position));
    CHECK(position.centriesLT <= position.centriesTotal);
    OK(JetGotoPosition(sesid, tableid, &position));

    const void *keys[1] = {bookmark};
    const uint32_t lens[1] = {len};
    int32_t read = -1;
    OK(JetPrereadKeys(sesid, tableid, keys, lens, 1, &read, JET_bitPrereadForward));
    CHECK(read == 1);
}

static void retrieve(void)
{
    char name[128] = "", cut[4];
    uint32_t id = 0, actual = 0;
    OK(JetMove(sesid, tableid, JET_MoveFirst, 0));
    OK(JetRetrieveColumn(sesid, tableid, NAME, name, sizeof name, &actual, 0, NULL));
    CHECK(strncmp(name, "MSysObjects", actual) == 0);
    GIVES(JET_wrnBufferTruncated,
          JetRetrieveColumn(sesid, tableid, NAME, cut, sizeof cut, &actual, 0, NULL));
    CHECK(memcmp(cut, "MSys", 4) == 0 && actual == 11);

    JET_RETINFO info = {sizeof info, 0, 1, 0};
    OK(JetRetrieveColumn(sesid, tableid, NAME, name, sizeof name, &actual, 0, &info));
    CHECK(info.columnidNextTagged == NAME && info.itagSequence == 1);
    info.cbStruct = 4;
    GIVES(JET_errInvalidParameter,
          JetRetrieveColumn(sesid, tableid, NAME, name, sizeof name, NULL, 0, &info));
    GIVES(JET_errColumnNotFound, JetRetrieveColumn(sesid, tableid, 99, NULL, 0, NULL, 0, NULL));

    JET_RETRIEVECOLUMN both[2];
    memset(both, 0, sizeof both);
    both[0].columnid = ID;
    both[0].pvData = &id;
    both[0].cbData = sizeof id;
    both[0].itagSequence = 1;
    both[1].columnid = NAME;
    both[1].pvData = cut;
    both[1].cbData = sizeof cut;
    both[1].itagSequence = 1;
    GIVES(JET_wrnBufferTruncated, JetRetrieveColumns(sesid, tableid, both, 2));
    CHECK(both[0].err == JET_errSuccess && both[0].cbActual == 4 && id == number(ID));
    CHECK(both[1].err == JET_wrnBufferTruncated && both[1].cbActual == 11);

    JET_RECSIZE2 size;
    memset(&size, 0, sizeof size);
    OK(JetGetRecordSize2(sesid, tableid, &size, 0));
    uint64_t data = size.cbData;
    CHECK(data > 11 && size.cNonTaggedColumns > 3);
    OK(JetGetRecordSize2(sesid, tableid, &size, JET_bitRecordSizeRunningTotal));
    CHECK(size.cbData == 2 * data);
    GIVES(JET_errInvalidParameter, JetGetRecordSize(sesid, tableid, NULL, 0));
}

static void forget(JET_ENUMCOLUMN *columns, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
    {
        if (columns[i].err == JET_wrnColumnSingleValue)
        {
            give(&blocks, columns[i].pvData, 0);
            continue;
        }
        for (uint32_t j = 0; j < columns[i].cEnumColumnValue; j++)
        {
            if (columns[i].rgEnumColumnValue[j].pvData != NULL)
            {
                give(&blocks, columns[i].rgEnumColumnValue[j].pvData, 0);
            }
        }
        if (columns[i].rgEnumColumnValue != NULL)
        {
            give(&blocks, columns[i].rgEnumColumnValue, 0);
        }
    }
    give(&blocks, columns, 0);
}

static void enumerate(void)
{
    JET_ENUMCOLUMN *columns = NULL;
    uint32_t count = 0, tags[] = {1};
    JET_ENUMCOLUMNID wanted[2] = {{NAME, 1, tags}, {ID, 0, NULL}};
    OK(JetEnumerateColumns(sesid, tableid, 0, NULL, &count, &columns, give, &blocks, 0,
                           JET_bitEnumerateCompressOutput));
    CHECK(count > 3 && blocks > 1);
    int has_name = 0;
    for (uint32_t i = 0; i < count; i++)
    {
        has_name |= columns[i].columnid == NAME && columns[i].err == JET_wrnColumnSingleValue &&
                    columns[i].cbData == 11 && memcmp(columns[i].pvData, "MSysObjects", 11) == 0;
    }
    CHECK(has_name);
    forget(columns, count);
    CHECK(blocks == 0);

    OK(JetEnumerateColumns(sesid, tableid, 2, wanted, &count, &columns, give, &blocks, 0, 0));
    CHECK(count == 2 && columns[0].columnid == NAME && columns[0].cEnumColumnValue == 1);
    CHECK(columns[0].rgEnumColumnValue[0].itagSequence == 1);
    forget(columns, count);

    /* Whatever allocation fails, all before it are taken back. */
    for (int after = 0; after < 4; after++)
    {
        refuse_after = after;
        GIVES(JET_errOutOfMemory,
              JetEnumerateColumns(sesid, tableid, 2, wanted, &count, &columns, give, &blocks, 0, 0));
        CHECK(blocks == 0);
    }
    refuse_after = -1;
    GIVES(JET_errInvalidParameter,
          JetEnumerateColumns(sesid, tableid, 0, NULL, &count, &columns, NULL, NULL, 0, 0));
}

static void indexes(void)
{
    char name[64];
    JET_WCHAR wide[64];
    OK(JetGetCurrentIndexA(sesid, tableid, name, sizeof name));
    CHECK(strcmp(name, "Id") == 0);
    OK(JetSetCurrentIndexW(sesid, tableid, JET_WTEXT("Name")));
    OK(JetGetCurrentIndexW(sesid, tableid, wide, sizeof wide));
    CHECK(wide[0] == 'N' && wide[3] == 'e' && wide[4] == 0);
    OK(JetGetCurrentIndexA(sesid, tableid, name, 3));
    CHECK(strcmp(name, "Na") == 0);
    GIVES(JET_wrnBufferTruncated, JetGetCurrentIndexA(sesid, tableid, NULL, 64));
    GIVES(JET_wrnBufferTruncated, JetGetCurrentIndexW(sesid, tableid, wide, 1));
    unsigned char key[512], bookmark[256];
    uint32_t key_len = 0, len = 0;
    OK(JetMove(sesid, tableid, JET_MoveLast, 0));
    OK(JetGetSecondaryIndexBookmark(sesid, tableid, key, sizeof key, &key_len, bookmark,
                                    sizeof bookmark, &len, 0));
    CHECK(key_len > 0 && len > 0);
    OK(JetMove(sesid, tableid, JET_MoveFirst, 0));
    OK(JetGotoSecondaryIndexBookmark(sesid, tableid, key, key_len, bookmark, len, 0));
    GIVES(JET_errNoCurrentRecord, JetMove(sesid, tableid, JET_MoveNext, 0));
    GIVES(JET_errIndexNotFound, JetSetCurrentIndex2A(sesid, tableid, "none", 0));
    GIVES(JET_errInvalidGrbit, JetSetCurrentIndex2A(sesid, tableid, NULL, 0x8000));
    JET_INDEXID id;
    memset(&id, 0, sizeof id);
    GIVES(JET_errInvalidIndexId, JetSetCurrentIndex4A(sesid, tableid, NULL, &id, 0, 1));
    OK(JetSetCurrentIndex3A(sesid, tableid, NULL, JET_bitMoveFirst, 1));
}

int main(int argc, char **argv)
{
    JET_INSTANCE instance;
    JET_DBID dbid = 0;
    JET_TABLEID copy = 0;
    CHECK(argc == 2);
    OK(JetCreateInstanceA(&instance, "reading"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramRecovery, 0, "off"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramDatabasePageSize, 4096, NULL));
    OK(JetInit(&instance));
    OK(JetBeginSessionA(instance, &sesid, NULL, NULL));
    GIVES(JET_errDatabaseInvalidPath, JetAttachDatabaseA(sesid, NULL, JET_bitDbReadOnly));
    OK(JetAttachDatabaseA(sesid, argv[1], JET_bitDbReadOnly));
    GIVES(JET_wrnDatabaseAttached, JetAttachDatabaseA(sesid, argv[1], JET_bitDbReadOnly));
    GIVES(JET_errDatabaseNotFound, JetOpenDatabaseA(sesid, "elsewhere.edb", NULL, &dbid, 0));
    CHECK(dbid == JET_dbidNil);
    OK(JetOpenDatabaseA(sesid, argv[1], NULL, &dbid, JET_bitDbReadOnly));

    GIVES(JET_errObjectNotFound, JetOpenTableA(sesid, dbid, "none", NULL, 0, 0, &tableid));
    CHECK(tableid == JET_tableidNil);
    OK(JetOpenTableA(sesid, dbid, "MSysObjects", NULL, 0, JET_bitTableReadOnly, &tableid));
    OK(JetSetTableSequential(sesid, tableid, JET_bitPrereadForward));
    walk();
    find();
    retrieve();
    enumerate();
    indexes();
    OK(JetResetTableSequential(sesid, tableid, 0));

    OK(JetDupCursor(sesid, tableid, &copy, 0));
    OK(JetCloseTable(sesid, copy));
    GIVES(JET_errInvalidTableId, JetCloseTable(sesid, copy));
    GIVES(JET_errInvalidTableId, JetMove(sesid, sesid, 1, 0));
    JET_SESID other;
    OK(JetDupSession(sesid, &other));
    GIVES(JET_errSesidTableIdMismatch, JetMove(other, tableid, 1, 0));
    GIVES(JET_errInvalidDatabaseId, JetCloseDatabase(other, dbid, 0));
    OK(JetCloseDatabase(sesid, dbid, 0));
    GIVES(JET_errInvalidTableId, JetMove(sesid, tableid, 1, 0));
    OK(JetDetachDatabase2A(sesid, argv[1], 0));
    OK(JetTerm2(instance, JET_bitTermComplete));
    return 0;
}
