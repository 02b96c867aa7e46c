/* What there is, told in both widths: argument 1 is the path of a sample with one table, "kv". */
#include "check.h"

#include <string.h>

static JET_SESID sesid;
static JET_DBID dbid;
static JET_TABLEID tableid;

static int same(const char *narrow, const JET_WCHAR *wide)
{
    size_t i = 0;
    for (; narrow[i] != 0 || wide[i] != 0; i++)
    {
        if ((unsigned char)narrow[i] != wide[i])
        {
            return 0;
        }
    }
    return i > 0;
}

static void columns(void)
{
    JET_COLUMNDEF def, again;
    JET_COLUMNBASE_A base;
    JET_COLUMNBASE_W wide;
    OK(JetGetTableColumnInfoA(sesid, tableid, "Name", &def, sizeof def, JET_ColInfo));
    CHECK(def.cbStruct == sizeof def && def.columnid == 128 && def.coltyp == JET_coltypText);
    CHECK(def.cp == 1252 && def.cbMax == 255);
    OK(JetGetTableColumnInfoW(sesid, tableid, (JET_PCWSTR)&def.columnid, &again, sizeof again,
                              JET_ColInfoByColid));
    CHECK(memcmp(&def, &again, sizeof def) == 0);
    OK(JetGetColumnInfoW(sesid, dbid, JET_WTEXT("MSysObjects"), JET_WTEXT("Name"), &again,
                         sizeof again, JET_ColInfo));
    CHECK(again.columnid == def.columnid);
    OK(JetGetTableColumnInfoA(sesid, tableid, "Name", &base, sizeof base, JET_ColInfoBase));
    OK(JetGetTableColumnInfoW(sesid, tableid, JET_WTEXT("Name"), &wide, sizeof wide,
                              JET_ColInfoBase));
    CHECK(base.cbStruct == sizeof base && wide.cbStruct == sizeof wide);
    CHECK(strcmp(base.szBaseTableName, "MSysObjects") == 0);
    CHECK(same(base.szBaseTableName, wide.szBaseTableName));
    CHECK(same(base.szBaseColumnName, wide.szBaseColumnName));
    GIVES(JET_errBufferTooSmall, JetGetTableColumnInfoW(sesid, tableid, JET_WTEXT("Name"), &wide,
                                                        sizeof base, JET_ColInfoBase));
    GIVES(JET_errColumnNotFound,
          JetGetTableColumnInfoA(sesid, tableid, "none", &def, sizeof def, JET_ColInfo));
    GIVES(JET_errBufferTooSmall,
          JetGetTableColumnInfoA(sesid, tableid, "Name", NULL, sizeof def, JET_ColInfo));
    GIVES(JET_errInvalidParameter,
          JetGetTableColumnInfoA(sesid, tableid, NULL, &def, sizeof def, JET_ColInfoByColid));
}

static void tables(void)
{
    char name[64];
    JET_WCHAR wide[64];
    JET_OBJECTINFO object, by_name;
    OK(JetGetTableInfoA(sesid, tableid, name, sizeof name, JET_TblInfoName));
    CHECK(strcmp(name, "MSysObjects") == 0);
    OK(JetGetTableInfoW(sesid, tableid, wide, sizeof wide, JET_TblInfoName));
    CHECK(same(name, wide));
    GIVES(JET_errBufferTooSmall, JetGetTableInfoW(sesid, tableid, wide, 12, JET_TblInfoName));
    OK(JetGetTableInfoA(sesid, tableid, &object, sizeof object, JET_TblInfo));
    CHECK(object.cbStruct == sizeof object && object.objtyp == JET_objtypTable);
    OK(JetGetObjectInfoW(sesid, dbid, JET_objtypTable, NULL, JET_WTEXT("MSysObjects"), &by_name,
                         sizeof by_name, JET_ObjInfoNoStats));
    CHECK(by_name.flags == object.flags);
    GIVES(JET_errObjectNotFound, JetGetObjectInfoA(sesid, dbid, JET_objtypTable, "Tables", "none",
                                                   &by_name, sizeof by_name, JET_ObjInfo));
    OK(JetMove(sesid, tableid, JET_MoveFirst, 0));
    OK(JetGetCursorInfo(sesid, tableid, NULL, 0, 0));
    GIVES(JET_errInvalidParameter, JetGetCursorInfo(sesid, tableid, NULL, 0, 1));
}

static void indexes(void)
{
    uint32_t count = 0;
    JET_INDEXID id;
    char name[64];
    OK(JetGetTableIndexInfoA(sesid, tableid, NULL, &count, sizeof count, JET_IdxInfoCount));
    CHECK(count >= 3);
    OK(JetGetIndexInfoW(sesid, dbid, JET_WTEXT("MSysObjects"), JET_WTEXT("Name"), &id, sizeof id,
                        JET_IdxInfoIndexId));
    CHECK(id.cbStruct == sizeof id);
    OK(JetSetCurrentIndex4A(sesid, tableid, NULL, &id, JET_bitMoveFirst, 1));
    OK(JetGetCurrentIndexA(sesid, tableid, name, sizeof name));
    CHECK(strcmp(name, "Name") == 0);
    GIVES(JET_errBufferTooSmall,
          JetGetTableIndexInfoA(sesid, tableid, "Name", &id, 8, JET_IdxInfoIndexId));
    GIVES(JET_errIndexNotFound,
          JetGetTableIndexInfoA(sesid, tableid, "none", &id, sizeof id, JET_IdxInfoIndexId));
}

static void databases(const char *path)
{
    char name[1024];
    JET_WCHAR wide[1024];
    JET_DBINFOMISC misc;
    JET_DBINFOMISC3 more;
    uint32_t size = 0;
    OK(JetGetDatabaseInfoA(sesid, dbid, name, sizeof name, JET_DbInfoFilename));
    OK(JetGetDatabaseInfoW(sesid, dbid, wide, sizeof wide, JET_DbInfoFilename));
    CHECK(strcmp(name, path) == 0 && same(name, wide));
    OK(JetGetDatabaseInfoA(sesid, dbid, &size, sizeof size, JET_DbInfoPageSize));
    CHECK(size == 4096);
    OK(JetGetDatabaseInfoA(sesid, dbid, &misc, sizeof misc, JET_DbInfoMisc));
    OK(JetGetDatabaseFileInfoA(path, &more, sizeof more, JET_DbInfoMisc));
    CHECK(misc.cbPageSize == 4096 && memcmp(&misc, &more, sizeof misc) == 0);
    CHECK(misc.dbstate == JET_dbstateCleanShutdown && misc.signDb.ulRandom != 0);
    GIVES(JET_errInvalidBufferSize,
          JetGetDatabaseInfoA(sesid, dbid, &misc, sizeof misc - 1, JET_DbInfoMisc));
    GIVES(JET_errFileNotFound,
          JetGetDatabaseFileInfoA("none.edb", &size, sizeof size, JET_DbInfoPageSize));
}

static void instances(JET_INSTANCE instance, const char *path)
{
    JET_INSTANCE_INFO_A *narrow = NULL;
    JET_INSTANCE_INFO_W *wide = NULL;
    uint32_t count = 0;
    OK(JetGetInstanceInfoA(&count, &narrow));
    CHECK(count == 1 && narrow[0].hInstanceId == instance && narrow[0].cDatabases == 1);
    CHECK(strcmp(narrow[0].szInstanceName, "telling") == 0);
    CHECK(strcmp(narrow[0].szDatabaseFileName[0], path) == 0);
    CHECK(narrow[0].szDatabaseDisplayName[0] == NULL);
    OK(JetGetInstanceInfoW(&count, &wide));
    CHECK(count == 1 && same("telling", wide[0].szInstanceName));
    CHECK(same(path, wide[0].szDatabaseFileName[0]));
    OK(JetFreeBuffer((char *)narrow));
    OK(JetFreeBuffer((char *)wide));
    GIVES(JET_errInvalidParameter, JetGetInstanceInfoA(NULL, &narrow));
}

int main(int argc, char **argv)
{
    JET_INSTANCE instance;
    CHECK(argc == 2);
    OK(JetCreateInstanceA(&instance, "telling"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramRecovery, 0, "off"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramDatabasePageSize, 4096, NULL));
    OK(JetInit(&instance));
    OK(JetBeginSessionA(instance, &sesid, NULL, NULL));
    OK(JetAttachDatabase2A(sesid, argv[1], 0, JET_bitDbReadOnly));
    OK(JetOpenDatabaseA(sesid, argv[1], NULL, &dbid, JET_bitDbReadOnly));
    OK(JetOpenTableA(sesid, dbid, "MSysObjects", NULL, 0, JET_bitTableReadOnly, &tableid));
    columns();
    tables();
    indexes();
    databases(argv[1]);
    instances(instance, argv[1]);
    GIVES(JET_errPermissionDenied, JetPrepareUpdate(sesid, tableid, JET_prepInsert));
    GIVES(JET_errPermissionDenied, JetDelete(sesid, tableid));
    OK(JetCloseTable(sesid, tableid));
    OK(JetTerm2(instance, JET_bitTermComplete));
    return 0;
}
