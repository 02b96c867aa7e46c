/*
 * esent.h - the C interface of libesent. Written by `cargo xtask header`; do not edit.
 *
 * Names, values and layouts are those of ESENT on 64-bit Windows, on every platform: what is
 * `unsigned long` there is uint32_t here, and a wide character has two bytes. For C11 and C++17,
 * without any other header of Windows.
 *
 * Before including it a program may define
 *   JET_VERSION             what it was written for, 0x0500 (Windows 2000) to 0x0A01; newer names are hidden
 *   JET_UNICODE             names without suffix stand for the wide functions and structures
 *   JET_NO_WINDOWS_TYPES    leave out ULONG, DWORD, BOOL and their kin
 */
#ifndef _ESENT_H_INCLUDED
#define _ESENT_H_INCLUDED

#include <stddef.h>
#include <stdint.h>

#ifndef JET_VERSION
#define JET_VERSION 0x0A01
#endif

#ifndef JET_API
#define JET_API
#endif
#define JET_NODSC

#ifdef __cplusplus
extern "C" {
#endif

/* A wide character: UTF-16. Compilers told -fshort-wchar take L"text", all others u"text". */
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t JET_WCHAR;
#define JET_WTEXT(text) L##text
#else
#ifdef __cplusplus
typedef char16_t JET_WCHAR;
#else
typedef uint16_t JET_WCHAR;
#endif
#define JET_WTEXT(text) u##text
#endif

#ifndef JET_NO_WINDOWS_TYPES
typedef JET_WCHAR WCHAR;
typedef char CHAR;
typedef unsigned char BYTE;
typedef unsigned char UCHAR;
typedef int16_t SHORT;
typedef uint16_t USHORT;
typedef uint16_t WORD;
typedef int32_t LONG;
typedef uint32_t ULONG;
typedef int32_t INT;
typedef uint32_t UINT;
typedef uint32_t DWORD;
typedef int32_t BOOL;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef void *PVOID;
#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#endif

typedef char *JET_PSTR;
typedef const char *JET_PCSTR;
typedef JET_WCHAR *JET_PWSTR;
typedef const JET_WCHAR *JET_PCWSTR;
typedef int32_t JET_ERR;
typedef uintptr_t JET_API_PTR;
typedef JET_API_PTR JET_INSTANCE;
typedef JET_API_PTR JET_SESID;
typedef JET_API_PTR JET_TABLEID;
typedef JET_API_PTR JET_HANDLE;
typedef JET_API_PTR JET_LS;
typedef JET_API_PTR JET_OSSNAPID;
typedef uint32_t JET_COLUMNID;
typedef uint32_t JET_DBID;
typedef uint32_t JET_OBJTYP;
typedef uint32_t JET_COLTYP;
typedef uint32_t JET_GRBIT;
typedef uint32_t JET_SNP;
typedef uint32_t JET_SNT;
typedef uint32_t JET_CBTYP;
typedef double JET_DATESERIAL;

typedef enum JET_RELOP
{
    JET_relopEquals = 0, /* equal */
    JET_relopPrefixEquals = 1, /* starts with */
    JET_relopNotEquals = 2, /* not equal */
    JET_relopLessThanOrEqual = 3, /* less or equal */
    JET_relopLessThan = 4, /* less */
    JET_relopGreaterThanOrEqual = 5, /* greater or equal */
    JET_relopGreaterThan = 6, /* greater */
    JET_relopBitmaskEqualsZero = 7, /* masked bits all clear */
    JET_relopBitmaskNotEqualsZero = 8, /* some masked bit set */
} JET_RELOP;

typedef enum JET_ERRCAT
{
    JET_errcatUnknown = 0, /* unknown */
    JET_errcatError = 1, /* root */
    JET_errcatOperation = 2, /* operation failed */
    JET_errcatFatal = 3, /* fatal */
    JET_errcatIO = 4, /* I/O */
    JET_errcatResource = 5, /* resource */
    JET_errcatMemory = 6, /* memory */
    JET_errcatQuota = 7, /* quota */
    JET_errcatDisk = 8, /* disk space */
    JET_errcatData = 9, /* data */
    JET_errcatCorruption = 10, /* corruption */
    JET_errcatInconsistent = 11, /* inconsistent files */
    JET_errcatFragmentation = 12, /* needs defragmentation */
    JET_errcatApi = 13, /* API */
    JET_errcatUsage = 14, /* misuse */
    JET_errcatState = 15, /* state */
    JET_errcatObsolete = 16, /* obsolete */
    JET_errcatMax = 17, /* bound marker */
} JET_ERRCAT;

typedef enum JET_INDEXCHECKING
{
    JET_IndexCheckingOff = 0, /* no checking */
    JET_IndexCheckingOn = 1, /* check at attach */
    JET_IndexCheckingDeferToOpenTable = 2, /* check when a table is opened */
    JET_IndexCheckingMax = 3, /* bound marker */
} JET_INDEXCHECKING;

/* Structures. */
typedef struct JET_INDEXID JET_INDEXID;
typedef struct JET_RSTMAP_A JET_RSTMAP_A;
typedef struct JET_RSTMAP_W JET_RSTMAP_W;
typedef struct JET_CONVERT_A JET_CONVERT_A;
typedef struct JET_CONVERT_W JET_CONVERT_W;
typedef struct JET_SNPROG JET_SNPROG;
typedef struct JET_DBINFOUPGRADE JET_DBINFOUPGRADE;
typedef struct JET_OBJECTINFO JET_OBJECTINFO;
typedef struct JET_OBJECTLIST JET_OBJECTLIST;
typedef struct JET_COLUMNLIST JET_COLUMNLIST;
typedef struct JET_COLUMNDEF JET_COLUMNDEF;
typedef struct JET_COLUMNBASE_A JET_COLUMNBASE_A;
typedef struct JET_COLUMNBASE_W JET_COLUMNBASE_W;
typedef struct JET_INDEXLIST JET_INDEXLIST;
typedef struct JET_COLUMNCREATE_A JET_COLUMNCREATE_A;
typedef struct JET_COLUMNCREATE_W JET_COLUMNCREATE_W;
typedef struct JET_USERDEFINEDDEFAULT_A JET_USERDEFINEDDEFAULT_A;
typedef struct JET_USERDEFINEDDEFAULT_W JET_USERDEFINEDDEFAULT_W;
typedef struct JET_CONDITIONALCOLUMN_A JET_CONDITIONALCOLUMN_A;
typedef struct JET_CONDITIONALCOLUMN_W JET_CONDITIONALCOLUMN_W;
typedef struct JET_UNICODEINDEX JET_UNICODEINDEX;
typedef struct JET_UNICODEINDEX2 JET_UNICODEINDEX2;
typedef struct JET_TUPLELIMITS JET_TUPLELIMITS;
typedef struct JET_SPACEHINTS JET_SPACEHINTS;
typedef struct JET_INDEXCREATE_A JET_INDEXCREATE_A;
typedef struct JET_INDEXCREATE_W JET_INDEXCREATE_W;
typedef struct JET_INDEXCREATE2_A JET_INDEXCREATE2_A;
typedef struct JET_INDEXCREATE2_W JET_INDEXCREATE2_W;
typedef struct JET_INDEXCREATE3_A JET_INDEXCREATE3_A;
typedef struct JET_INDEXCREATE3_W JET_INDEXCREATE3_W;
typedef struct JET_TABLECREATE_A JET_TABLECREATE_A;
typedef struct JET_TABLECREATE_W JET_TABLECREATE_W;
typedef struct JET_TABLECREATE2_A JET_TABLECREATE2_A;
typedef struct JET_TABLECREATE2_W JET_TABLECREATE2_W;
typedef struct JET_TABLECREATE3_A JET_TABLECREATE3_A;
typedef struct JET_TABLECREATE3_W JET_TABLECREATE3_W;
typedef struct JET_TABLECREATE4_A JET_TABLECREATE4_A;
typedef struct JET_TABLECREATE4_W JET_TABLECREATE4_W;
typedef struct JET_OPENTEMPORARYTABLE JET_OPENTEMPORARYTABLE;
typedef struct JET_OPENTEMPORARYTABLE2 JET_OPENTEMPORARYTABLE2;
typedef struct JET_RETINFO JET_RETINFO;
typedef struct JET_SETINFO JET_SETINFO;
typedef struct JET_RECPOS JET_RECPOS;
typedef struct JET_RECPOS2 JET_RECPOS2;
typedef struct JET_RECORDLIST JET_RECORDLIST;
typedef struct JET_INDEXRANGE JET_INDEXRANGE;
typedef struct JET_INDEX_COLUMN JET_INDEX_COLUMN;
typedef struct JET_INDEX_RANGE JET_INDEX_RANGE;
typedef struct JET_LOGTIME JET_LOGTIME;
typedef struct JET_BKLOGTIME JET_BKLOGTIME;
typedef struct JET_LGPOS JET_LGPOS;
typedef struct JET_SIGNATURE JET_SIGNATURE;
typedef struct JET_BKINFO JET_BKINFO;
typedef struct JET_DBINFOMISC JET_DBINFOMISC;
typedef struct JET_DBINFOMISC2 JET_DBINFOMISC2;
typedef struct JET_DBINFOMISC3 JET_DBINFOMISC3;
typedef struct JET_DBINFOMISC4 JET_DBINFOMISC4;
typedef struct JET_RSTINFO_A JET_RSTINFO_A;
typedef struct JET_RSTINFO_W JET_RSTINFO_W;
typedef struct JET_ERRINFOBASIC_W JET_ERRINFOBASIC_W;
typedef struct JET_COMMIT_ID JET_COMMIT_ID;
typedef struct JET_OPERATIONCONTEXT JET_OPERATIONCONTEXT;
typedef struct JET_SETCOLUMN JET_SETCOLUMN;
typedef struct JET_SETSYSPARAM_A JET_SETSYSPARAM_A;
typedef struct JET_SETSYSPARAM_W JET_SETSYSPARAM_W;
typedef struct JET_RETRIEVECOLUMN JET_RETRIEVECOLUMN;
typedef struct JET_ENUMCOLUMNID JET_ENUMCOLUMNID;
typedef struct JET_ENUMCOLUMNVALUE JET_ENUMCOLUMNVALUE;
typedef struct JET_ENUMCOLUMN JET_ENUMCOLUMN;
typedef struct JET_RECSIZE JET_RECSIZE;
typedef struct JET_RECSIZE2 JET_RECSIZE2;
typedef struct JET_LOGINFO_A JET_LOGINFO_A;
typedef struct JET_LOGINFO_W JET_LOGINFO_W;
typedef struct JET_INSTANCE_INFO_A JET_INSTANCE_INFO_A;
typedef struct JET_INSTANCE_INFO_W JET_INSTANCE_INFO_W;
typedef struct JET_THREADSTATS JET_THREADSTATS;
typedef struct JET_THREADSTATS2 JET_THREADSTATS2;
typedef struct JET_THREADSTATS3 JET_THREADSTATS3;

/* Callbacks. */
typedef JET_ERR (JET_API *JET_PFNSTATUS)(JET_SESID sesid, JET_SNP snp, JET_SNT snt, void *pv);
typedef JET_ERR (JET_API *JET_CALLBACK)(JET_SESID sesid, JET_DBID dbid, JET_TABLEID tableid, JET_CBTYP cbtyp, void *pvArg1, void *pvArg2, void *pvContext, JET_API_PTR ulUnused);
typedef void *(JET_API *JET_PFNREALLOC)(void *pvContext, void *pv, uint32_t cb);
typedef JET_ERR (JET_API *JET_PFNDURABLECOMMITCALLBACK)(JET_INSTANCE instance, JET_COMMIT_ID *commit_id, JET_GRBIT grbit);

struct JET_INDEXID
{
    uint32_t cbStruct;
    unsigned char rgbIndexId[16];
};

struct JET_RSTMAP_A
{
    char *szDatabaseName;
    char *szNewDatabaseName;
};

struct JET_RSTMAP_W
{
    JET_WCHAR *szDatabaseName;
    JET_WCHAR *szNewDatabaseName;
};

struct JET_CONVERT_A
{
    char *szOldDll;
    union
    {
        uint32_t fFlags;
        __extension__ struct
        {
            uint32_t fSchemaChangesOnly : 1;
        };
    };
};

struct JET_CONVERT_W
{
    JET_WCHAR *szOldDll;
    union
    {
        uint32_t fFlags;
        __extension__ struct
        {
            uint32_t fSchemaChangesOnly : 1;
        };
    };
};

struct JET_SNPROG
{
    uint32_t cbStruct;
    uint32_t cunitDone;
    uint32_t cunitTotal;
};

struct JET_DBINFOUPGRADE
{
    uint32_t cbStruct;
    uint32_t cbFilesizeLow;
    uint32_t cbFilesizeHigh;
    uint32_t cbFreeSpaceRequiredLow;
    uint32_t cbFreeSpaceRequiredHigh;
    uint32_t csecToUpgrade;
    union
    {
        uint32_t ulFlags;
        __extension__ struct
        {
            uint32_t fUpgradable : 1;
            uint32_t fAlreadyUpgraded : 1;
        };
    };
};

struct JET_OBJECTINFO
{
    uint32_t cbStruct;
    JET_OBJTYP objtyp;
    JET_DATESERIAL dtCreate;
    JET_DATESERIAL dtUpdate;
    JET_GRBIT grbit;
    uint32_t flags;
    uint32_t cRecord;
    uint32_t cPage;
};

struct JET_OBJECTLIST
{
    uint32_t cbStruct;
    JET_TABLEID tableid;
    uint32_t cRecord;
    JET_COLUMNID columnidcontainername;
    JET_COLUMNID columnidobjectname;
    JET_COLUMNID columnidobjtyp;
    JET_COLUMNID columniddtCreate;
    JET_COLUMNID columniddtUpdate;
    JET_COLUMNID columnidgrbit;
    JET_COLUMNID columnidflags;
    JET_COLUMNID columnidcRecord;
    JET_COLUMNID columnidcPage;
};

struct JET_COLUMNLIST
{
    uint32_t cbStruct;
    JET_TABLEID tableid;
    uint32_t cRecord;
    JET_COLUMNID columnidPresentationOrder;
    JET_COLUMNID columnidcolumnname;
    JET_COLUMNID columnidcolumnid;
    JET_COLUMNID columnidcoltyp;
    JET_COLUMNID columnidCountry;
    JET_COLUMNID columnidLangid;
    JET_COLUMNID columnidCp;
    JET_COLUMNID columnidCollate;
    JET_COLUMNID columnidcbMax;
    JET_COLUMNID columnidgrbit;
    JET_COLUMNID columnidDefault;
    JET_COLUMNID columnidBaseTableName;
    JET_COLUMNID columnidBaseColumnName;
    JET_COLUMNID columnidDefinitionName;
};

struct JET_COLUMNDEF
{
    uint32_t cbStruct;
    JET_COLUMNID columnid;
    JET_COLTYP coltyp;
    uint16_t wCountry;
    uint16_t langid;
    uint16_t cp;
    uint16_t wCollate;
    uint32_t cbMax;
    JET_GRBIT grbit;
};

struct JET_COLUMNBASE_A
{
    uint32_t cbStruct;
    JET_COLUMNID columnid;
    JET_COLTYP coltyp;
    uint16_t wCountry;
    uint16_t langid;
    uint16_t cp;
    uint16_t wFiller;
    uint32_t cbMax;
    JET_GRBIT grbit;
    char szBaseTableName[256];
    char szBaseColumnName[256];
};

struct JET_COLUMNBASE_W
{
    uint32_t cbStruct;
    JET_COLUMNID columnid;
    JET_COLTYP coltyp;
    uint16_t wCountry;
    uint16_t langid;
    uint16_t cp;
    uint16_t wFiller;
    uint32_t cbMax;
    JET_GRBIT grbit;
    JET_WCHAR szBaseTableName[256];
    JET_WCHAR szBaseColumnName[256];
};

struct JET_INDEXLIST
{
    uint32_t cbStruct;
    JET_TABLEID tableid;
    uint32_t cRecord;
    JET_COLUMNID columnidindexname;
    JET_COLUMNID columnidgrbitIndex;
    JET_COLUMNID columnidcKey;
    JET_COLUMNID columnidcEntry;
    JET_COLUMNID columnidcPage;
    JET_COLUMNID columnidcColumn;
    JET_COLUMNID columnidiColumn;
    JET_COLUMNID columnidcolumnid;
    JET_COLUMNID columnidcoltyp;
    JET_COLUMNID columnidCountry;
    JET_COLUMNID columnidLangid;
    JET_COLUMNID columnidCp;
    JET_COLUMNID columnidCollate;
    JET_COLUMNID columnidgrbitColumn;
    JET_COLUMNID columnidcolumnname;
    JET_COLUMNID columnidLCMapFlags;
};

struct JET_COLUMNCREATE_A
{
    uint32_t cbStruct;
    char *szColumnName;
    JET_COLTYP coltyp;
    uint32_t cbMax;
    JET_GRBIT grbit;
    void *pvDefault;
    uint32_t cbDefault;
    uint32_t cp;
    JET_COLUMNID columnid;
    JET_ERR err;
};

struct JET_COLUMNCREATE_W
{
    uint32_t cbStruct;
    JET_WCHAR *szColumnName;
    JET_COLTYP coltyp;
    uint32_t cbMax;
    JET_GRBIT grbit;
    void *pvDefault;
    uint32_t cbDefault;
    uint32_t cp;
    JET_COLUMNID columnid;
    JET_ERR err;
};

struct JET_USERDEFINEDDEFAULT_A
{
    char *szCallback;
    unsigned char *pbUserData;
    uint32_t cbUserData;
    char *szDependantColumns;
};

struct JET_USERDEFINEDDEFAULT_W
{
    JET_WCHAR *szCallback;
    unsigned char *pbUserData;
    uint32_t cbUserData;
    JET_WCHAR *szDependantColumns;
};

struct JET_CONDITIONALCOLUMN_A
{
    uint32_t cbStruct;
    char *szColumnName;
    JET_GRBIT grbit;
};

struct JET_CONDITIONALCOLUMN_W
{
    uint32_t cbStruct;
    JET_WCHAR *szColumnName;
    JET_GRBIT grbit;
};

struct JET_UNICODEINDEX
{
    uint32_t lcid;
    uint32_t dwMapFlags;
};

struct JET_UNICODEINDEX2
{
    JET_WCHAR *szLocaleName;
    uint32_t dwMapFlags;
};

struct JET_TUPLELIMITS
{
    uint32_t chLengthMin;
    uint32_t chLengthMax;
    uint32_t chToIndexMax;
    uint32_t cchIncrement;
    uint32_t ichStart;
};

struct JET_SPACEHINTS
{
    uint32_t cbStruct;
    uint32_t ulInitialDensity;
    uint32_t cbInitial;
    JET_GRBIT grbit;
    uint32_t ulMaintDensity;
    uint32_t ulGrowth;
    uint32_t cbMinExtent;
    uint32_t cbMaxExtent;
};

struct JET_INDEXCREATE_A
{
    uint32_t cbStruct;
    char *szIndexName;
    char *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    union
    {
        uint32_t lcid;
        JET_UNICODEINDEX *pidxunicode;
    };
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_A *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
};

struct JET_INDEXCREATE_W
{
    uint32_t cbStruct;
    JET_WCHAR *szIndexName;
    JET_WCHAR *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    union
    {
        uint32_t lcid;
        JET_UNICODEINDEX *pidxunicode;
    };
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_W *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
};

struct JET_INDEXCREATE2_A
{
    uint32_t cbStruct;
    char *szIndexName;
    char *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    union
    {
        uint32_t lcid;
        JET_UNICODEINDEX *pidxunicode;
    };
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_A *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
    JET_SPACEHINTS *pSpacehints;
};

struct JET_INDEXCREATE2_W
{
    uint32_t cbStruct;
    JET_WCHAR *szIndexName;
    JET_WCHAR *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    union
    {
        uint32_t lcid;
        JET_UNICODEINDEX *pidxunicode;
    };
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_W *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
    JET_SPACEHINTS *pSpacehints;
};

struct JET_INDEXCREATE3_A
{
    uint32_t cbStruct;
    char *szIndexName;
    char *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    JET_UNICODEINDEX2 *pidxunicode;
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_A *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
    JET_SPACEHINTS *pSpacehints;
};

struct JET_INDEXCREATE3_W
{
    uint32_t cbStruct;
    JET_WCHAR *szIndexName;
    JET_WCHAR *szKey;
    uint32_t cbKey;
    JET_GRBIT grbit;
    uint32_t ulDensity;
    JET_UNICODEINDEX2 *pidxunicode;
    union
    {
        uint32_t cbVarSegMac;
        JET_TUPLELIMITS *ptuplelimits;
    };
    JET_CONDITIONALCOLUMN_W *rgconditionalcolumn;
    uint32_t cConditionalColumn;
    JET_ERR err;
    uint32_t cbKeyMost;
    JET_SPACEHINTS *pSpacehints;
};

struct JET_TABLECREATE_A
{
    uint32_t cbStruct;
    char *szTableName;
    char *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_A *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE_A *rgindexcreate;
    uint32_t cIndexes;
    JET_GRBIT grbit;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE_W
{
    uint32_t cbStruct;
    JET_WCHAR *szTableName;
    JET_WCHAR *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_W *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE_W *rgindexcreate;
    uint32_t cIndexes;
    JET_GRBIT grbit;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE2_A
{
    uint32_t cbStruct;
    char *szTableName;
    char *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_A *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE_A *rgindexcreate;
    uint32_t cIndexes;
    char *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE2_W
{
    uint32_t cbStruct;
    JET_WCHAR *szTableName;
    JET_WCHAR *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_W *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE_W *rgindexcreate;
    uint32_t cIndexes;
    JET_WCHAR *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE3_A
{
    uint32_t cbStruct;
    char *szTableName;
    char *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_A *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE2_A *rgindexcreate;
    uint32_t cIndexes;
    char *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_SPACEHINTS *pSeqSpacehints;
    JET_SPACEHINTS *pLVSpacehints;
    uint32_t cbSeparateLV;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE3_W
{
    uint32_t cbStruct;
    JET_WCHAR *szTableName;
    JET_WCHAR *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_W *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE2_W *rgindexcreate;
    uint32_t cIndexes;
    JET_WCHAR *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_SPACEHINTS *pSeqSpacehints;
    JET_SPACEHINTS *pLVSpacehints;
    uint32_t cbSeparateLV;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE4_A
{
    uint32_t cbStruct;
    char *szTableName;
    char *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_A *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE3_A *rgindexcreate;
    uint32_t cIndexes;
    char *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_SPACEHINTS *pSeqSpacehints;
    JET_SPACEHINTS *pLVSpacehints;
    uint32_t cbSeparateLV;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_TABLECREATE4_W
{
    uint32_t cbStruct;
    JET_WCHAR *szTableName;
    JET_WCHAR *szTemplateTableName;
    uint32_t ulPages;
    uint32_t ulDensity;
    JET_COLUMNCREATE_W *rgcolumncreate;
    uint32_t cColumns;
    JET_INDEXCREATE3_W *rgindexcreate;
    uint32_t cIndexes;
    JET_WCHAR *szCallback;
    JET_CBTYP cbtyp;
    JET_GRBIT grbit;
    JET_SPACEHINTS *pSeqSpacehints;
    JET_SPACEHINTS *pLVSpacehints;
    uint32_t cbSeparateLV;
    JET_TABLEID tableid;
    uint32_t cCreated;
};

struct JET_OPENTEMPORARYTABLE
{
    uint32_t cbStruct;
    const JET_COLUMNDEF *prgcolumndef;
    uint32_t ccolumn;
    JET_UNICODEINDEX *pidxunicode;
    JET_GRBIT grbit;
    JET_COLUMNID *prgcolumnid;
    uint32_t cbKeyMost;
    uint32_t cbVarSegMac;
    JET_TABLEID tableid;
};

struct JET_OPENTEMPORARYTABLE2
{
    uint32_t cbStruct;
    const JET_COLUMNDEF *prgcolumndef;
    uint32_t ccolumn;
    JET_UNICODEINDEX2 *pidxunicode;
    JET_GRBIT grbit;
    JET_COLUMNID *prgcolumnid;
    uint32_t cbKeyMost;
    uint32_t cbVarSegMac;
    JET_TABLEID tableid;
};

struct JET_RETINFO
{
    uint32_t cbStruct;
    uint32_t ibLongValue;
    uint32_t itagSequence;
    JET_COLUMNID columnidNextTagged;
};

struct JET_SETINFO
{
    uint32_t cbStruct;
    uint32_t ibLongValue;
    uint32_t itagSequence;
};

struct JET_RECPOS
{
    uint32_t cbStruct;
    uint32_t centriesLT;
    uint32_t centriesInRange;
    uint32_t centriesTotal;
};

struct JET_RECPOS2
{
    uint32_t cbStruct;
    uint32_t centriesLTDeprecated;
    uint32_t centriesInRangeDeprecated;
    uint32_t centriesTotalDeprecated;
    uint64_t centriesLT;
    uint64_t centriesTotal;
};

struct JET_RECORDLIST
{
    uint32_t cbStruct;
    JET_TABLEID tableid;
    uint32_t cRecord;
    JET_COLUMNID columnidBookmark;
};

struct JET_INDEXRANGE
{
    uint32_t cbStruct;
    JET_TABLEID tableid;
    JET_GRBIT grbit;
};

struct JET_INDEX_COLUMN
{
    JET_COLUMNID columnid;
    JET_RELOP relop;
    void *pv;
    uint32_t cb;
    JET_GRBIT grbit;
};

struct JET_INDEX_RANGE
{
    JET_INDEX_COLUMN *rgStartColumns;
    uint32_t cStartColumns;
    JET_INDEX_COLUMN *rgEndColumns;
    uint32_t cEndColumns;
};

#pragma pack(push, 1)
struct JET_LOGTIME
{
    char bSeconds;
    char bMinutes;
    char bHours;
    char bDay;
    char bMonth;
    char bYear;
    union
    {
        char bFiller1;
        __extension__ struct
        {
            unsigned char fTimeIsUTC : 1;
            unsigned char bMillisecondsLow : 7;
        };
    };
    union
    {
        char bFiller2;
        __extension__ struct
        {
            unsigned char fReserved : 1;
            unsigned char bMillisecondsHigh : 3;
            unsigned char fUnused : 4;
        };
    };
};
#pragma pack(pop)

#pragma pack(push, 1)
struct JET_BKLOGTIME
{
    char bSeconds;
    char bMinutes;
    char bHours;
    char bDay;
    char bMonth;
    char bYear;
    union
    {
        char bFiller1;
        __extension__ struct
        {
            unsigned char fTimeIsUTC : 1;
            unsigned char bMillisecondsLow : 7;
        };
    };
    union
    {
        char bFiller2;
        __extension__ struct
        {
            unsigned char fOSSnapshot : 1;
            unsigned char bMillisecondsHigh : 3;
            unsigned char fReserved : 4;
        };
    };
};
#pragma pack(pop)

#pragma pack(push, 1)
struct JET_LGPOS
{
    uint16_t ib;
    uint16_t isec;
    int32_t lGeneration;
};
#pragma pack(pop)

#pragma pack(push, 1)
struct JET_SIGNATURE
{
    uint32_t ulRandom;
    JET_LOGTIME logtimeCreate;
    char szComputerName[16];
};
#pragma pack(pop)

#pragma pack(push, 1)
struct JET_BKINFO
{
    JET_LGPOS lgposMark;
    union
    {
        JET_LOGTIME logtimeMark;
        JET_BKLOGTIME bklogtimeMark;
    };
    uint32_t genLow;
    uint32_t genHigh;
};
#pragma pack(pop)

struct JET_DBINFOMISC
{
    uint32_t ulVersion;
    uint32_t ulUpdate;
    JET_SIGNATURE signDb;
    uint32_t dbstate;
    JET_LGPOS lgposConsistent;
    JET_LOGTIME logtimeConsistent;
    JET_LOGTIME logtimeAttach;
    JET_LGPOS lgposAttach;
    JET_LOGTIME logtimeDetach;
    JET_LGPOS lgposDetach;
    JET_SIGNATURE signLog;
    JET_BKINFO bkinfoFullPrev;
    JET_BKINFO bkinfoIncPrev;
    JET_BKINFO bkinfoFullCur;
    uint32_t fShadowingDisabled;
    uint32_t fUpgradeDb;
    uint32_t dwMajorVersion;
    uint32_t dwMinorVersion;
    uint32_t dwBuildNumber;
    int32_t lSPNumber;
    uint32_t cbPageSize;
};

struct JET_DBINFOMISC2
{
    uint32_t ulVersion;
    uint32_t ulUpdate;
    JET_SIGNATURE signDb;
    uint32_t dbstate;
    JET_LGPOS lgposConsistent;
    JET_LOGTIME logtimeConsistent;
    JET_LOGTIME logtimeAttach;
    JET_LGPOS lgposAttach;
    JET_LOGTIME logtimeDetach;
    JET_LGPOS lgposDetach;
    JET_SIGNATURE signLog;
    JET_BKINFO bkinfoFullPrev;
    JET_BKINFO bkinfoIncPrev;
    JET_BKINFO bkinfoFullCur;
    uint32_t fShadowingDisabled;
    uint32_t fUpgradeDb;
    uint32_t dwMajorVersion;
    uint32_t dwMinorVersion;
    uint32_t dwBuildNumber;
    int32_t lSPNumber;
    uint32_t cbPageSize;
    uint32_t genMinRequired;
    uint32_t genMaxRequired;
    JET_LOGTIME logtimeGenMaxCreate;
    uint32_t ulRepairCount;
    JET_LOGTIME logtimeRepair;
    uint32_t ulRepairCountOld;
    uint32_t ulECCFixSuccess;
    JET_LOGTIME logtimeECCFixSuccess;
    uint32_t ulECCFixSuccessOld;
    uint32_t ulECCFixFail;
    JET_LOGTIME logtimeECCFixFail;
    uint32_t ulECCFixFailOld;
    uint32_t ulBadChecksum;
    JET_LOGTIME logtimeBadChecksum;
    uint32_t ulBadChecksumOld;
};

struct JET_DBINFOMISC3
{
    uint32_t ulVersion;
    uint32_t ulUpdate;
    JET_SIGNATURE signDb;
    uint32_t dbstate;
    JET_LGPOS lgposConsistent;
    JET_LOGTIME logtimeConsistent;
    JET_LOGTIME logtimeAttach;
    JET_LGPOS lgposAttach;
    JET_LOGTIME logtimeDetach;
    JET_LGPOS lgposDetach;
    JET_SIGNATURE signLog;
    JET_BKINFO bkinfoFullPrev;
    JET_BKINFO bkinfoIncPrev;
    JET_BKINFO bkinfoFullCur;
    uint32_t fShadowingDisabled;
    uint32_t fUpgradeDb;
    uint32_t dwMajorVersion;
    uint32_t dwMinorVersion;
    uint32_t dwBuildNumber;
    int32_t lSPNumber;
    uint32_t cbPageSize;
    uint32_t genMinRequired;
    uint32_t genMaxRequired;
    JET_LOGTIME logtimeGenMaxCreate;
    uint32_t ulRepairCount;
    JET_LOGTIME logtimeRepair;
    uint32_t ulRepairCountOld;
    uint32_t ulECCFixSuccess;
    JET_LOGTIME logtimeECCFixSuccess;
    uint32_t ulECCFixSuccessOld;
    uint32_t ulECCFixFail;
    JET_LOGTIME logtimeECCFixFail;
    uint32_t ulECCFixFailOld;
    uint32_t ulBadChecksum;
    JET_LOGTIME logtimeBadChecksum;
    uint32_t ulBadChecksumOld;
    uint32_t genCommitted;
};

struct JET_DBINFOMISC4
{
    uint32_t ulVersion;
    uint32_t ulUpdate;
    JET_SIGNATURE signDb;
    uint32_t dbstate;
    JET_LGPOS lgposConsistent;
    JET_LOGTIME logtimeConsistent;
    JET_LOGTIME logtimeAttach;
    JET_LGPOS lgposAttach;
    JET_LOGTIME logtimeDetach;
    JET_LGPOS lgposDetach;
    JET_SIGNATURE signLog;
    JET_BKINFO bkinfoFullPrev;
    JET_BKINFO bkinfoIncPrev;
    JET_BKINFO bkinfoFullCur;
    uint32_t fShadowingDisabled;
    uint32_t fUpgradeDb;
    uint32_t dwMajorVersion;
    uint32_t dwMinorVersion;
    uint32_t dwBuildNumber;
    int32_t lSPNumber;
    uint32_t cbPageSize;
    uint32_t genMinRequired;
    uint32_t genMaxRequired;
    JET_LOGTIME logtimeGenMaxCreate;
    uint32_t ulRepairCount;
    JET_LOGTIME logtimeRepair;
    uint32_t ulRepairCountOld;
    uint32_t ulECCFixSuccess;
    JET_LOGTIME logtimeECCFixSuccess;
    uint32_t ulECCFixSuccessOld;
    uint32_t ulECCFixFail;
    JET_LOGTIME logtimeECCFixFail;
    uint32_t ulECCFixFailOld;
    uint32_t ulBadChecksum;
    JET_LOGTIME logtimeBadChecksum;
    uint32_t ulBadChecksumOld;
    uint32_t genCommitted;
    JET_BKINFO bkinfoCopyPrev;
    JET_BKINFO bkinfoDiffPrev;
};

struct JET_RSTINFO_A
{
    uint32_t cbStruct;
    JET_RSTMAP_A *rgrstmap;
    int32_t crstmap;
    JET_LGPOS lgposStop;
    JET_LOGTIME logtimeStop;
    JET_PFNSTATUS pfnStatus;
};

struct JET_RSTINFO_W
{
    uint32_t cbStruct;
    JET_RSTMAP_W *rgrstmap;
    int32_t crstmap;
    JET_LGPOS lgposStop;
    JET_LOGTIME logtimeStop;
    JET_PFNSTATUS pfnStatus;
};

struct JET_ERRINFOBASIC_W
{
    uint32_t cbStruct;
    JET_ERR errValue;
    JET_ERRCAT errcatMostSpecific;
    unsigned char rgCategoricalHierarchy[8];
    uint32_t lSourceLine;
    JET_WCHAR rgszSourceFile[64];
};

struct JET_COMMIT_ID
{
    JET_SIGNATURE signLog;
    int32_t reserved;
    int64_t commitId;
};

struct JET_OPERATIONCONTEXT
{
    uint32_t ulUserID;
    unsigned char nOperationID;
    unsigned char nOperationType;
    unsigned char nClientType;
    unsigned char fFlags;
};

struct JET_SETCOLUMN
{
    JET_COLUMNID columnid;
    const void *pvData;
    uint32_t cbData;
    JET_GRBIT grbit;
    uint32_t ibLongValue;
    uint32_t itagSequence;
    JET_ERR err;
};

struct JET_SETSYSPARAM_A
{
    uint32_t paramid;
    JET_API_PTR lParam;
    const char *sz;
    JET_ERR err;
};

struct JET_SETSYSPARAM_W
{
    uint32_t paramid;
    JET_API_PTR lParam;
    const JET_WCHAR *sz;
    JET_ERR err;
};

struct JET_RETRIEVECOLUMN
{
    JET_COLUMNID columnid;
    void *pvData;
    uint32_t cbData;
    uint32_t cbActual;
    JET_GRBIT grbit;
    uint32_t ibLongValue;
    uint32_t itagSequence;
    JET_COLUMNID columnidNextTagged;
    JET_ERR err;
};

struct JET_ENUMCOLUMNID
{
    JET_COLUMNID columnid;
    uint32_t ctagSequence;
    uint32_t *rgtagSequence;
};

struct JET_ENUMCOLUMNVALUE
{
    uint32_t itagSequence;
    JET_ERR err;
    uint32_t cbData;
    void *pvData;
};

struct JET_ENUMCOLUMN
{
    JET_COLUMNID columnid;
    JET_ERR err;
    union
    {
        __extension__ struct
        {
            uint32_t cEnumColumnValue;
            JET_ENUMCOLUMNVALUE *rgEnumColumnValue;
        };
        __extension__ struct
        {
            uint32_t cbData;
            void *pvData;
        };
    };
};

struct JET_RECSIZE
{
    uint64_t cbData;
    uint64_t cbLongValueData;
    uint64_t cbOverhead;
    uint64_t cbLongValueOverhead;
    uint64_t cNonTaggedColumns;
    uint64_t cTaggedColumns;
    uint64_t cLongValues;
    uint64_t cMultiValues;
};

struct JET_RECSIZE2
{
    uint64_t cbData;
    uint64_t cbLongValueData;
    uint64_t cbOverhead;
    uint64_t cbLongValueOverhead;
    uint64_t cNonTaggedColumns;
    uint64_t cTaggedColumns;
    uint64_t cLongValues;
    uint64_t cMultiValues;
    uint64_t cCompressedColumns;
    uint64_t cbDataCompressed;
    uint64_t cbLongValueDataCompressed;
};

struct JET_LOGINFO_A
{
    uint32_t cbSize;
    uint32_t ulGenLow;
    uint32_t ulGenHigh;
    char szBaseName[4];
};

struct JET_LOGINFO_W
{
    uint32_t cbSize;
    uint32_t ulGenLow;
    uint32_t ulGenHigh;
    JET_WCHAR szBaseName[4];
};

struct JET_INSTANCE_INFO_A
{
    JET_INSTANCE hInstanceId;
    char *szInstanceName;
    JET_API_PTR cDatabases;
    char **szDatabaseFileName;
    char **szDatabaseDisplayName;
    char **szDatabaseSLVFileName_Obsolete;
};

struct JET_INSTANCE_INFO_W
{
    JET_INSTANCE hInstanceId;
    JET_WCHAR *szInstanceName;
    JET_API_PTR cDatabases;
    JET_WCHAR **szDatabaseFileName;
    JET_WCHAR **szDatabaseDisplayName;
    JET_WCHAR **szDatabaseSLVFileName_Obsolete;
};

struct JET_THREADSTATS
{
    uint32_t cbStruct;
    uint32_t cPageReferenced;
    uint32_t cPageRead;
    uint32_t cPagePreread;
    uint32_t cPageDirtied;
    uint32_t cPageRedirtied;
    uint32_t cLogRecord;
    uint32_t cbLogRecord;
};

struct JET_THREADSTATS2
{
    uint32_t cbStruct;
    uint32_t cPageReferenced;
    uint32_t cPageRead;
    uint32_t cPagePreread;
    uint32_t cPageDirtied;
    uint32_t cPageRedirtied;
    uint32_t cLogRecord;
    uint32_t cbLogRecord;
    uint64_t cusecPageCacheMiss;
    uint32_t cPageCacheMiss;
};

struct JET_THREADSTATS3
{
    uint32_t cbStruct;
    uint32_t cPageReferenced;
    uint32_t cPageRead;
    uint32_t cPagePreread;
    uint32_t cPageDirtied;
    uint32_t cPageRedirtied;
    uint32_t cLogRecord;
    uint32_t cbLogRecord;
    uint64_t cusecPageCacheMiss;
    uint32_t cPageCacheMiss;
    uint32_t cSeparatedLongValueRead;
    uint64_t cusecLongValuePageCacheMiss;
    uint32_t cLongValuePageCacheMiss;
};

/* Structures without suffix. */
#define JET_ERRINFOBASIC JET_ERRINFOBASIC_W
#ifdef JET_UNICODE
#define JET_RSTMAP JET_RSTMAP_W
#define JET_CONVERT JET_CONVERT_W
#define JET_COLUMNBASE JET_COLUMNBASE_W
#define JET_COLUMNCREATE JET_COLUMNCREATE_W
#define JET_USERDEFINEDDEFAULT JET_USERDEFINEDDEFAULT_W
#define JET_CONDITIONALCOLUMN JET_CONDITIONALCOLUMN_W
#define JET_INDEXCREATE JET_INDEXCREATE_W
#define JET_INDEXCREATE2 JET_INDEXCREATE2_W
#define JET_INDEXCREATE3 JET_INDEXCREATE3_W
#define JET_TABLECREATE JET_TABLECREATE_W
#define JET_TABLECREATE2 JET_TABLECREATE2_W
#define JET_TABLECREATE3 JET_TABLECREATE3_W
#define JET_TABLECREATE4 JET_TABLECREATE4_W
#define JET_RSTINFO JET_RSTINFO_W
#define JET_SETSYSPARAM JET_SETSYSPARAM_W
#define JET_LOGINFO JET_LOGINFO_W
#define JET_INSTANCE_INFO JET_INSTANCE_INFO_W
#else
#define JET_RSTMAP JET_RSTMAP_A
#define JET_CONVERT JET_CONVERT_A
#define JET_COLUMNBASE JET_COLUMNBASE_A
#define JET_COLUMNCREATE JET_COLUMNCREATE_A
#define JET_USERDEFINEDDEFAULT JET_USERDEFINEDDEFAULT_A
#define JET_CONDITIONALCOLUMN JET_CONDITIONALCOLUMN_A
#define JET_INDEXCREATE JET_INDEXCREATE_A
#define JET_INDEXCREATE2 JET_INDEXCREATE2_A
#define JET_INDEXCREATE3 JET_INDEXCREATE3_A
#define JET_TABLECREATE JET_TABLECREATE_A
#define JET_TABLECREATE2 JET_TABLECREATE2_A
#define JET_TABLECREATE3 JET_TABLECREATE3_A
#define JET_TABLECREATE4 JET_TABLECREATE4_A
#define JET_RSTINFO JET_RSTINFO_A
#define JET_SETSYSPARAM JET_SETSYSPARAM_A
#define JET_LOGINFO JET_LOGINFO_A
#define JET_INSTANCE_INFO JET_INSTANCE_INFO_A
#endif

/* Codes. */
#define JET_errSuccess 0 /* call completed */
#define JET_wrnNyi (-1) /* feature has no implementation (historic warning with a negative value) */
#define JET_errRfsFailure (-100) /* fault-injection simulator forced a failure (obsolete test code) */
#define JET_errRfsNotArmed (-101) /* fault-injection simulator used while not armed (obsolete test code) */
#define JET_errFileClose (-102) /* closing a file failed (obsolete) */
#define JET_errOutOfThreads (-103) /* engine could not start a worker thread */
#define JET_errTooManyIO (-105) /* too many I/O requests outstanding */
#define JET_errTaskDropped (-106) /* an asynchronous task had to be abandoned */
#define JET_errInternalError (-107) /* unexpected internal failure; invariant broken */
#define JET_errDisabledFunctionality (-112) /* function not compiled into this build of the engine */
#define JET_errUnloadableOSFunctionality (-113) /* required OS library or entry could not be loaded */
#define JET_errDatabaseBufferDependenciesCorrupted (-255) /* write-order dependencies between buffers are wrong (found at recovery) */
#define JET_wrnRemainingVersions 321 /* version store still holds entries */
#define JET_errPreviousVersion (-322) /* version already present during recovery */
#define JET_errPageBoundary (-323) /* navigation hit a page boundary */
#define JET_errKeyBoundary (-324) /* navigation hit a key boundary */
#define JET_errBadPageLink (-327) /* sibling page pointer is inconsistent: corruption */
#define JET_errBadBookmark (-328) /* bookmark names no entry */
#define JET_errNTSystemCallFailed (-334) /* an OS call failed */
#define JET_errBadParentPageLink (-338) /* parent pointer to child page is inconsistent: corruption */
#define JET_errSPAvailExtCacheOutOfSync (-340) /* extent cache disagrees with its tree */
#define JET_errSPAvailExtCorrupted (-341) /* available-extent tree corrupt */
#define JET_errSPAvailExtCacheOutOfMemory (-342) /* no memory for an extent cache node */
#define JET_errSPOwnExtCorrupted (-343) /* owned-extent tree corrupt */
#define JET_errDbTimeCorrupted (-344) /* page dbtime exceeds that of the database */
#define JET_wrnUniqueKey 345 /* seek hit a key that occurs once in a non-unique index */
#define JET_errKeyTruncated (-346) /* key was cut although the index forbids truncation */
#define JET_errDatabaseLeakInSpace (-348) /* pages leaked; only offline defragmentation gets them back */
#define JET_errBadEmptyPage (-351) /* search reached a page that must not be empty: corruption */
#define wrnBTNotVisibleRejected 352 /* entry hidden because a move filter rejected it */
#define wrnBTNotVisibleAccumulated 353 /* entry hidden because a move filter is collecting it */
#define JET_errBadLineCount (-354) /* page has fewer lines than the operation needs: corruption */
#define JET_errPageTagCorrupted (-357) /* page tag offset, size or count invalid: corruption */
#define JET_errNodeCorrupted (-358) /* node or prefix sizes inconsistent: corruption */
#define JET_wrnSeparateLongValue 406 /* column data is kept in the long-value tree */
#define JET_wrnRecordFoundGreater 1039 /* old alias of JET_wrnSeekNotEqual */
#define JET_wrnRecordFoundLess 1039 /* old alias of JET_wrnSeekNotEqual */
#define JET_errColumnIllegalNull (-1504) /* old alias of JET_errNullInvalid */
#define JET_errKeyTooBig (-408) /* key exceeds the maximum key size */
#define JET_errCannotSeparateIntrinsicLV (-416) /* value demanded as separate must stay in the record */
#define JET_errSeparatedLongValue (-421) /* operation not possible on a value kept in the long-value tree */
#define JET_errMustBeSeparateLongValue (-423) /* only columns that can be stored separately may be pre-read */
#define JET_errInvalidPreread (-424) /* long values cannot be pre-read while on a secondary index */
#define JET_errInvalidLoggedOperation (-500) /* a log record cannot be replayed */
#define JET_errLogFileCorrupt (-501) /* log file damaged */
#define JET_errNoBackupDirectory (-503) /* backup directory missing from the call */
#define JET_errBackupDirectoryNotEmpty (-504) /* target backup directory has contents */
#define JET_errBackupInProgress (-505) /* a backup is already running */
#define JET_errRestoreInProgress (-506) /* a restore is running */
#define JET_errMissingPreviousLogFile (-509) /* a log generation at or before the needed range is missing */
#define JET_errLogWriteFail (-510) /* writing the log failed */
#define JET_errLogDisabledDueToRecoveryFailure (-511) /* logging blocked after failed recovery */
#define JET_errCannotLogDuringRecoveryRedo (-512) /* attempt to log during redo */
#define JET_errLogGenerationMismatch (-513) /* log file name and its generation number disagree */
#define JET_errBadLogVersion (-514) /* log format version unsupported */
#define JET_errInvalidLogSequence (-515) /* timestamps of consecutive logs do not chain */
#define JET_errLoggingDisabled (-516) /* operation needs logging, which is off */
#define JET_errLogBufferTooSmall (-517) /* log record larger than the log buffer or one log file */
#define JET_errLogSequenceEnd (-519) /* log generation numbers exhausted */
#define JET_errNoBackup (-520) /* no backup is running */
#define JET_errInvalidBackupSequence (-521) /* backup calls out of order */
#define JET_errBackupNotAllowedYet (-523) /* backup not permitted at this moment */
#define JET_errDeleteBackupFileFail (-524) /* old backup file could not be removed */
#define JET_errMakeBackupDirectoryFail (-525) /* temporary backup directory could not be made */
#define JET_errInvalidBackup (-526) /* incremental backup while circular logging is on */
#define JET_errRecoveredWithErrors (-527) /* restore ended but not everything went well */
#define JET_errMissingLogFile (-528) /* the log being written at the end of the stream does not exist */
#define JET_errLogDiskFull (-529) /* log volume full */
#define JET_errBadLogSignature (-530) /* log signature mismatch */
#define JET_errBadDbSignature (-531) /* database signature mismatch */
#define JET_errBadCheckpointSignature (-532) /* checkpoint signature mismatch */
#define JET_errCheckpointCorrupt (-533) /* checkpoint file damaged or missing */
#define JET_errMissingPatchPage (-534) /* recovery needs a page the patch file lacks */
#define JET_errBadPatchPage (-535) /* a page in the patch file fails its checks */
#define JET_errRedoAbruptEnded (-536) /* redo stopped by a log read failure */
#define JET_errPatchFileMissing (-538) /* patch file absent from the backup set */
#define JET_errDatabaseLogSetMismatch (-539) /* database belongs to another log sequence */
#define JET_errDatabaseStreamingFileMismatch (-540) /* database and streaming file differ (feature removed) */
#define JET_errLogFileSizeMismatch (-541) /* log size on disk differs from the parameter */
#define JET_errCheckpointFileNotFound (-542) /* checkpoint file not found */
#define JET_errRequiredLogFilesMissing (-543) /* logs required for recovery are missing */
#define JET_errSoftRecoveryOnBackupDatabase (-544) /* ordinary recovery met a backup copy; restore is required */
#define JET_errLogFileSizeMismatchDatabasesConsistent (-545) /* recovery done, but configured log size differs from the logs */
#define JET_errLogSectorSizeMismatch (-546) /* log sector size differs from that of the volume */
#define JET_errLogSectorSizeMismatchDatabasesConsistent (-547) /* recovery done, but the sector sizes differ */
#define JET_errLogSequenceEndDatabasesConsistent (-548) /* recovery done, but no generation numbers remain */
#define JET_errStreamingDataNotLogged (-549) /* replay needs streaming data that was never logged (removed feature) */
#define JET_errDatabaseDirtyShutdown (-550) /* database not cleanly closed; recovery needed first */
#define JET_errDatabaseInconsistent (-550) /* obsolete alias of JET_errDatabaseDirtyShutdown */
#define JET_errConsistentTimeMismatch (-551) /* last-consistent position of the database does not match the logs */
#define JET_errDatabasePatchFileMismatch (-552) /* patch file from a different backup */
#define JET_errEndingRestoreLogTooLow (-553) /* restore end generation too small */
#define JET_errStartingRestoreLogTooHigh (-554) /* restore start generation too large */
#define JET_errGivenLogFileHasBadSignature (-555) /* restore log signature mismatch */
#define JET_errGivenLogFileIsNotContiguous (-556) /* gap in the generations handed to restore */
#define JET_errMissingRestoreLogFiles (-557) /* logs of the restore range missing */
#define JET_wrnExistingLogFileHasBadSignature 558 /* log already present stems from another stream */
#define JET_wrnExistingLogFileIsNotContiguous 559 /* gap among the logs already present */
#define JET_errMissingFullBackup (-560) /* incremental backup without the earlier full one */
#define JET_errBadBackupDatabaseSize (-561) /* backup copy size not page aligned */
#define JET_errDatabaseAlreadyUpgraded (-562) /* database format already current */
#define JET_errDatabaseIncompleteUpgrade (-563) /* database format conversion was interrupted */
#define JET_wrnSkipThisRecord 564 /* internal: skip this record */
#define JET_errMissingCurrentLogFiles (-565) /* logs needed to continue the restore missing */
#define JET_errDbTimeTooOld (-566) /* page dbtime older than the log record expects (lost flush) */
#define JET_errDbTimeTooNew (-567) /* page dbtime newer than the log record expects */
#define JET_errMissingFileToBackup (-569) /* a file to be backed up vanished */
#define JET_errLogTornWriteDuringHardRestore (-570) /* torn log write in the backup set */
#define JET_errLogTornWriteDuringHardRecovery (-571) /* torn log write in a log outside the backup set */
#define JET_errLogCorruptDuringHardRestore (-573) /* corrupt log in the backup set */
#define JET_errLogCorruptDuringHardRecovery (-574) /* corrupt log outside the backup set */
#define JET_errMustDisableLoggingForDbUpgrade (-575) /* format upgrade demands logging off */
#define JET_errBadRestoreTargetInstance (-577) /* restore target instance absent or logs differ */
#define JET_wrnTargetInstanceRunning 578 /* restore target instance is running */
#define JET_errRecoveredWithoutUndo (-579) /* redo done, undo skipped as requested */
#define JET_errDatabasesNotFromSameSnapshot (-580) /* databases come from different shadow copies */
#define JET_errSoftRecoveryOnSnapshot (-581) /* ordinary recovery on a shadow-copy database */
#define JET_errCommittedLogFilesMissing (-582) /* logs with committed work missing; tolerable only with lost-log replay option */
#define JET_errSectorSizeNotSupported (-583) /* volume sector size unsupported for this file type */
#define JET_errRecoveredWithoutUndoDatabasesConsistent (-584) /* undo was to be skipped but was not needed */
#define JET_wrnCommittedLogFilesLost 585 /* some committed logs lost, database still consistent */
#define JET_errCommittedLogFileCorrupt (-586) /* log with committed work corrupt; tolerable only with lost-log option */
#define JET_wrnCommittedLogFilesRemoved 587 /* corrupt committed logs removed, database still consistent */
#define JET_wrnFinishWithUndo 588 /* recovery client signal: finish with undo */
#define JET_errLogSequenceChecksumMismatch (-590) /* chained checksum of consecutive logs differs */
#define JET_wrnDatabaseRepaired 595 /* corruption was repaired */
#define JET_errPageInitializedMismatch (-596) /* page initialised here but not on the other copy */
#define JET_errUnicodeTranslationBufferTooSmall (-601) /* conversion to or from UTF-16 lacked room */
#define JET_errUnicodeTranslationFail (-602) /* text could not be converted or normalised */
#define JET_errUnicodeNormalizationNotSupported (-603) /* OS offers no normalisation and no callback was set */
#define JET_errUnicodeLanguageValidationFailure (-604) /* language cannot be verified */
#define JET_errExistingLogFileHasBadSignature (-610) /* log already present stems from another stream */
#define JET_errExistingLogFileIsNotContiguous (-611) /* gap among the logs already present */
#define JET_errLogReadVerifyFailure (-612) /* log checksum error during backup */
#define JET_errCheckpointDepthTooDeep (-614) /* checkpoint lags the log tip by more than the limit */
#define JET_errRestoreOfNonBackupDatabase (-615) /* hard recovery on a database that is no backup copy */
#define JET_errLogFileNotCopied (-616) /* truncation refused: some needed logs were never read by the backup */
#define JET_errTransactionTooLong (-618) /* transaction has stayed open across too many generations */
#define JET_errEngineFormatVersionNoLongerSupportedTooLow (-619) /* requested format version too old for the engine */
#define JET_errEngineFormatVersionNotYetImplementedTooHigh (-620) /* requested format version newer than the engine */
#define JET_errEngineFormatVersionParamTooLowForRequestedFeature (-621) /* feature needs a higher format version parameter */
#define JET_errEngineFormatVersionSpecifiedTooLowForLogVersion (-622) /* existing logs are ahead of the requested format version */
#define JET_errEngineFormatVersionSpecifiedTooLowForDatabaseVersion (-623) /* existing database is ahead of the requested format version */
#define JET_errDbTimeBeyondMaxRequired (-625) /* page dbtime ahead of a record outside the required range */
#define JET_errLogOperationInconsistentWithDatabase (-626) /* log record contradicts the database state */
#define JET_errBackupAbortByServer (-801) /* backup ended by termination or JetStopBackup */
#define JET_errInvalidGrbit (-900) /* flag combination not valid for the call */
#define JET_errTermInProgress (-1000) /* instance is shutting down */
#define JET_errFeatureNotAvailable (-1001) /* feature not supported */
#define JET_errInvalidName (-1002) /* object name violates naming rules */
#define JET_errInvalidParameter (-1003) /* argument not acceptable */
#define JET_wrnColumnNull 1004 /* column value is NULL */
#define JET_wrnBufferTruncated 1006 /* output did not fit; prefix returned and real size reported */
#define JET_wrnDatabaseAttached 1007 /* attach was a no-op, this instance has the file */
#define JET_errDatabaseFileReadOnly (-1008) /* file is read-only but write access was asked */
#define JET_wrnSortOverflow 1009 /* sort spilled out of memory */
#define JET_errInvalidDatabaseId (-1010) /* database id not open in the session */
#define JET_errOutOfMemory (-1011) /* allocation failed */
#define JET_errOutOfDatabaseSpace (-1012) /* database reached its size limit */
#define JET_errOutOfCursors (-1013) /* cursor limit reached */
#define JET_errOutOfBuffers (-1014) /* page cache exhausted */
#define JET_errTooManyIndexes (-1015) /* index count limit */
#define JET_errTooManyKeys (-1016) /* more key columns than allowed */
#define JET_errRecordDeleted (-1017) /* current record was deleted */
#define JET_errReadVerifyFailure (-1018) /* page checksum wrong */
#define JET_errPageNotInitialized (-1019) /* page is blank */
#define JET_errOutOfFileHandles (-1020) /* OS file handles exhausted */
#define JET_errDiskReadVerificationFailure (-1021) /* OS reported a CRC error */
#define JET_errDiskIO (-1022) /* disk I/O failed */
#define JET_errInvalidPath (-1023) /* path not valid */
#define JET_errInvalidSystemPath (-1024) /* system path not valid */
#define JET_errInvalidLogDirectory (-1025) /* log path not valid */
#define JET_errRecordTooBig (-1026) /* record exceeds the page-bound maximum */
#define JET_errTooManyOpenDatabases (-1027) /* open database limit */
#define JET_errInvalidDatabase (-1028) /* not a database file */
#define JET_errNotInitialized (-1029) /* engine or instance not started */
#define JET_errAlreadyInitialized (-1030) /* engine or instance already started */
#define JET_errInitInProgress (-1031) /* another initialisation is running */
#define JET_errFileAccessDenied (-1032) /* file locked, in use or forbidden */
#define JET_errBufferTooSmall (-1038) /* buffer too small for the minimum result */
#define JET_wrnSeekNotEqual 1039 /* seek landed on a neighbouring key */
#define JET_errTooManyColumns (-1040) /* column count limit */
#define JET_errContainerNotEmpty (-1043) /* container still has objects */
#define JET_errInvalidFilename (-1044) /* file name not valid */
#define JET_errInvalidBookmark (-1045) /* bookmark malformed */
#define JET_errColumnInUse (-1046) /* an index depends on the column */
#define JET_errInvalidBufferSize (-1047) /* data length wrong for the column type */
#define JET_errColumnNotUpdatable (-1048) /* column may not be set */
#define JET_errIndexInUse (-1051) /* index in use */
#define JET_errLinkNotSupported (-1052) /* obsolete: links unsupported */
#define JET_errNullKeyDisallowed (-1053) /* index forbids NULL key */
#define JET_errNotInTransaction (-1054) /* call demands an open transaction */
#define JET_wrnNoErrorInfo 1055 /* nothing more is known about the failure */
#define JET_errMustRollback (-1057) /* unversioned update failed; roll back */
#define JET_wrnNoIdleActivity 1058 /* idle call found nothing to do */
#define JET_errTooManyActiveUsers (-1059) /* active user limit */
#define JET_errInvalidCountry (-1061) /* unknown country code */
#define JET_errInvalidLanguageId (-1062) /* unknown LCID or locale */
#define JET_errInvalidCodePage (-1063) /* code page must be 1200 or 1252 */
#define JET_errInvalidLCMapStringFlags (-1064) /* normalisation flags not supported */
#define JET_errVersionStoreEntryTooBig (-1065) /* version entry larger than a bucket */
#define JET_errVersionStoreOutOfMemoryAndCleanupTimedOut (-1066) /* version store full and clean-up timed out */
#define JET_wrnNoWriteLock 1067 /* lock request had no effect outside a transaction */
#define JET_wrnColumnSetNull 1068 /* column was set to NULL */
#define JET_errVersionStoreOutOfMemory (-1069) /* version store full */
#define JET_errCannotIndex (-1071) /* escrow (or otherwise unindexable) column in an index */
#define JET_errRecordNotDeleted (-1072) /* record is not deleted */
#define JET_errTooManyMempoolEntries (-1073) /* table descriptor string pool full */
#define JET_errOutOfObjectIDs (-1074) /* tree object ids exhausted */
#define JET_errOutOfLongValueIDs (-1075) /* long-value ids exhausted */
#define JET_errOutOfAutoincrementValues (-1076) /* auto-increment exhausted */
#define JET_errOutOfDbtimeValues (-1077) /* dbtime exhausted */
#define JET_errOutOfSequentialIndexValues (-1078) /* sequential index ids exhausted */
#define JET_errRunningInOneInstanceMode (-1080) /* call needs multi-instance mode */
#define JET_errRunningInMultiInstanceMode (-1081) /* call works only in single-instance mode */
#define JET_errSystemParamsAlreadySet (-1082) /* global parameters already fixed */
#define JET_errSystemPathInUse (-1083) /* system path owned by another instance */
#define JET_errLogFilePathInUse (-1084) /* log path owned by another instance */
#define JET_errTempPathInUse (-1085) /* temp path owned by another instance */
#define JET_errInstanceNameInUse (-1086) /* instance name taken */
#define JET_errSystemParameterConflict (-1087) /* global parameters already fixed to other values */
#define JET_errInstanceUnavailable (-1090) /* instance hit a fatal error; only termination is possible */
#define JET_errDatabaseUnavailable (-1091) /* database hit a fatal error */
#define JET_errInstanceUnavailableDueToFatalLogDiskFull (-1092) /* instance dead because the log volume filled at an intolerable point */
#define JET_errInvalidSesparamId (-1093) /* unknown session parameter */
#define JET_errTooManyRecords (-1094) /* count overflows 32 bits; use the 64-bit call */
#define JET_errInvalidDbparamId (-1095) /* unknown database parameter */
#define JET_errOutOfSessions (-1101) /* session limit reached */
#define JET_errWriteConflict (-1102) /* another transaction holds a conflicting change */
#define JET_errTransTooDeep (-1103) /* nesting limit of 7 levels reached */
#define JET_errInvalidSesid (-1104) /* session handle not valid */
#define JET_errWriteConflictPrimaryIndex (-1105) /* table's primary index not yet committed */
#define JET_errInTransaction (-1108) /* call not allowed inside a transaction */
#define JET_errRollbackRequired (-1109) /* session must roll back first */
#define JET_errTransReadOnly (-1110) /* write in a read-only transaction */
#define JET_errSessionWriteConflict (-1111) /* two cursors of one session update the same record */
#define JET_errRecordTooBigForBackwardCompatibility (-1112) /* record too large for an older format */
#define JET_errCannotMaterializeForwardOnlySort (-1113) /* temp table options contradict forward-only */
#define JET_errSesidTableIdMismatch (-1114) /* cursor belongs to another session */
#define JET_errInvalidInstance (-1115) /* instance handle not valid */
#define JET_errDirtyShutdown (-1116) /* terminated leaving databases dirty as requested */
#define JET_errReadPgnoVerifyFailure (-1118) /* page carries a different page number */
#define JET_errReadLostFlushVerifyFailure (-1119) /* page misses an earlier write */
#define JET_errFileSystemCorruption (-1121) /* file system reports itself corrupt */
#define JET_wrnShrinkNotPossible 1122 /* file cannot be shrunk */
#define JET_errRecoveryVerifyFailure (-1123) /* page state wrong during recovery */
#define JET_errFilteredMoveNotSupported (-1124) /* cursor filter not usable here */
#define JET_errDatabaseDuplicate (-1201) /* a file of that name is there already */
#define JET_errDatabaseInUse (-1202) /* database held by another session or instance */
#define JET_errDatabaseNotFound (-1203) /* database not attached or not found */
#define JET_errDatabaseInvalidName (-1204) /* database name not valid */
#define JET_errDatabaseInvalidPages (-1205) /* page count not valid */
#define JET_errDatabaseCorrupted (-1206) /* file is no database or is damaged */
#define JET_errDatabaseLocked (-1207) /* database opened exclusively */
#define JET_errCannotDisableVersioning (-1208) /* versioning cannot be off here */
#define JET_errInvalidDatabaseVersion (-1209) /* database format incompatible */
#define JET_errDatabase200Format (-1210) /* database in the 200 format */
#define JET_errDatabase400Format (-1211) /* database in the 400 format */
#define JET_errDatabase500Format (-1212) /* database in the 500 format */
#define JET_errPageSizeMismatch (-1213) /* page size of the file differs from the parameter */
#define JET_errTooManyInstances (-1214) /* instance limit reached */
#define JET_errDatabaseSharingViolation (-1215) /* another instance uses the file */
#define JET_errAttachedDatabaseMismatch (-1216) /* attached database missing or different at recovery */
#define JET_errDatabaseInvalidPath (-1217) /* database path not valid */
#define JET_errDatabaseIdInUse (-1218) /* database id already assigned */
#define JET_errForceDetachNotAllowed (-1219) /* forced detach only after a failed normal detach */
#define JET_errCatalogCorrupted (-1220) /* schema catalog damaged */
#define JET_errPartiallyAttachedDB (-1221) /* attach left half done */
#define JET_errDatabaseSignInUse (-1222) /* database with equal signature is attached */
#define JET_errDatabaseCorruptedNoRepair (-1224) /* damaged and repair not permitted */
#define JET_errInvalidCreateDbVersion (-1225) /* replayed database creation has an incompatible version */
#define JET_errDatabaseNotReady (-1230) /* recovery has not opened this database for reads yet */
#define JET_errDatabaseAttachedForRecovery (-1231) /* attached only for recovery; attach explicitly */
#define JET_errTransactionsNotReadyDuringRecovery (-1232) /* recovery knows no transaction time yet */
#define JET_wrnTableEmpty 1301 /* opened table has no records */
#define JET_errTableLocked (-1302) /* table exclusively held */
#define JET_errTableDuplicate (-1303) /* table name exists */
#define JET_errTableInUse (-1304) /* table has other users */
#define JET_errObjectNotFound (-1305) /* table or object absent */
#define JET_errDensityInvalid (-1307) /* density outside 20..100 */
#define JET_errTableNotEmpty (-1308) /* table has records */
#define JET_errInvalidTableId (-1310) /* cursor handle not valid */
#define JET_errTooManyOpenTables (-1311) /* table descriptor limit, after clean-up */
#define JET_errIllegalOperation (-1312) /* operation not supported on this kind of table */
#define JET_errTooManyOpenTablesAndCleanupTimedOut (-1313) /* table descriptor limit and clean-up timed out */
#define JET_errObjectDuplicate (-1314) /* object name exists */
#define JET_errInvalidObject (-1316) /* object unfit for the operation */
#define JET_errCannotDeleteTempTable (-1317) /* temp tables end by closing, not deletion */
#define JET_errCannotDeleteSystemTable (-1318) /* system table protected */
#define JET_errCannotDeleteTemplateTable (-1319) /* template table protected */
#define JET_errExclusiveTableLockRequired (-1322) /* table must be open exclusively */
#define JET_errFixedDDL (-1323) /* table schema is frozen */
#define JET_errFixedInheritedDDL (-1324) /* inherited schema part is frozen */
#define JET_errCannotNestDDL (-1325) /* hierarchical schema may not nest */
#define JET_errDDLNotInheritable (-1326) /* named base is not a template table */
#define JET_wrnTableInUseBySystem 1327 /* clean-up holds the table */
#define JET_errInvalidSettings (-1328) /* parameter set inconsistent */
#define JET_errClientRequestToStopJetService (-1329) /* stop-service was requested; new work refused */
#define JET_errCannotAddFixedVarColumnToDerivedTable (-1330) /* template forbids more fixed/variable columns in derived tables */
#define JET_errIndexCantBuild (-1401) /* index could not be built */
#define JET_errIndexHasPrimary (-1402) /* table already has a primary index */
#define JET_errIndexDuplicate (-1403) /* index name exists */
#define JET_errIndexNotFound (-1404) /* index absent */
#define JET_errIndexMustStay (-1405) /* primary index cannot be dropped */
#define JET_errIndexInvalidDef (-1406) /* index definition illegal */
#define JET_errInvalidCreateIndex (-1409) /* index create structure illegal */
#define JET_errTooManyOpenIndexes (-1410) /* index descriptor limit */
#define JET_errMultiValuedIndexViolation (-1411) /* multivalued columns give equal keys between records in a unique index */
#define JET_errIndexBuildCorrupted (-1412) /* built index disagrees with the primary data */
#define JET_errPrimaryIndexCorrupted (-1413) /* primary index damaged or built under another sort order */
#define JET_errSecondaryIndexCorrupted (-1414) /* secondary index damaged or built under another sort order */
#define JET_wrnCorruptIndexDeleted 1415 /* out-of-date index was dropped */
#define JET_errInvalidIndexId (-1416) /* index id not valid */
#define JET_wrnPrimaryIndexOutOfDate 1417 /* primary index built under another sort order version */
#define JET_wrnSecondaryIndexOutOfDate 1418 /* secondary index built under another sort order version */
#define JET_errIndexTuplesSecondaryIndexOnly (-1430) /* tuple index cannot be primary */
#define JET_errIndexTuplesTooManyColumns (-1431) /* tuple index has too many columns */
#define JET_errIndexTuplesOneColumnOnly (-1431) /* obsolete alias of JET_errIndexTuplesTooManyColumns */
#define JET_errIndexTuplesNonUniqueOnly (-1432) /* tuple index cannot be unique */
#define JET_errIndexTuplesTextBinaryColumnsOnly (-1433) /* tuple index needs a text or binary first column */
#define JET_errIndexTuplesTextColumnsOnly (-1433) /* obsolete alias of JET_errIndexTuplesTextBinaryColumnsOnly */
#define JET_errIndexTuplesVarSegMacNotAllowed (-1434) /* tuple index cannot set cbVarSegMac */
#define JET_errIndexTuplesInvalidLimits (-1435) /* tuple length limits not valid */
#define JET_errIndexTuplesCannotRetrieveFromIndex (-1436) /* tuple index cannot supply the column from the key */
#define JET_errIndexTuplesKeyTooSmall (-1437) /* search key shorter than the minimum tuple */
#define JET_errInvalidLVChunkSize (-1438) /* long-value chunk size unsupported */
#define JET_errColumnCannotBeEncrypted (-1439) /* encryption only for long columns without default */
#define JET_errCannotIndexOnEncryptedColumn (-1440) /* encrypted column in an index */
#define JET_errColumnLong (-1501) /* long value not allowed here */
#define JET_errColumnNoChunk (-1502) /* long-value chunk missing */
#define JET_errColumnDoesNotFit (-1503) /* value does not fit in the record */
#define JET_errNullInvalid (-1504) /* column forbids NULL */
#define JET_errColumnIndexed (-1505) /* column is indexed */
#define JET_errColumnTooBig (-1506) /* value or definition longer than the column maximum */
#define JET_errColumnNotFound (-1507) /* column absent */
#define JET_errColumnDuplicate (-1508) /* column name exists */
#define JET_errMultiValuedColumnMustBeTagged (-1509) /* multivalued demands tagged */
#define JET_errColumnRedundant (-1510) /* table may hold one auto-increment and one version column */
#define JET_errInvalidColumnType (-1511) /* column type not valid */
#define JET_wrnColumnMaxTruncated 1512 /* requested maximum size lowered to the limit */
#define JET_errTaggedNotNULL (-1514) /* tagged column cannot be NOT NULL */
#define JET_errNoCurrentIndex (-1515) /* cursor has no current index */
#define JET_errKeyIsMade (-1516) /* search key already complete */
#define JET_errBadColumnId (-1517) /* column id not valid for the table */
#define JET_errBadItagSequence (-1518) /* value number not valid */
#define JET_errColumnInRelationship (-1519) /* obsolete: column part of a relation */
#define JET_wrnCopyLongValue 1520 /* single-instanced value was copied on write */
#define JET_errCannotBeTagged (-1521) /* this kind of column (auto-increment, version, escrow) must be untagged */
#define JET_errDefaultValueTooBig (-1524) /* default longer than allowed */
#define JET_errMultiValuedDuplicate (-1525) /* duplicate among unique multivalues */
#define JET_errLVCorrupted (-1526) /* long-value tree damaged */
#define JET_errMultiValuedDuplicateAfterTruncation (-1528) /* duplicate among unique multivalues after truncated normalisation */
#define JET_errDerivedColumnCorruption (-1529) /* derived table column inconsistent */
#define JET_errInvalidPlaceholderColumn (-1530) /* column unfit as primary placeholder */
#define JET_wrnColumnSkipped 1531 /* enumeration: column or value id was zero, skipped */
#define JET_wrnColumnNotLocal 1532 /* enumeration: value not stored in the record */
#define JET_wrnColumnMoreTags 1533 /* enumeration: further values exist */
#define JET_wrnColumnTruncated 1534 /* enumeration: value cut at the limit */
#define JET_wrnColumnPresent 1535 /* enumeration: value exists, data not asked */
#define JET_wrnColumnSingleValue 1536 /* enumeration: single value in compact form */
#define JET_wrnColumnDefault 1537 /* enumeration: value equals default and was omitted */
#define JET_errColumnCannotBeCompressed (-1538) /* compression only for long columns */
#define JET_wrnColumnNotInRecord 1539 /* enumeration: value cannot be rebuilt from the record */
#define JET_errColumnNoEncryptionKey (-1540) /* encrypted column touched without key */
#define JET_wrnColumnReference 1541 /* value given as a reference */
#define JET_errRecordNotFound (-1601) /* no record matches */
#define JET_errRecordNoCopy (-1602) /* no copy buffer exists */
#define JET_errNoCurrentRecord (-1603) /* cursor stands on no entry */
#define JET_errRecordPrimaryChanged (-1604) /* update tried to alter the primary key */
#define JET_errKeyDuplicate (-1605) /* key exists in a unique index */
#define JET_errAlreadyPrepared (-1607) /* update already prepared */
#define JET_errKeyNotMade (-1608) /* search key not built */
#define JET_errUpdateNotPrepared (-1609) /* no update prepared */
#define JET_wrnDataHasChanged 1610 /* data changed meanwhile */
#define JET_errDataHasChanged (-1611) /* data changed meanwhile; call aborted */
#define JET_wrnKeyChanged 1618 /* navigation crossed to a new key */
#define JET_errLanguageNotSupported (-1619) /* OS lacks the language */
#define JET_errDecompressionFailed (-1620) /* stored data cannot be decompressed */
#define JET_errUpdateMustVersion (-1621) /* versioning may be skipped only while the table is uncommitted */
#define JET_errDecryptionFailed (-1622) /* stored data cannot be decrypted */
#define JET_errEncryptionBadItag (-1623) /* only the first value of a column can be encrypted */
#define JET_errSetAutoIncrementTooHigh (-1624) /* explicit auto-increment value too large */
#define JET_errAutoIncrementNotSet (-1625) /* explicit auto-increment value missing */
#define JET_errTooManySorts (-1701) /* sort limit */
#define JET_errInvalidOnSort (-1702) /* operation not allowed on a sort */
#define JET_errTempFileOpenError (-1803) /* opening the temp database failed */
#define JET_errTooManyAttachedDatabases (-1805) /* attachment limit (6 databases + temp) */
#define JET_errDiskFull (-1808) /* volume full */
#define JET_errPermissionDenied (-1809) /* permission refused */
#define JET_errFileNotFound (-1811) /* file absent */
#define JET_errFileInvalidType (-1812) /* file is of another type */
#define JET_wrnFileOpenReadOnly 1813 /* file could only be opened read-only */
#define JET_errFileAlreadyExists (-1814) /* file exists */
#define JET_errAfterInitialization (-1850) /* restore only before initialisation */
#define JET_errLogCorrupted (-1852) /* logs cannot be understood */
#define JET_errInvalidOperation (-1906) /* operation invalid */
#define JET_errAccessDenied (-1907) /* access refused */
#define JET_wrnIdleFull 1908 /* idle registry full (obsolete) */
#define JET_errTooManySplits (-1909) /* split loop guard tripped */
#define JET_errSessionSharingViolation (-1910) /* session used from another thread while in a transaction */
#define JET_errEntryPointNotFound (-1911) /* entry point of a required library absent */
#define JET_errSessionContextAlreadySet (-1912) /* session already has a context */
#define JET_errSessionContextNotSetByThisThread (-1913) /* context was set by another thread */
#define JET_errSessionInUse (-1914) /* session busy, cannot be ended */
#define JET_errRecordFormatConversionFailed (-1915) /* record format conversion failed */
#define JET_errOneDatabasePerSession (-1916) /* second database opened although one-per-session is set */
#define JET_errRollbackError (-1917) /* roll back failed */
#define JET_errFlushMapVersionUnsupported (-1918) /* flush-map version unsupported */
#define JET_errFlushMapDatabaseMismatch (-1919) /* flush map belongs to another database */
#define JET_errFlushMapUnrecoverable (-1920) /* flush map cannot be rebuilt */
#define JET_wrnDefragAlreadyRunning 2000 /* online defragmentation already running */
#define JET_wrnDefragNotRunning 2001 /* online defragmentation not running */
#define JET_errDatabaseAlreadyRunningMaintenance (-2004) /* maintenance already running on the database */
#define JET_wrnCallbackNotRegistered 2100 /* callback to remove was never registered */
#define JET_errCallbackFailed (-2101) /* callback returned failure */
#define JET_errCallbackNotResolved (-2102) /* callback library or function not found */
#define JET_errSpaceHintsInvalid (-2103) /* space hints unusable */
#define JET_errOSSnapshotInvalidSequence (-2401) /* shadow-copy calls out of order */
#define JET_errOSSnapshotTimeOut (-2402) /* shadow-copy freeze timed out */
#define JET_errOSSnapshotNotAllowed (-2403) /* shadow copy refused (backup or recovery running) */
#define JET_errOSSnapshotInvalidSnapId (-2404) /* shadow-copy id not valid */
#define JET_errLSCallbackNotSpecified (-3000) /* local storage needs the runtime callback parameter */
#define JET_errLSAlreadySet (-3001) /* local storage value already set */
#define JET_errLSNotSet (-3002) /* local storage value never set */
#define JET_errFileIOSparse (-4000) /* I/O to a sparse range (obsolete) */
#define JET_errFileIOBeyondEOF (-4001) /* read past end of file */
#define JET_errFileIOAbort (-4002) /* callback verdict: abort the I/O (obsolete) */
#define JET_errFileIORetry (-4003) /* callback verdict: retry the I/O (obsolete) */
#define JET_errFileIOFail (-4004) /* callback verdict: fail the I/O (obsolete) */
#define JET_errFileCompressed (-4005) /* file is NTFS-compressed */
#define JET_errClientSpaceBegin (-10000) /* first value reserved for client-defined errors */
#define JET_errClientSpaceEnd (-11999) /* last value reserved for client-defined errors */

/* Parameters. */
#define JET_paramSystemPath 0 /* folder of the checkpoint file (and, before XP-era naming, temp helpers) */
#define JET_paramTempPath 1 /* file or folder for the temporary database */
#define JET_paramLogFilePath 2 /* folder of the transaction logs */
#define JET_paramBaseName 3 /* three-character prefix of log and checkpoint files */
#define JET_paramEventSource 4 /* application tag put into event-log entries */
#define JET_paramMaxSessions 5 /* session limit; capped at 30000 */
#define JET_paramMaxOpenTables 6 /* open table/index descriptor limit */
#define JET_paramPreferredMaxOpenTables 7 /* ignored; once a preferred descriptor count */
#define JET_paramMaxCursors 8 /* cursor limit */
#define JET_paramMaxVerPages 9 /* cap on the version store, counted in version pages */
#define JET_paramMaxTemporaryTables 10 /* temp table limit; 0 means no temp database is created */
#define JET_paramLogFileSize 11 /* log file size in KiB */
#define JET_paramLogBuffers 12 /* log buffer size in 512-byte sectors */
#define JET_paramWaitLogFlush 13 /* ignored; commit wait in ms */
#define JET_paramLogCheckpointPeriod 14 /* ignored; checkpoint interval in sectors */
#define JET_paramLogWaitingUserMax 15 /* ignored; waiting-committer threshold */
#define JET_paramCommitDefault 16 /* commit flags used when JetCommitTransaction gets none (sesid selects session scope) */
#define JET_paramCircularLog 17 /* reuse old logs once below the checkpoint */
#define JET_paramDbExtensionSize 18 /* growth step of databases in pages */
#define JET_paramPageTempDBMin 19 /* initial temp database size in pages */
#define JET_paramPageFragment 20 /* largest free extent treated as a fragment */
#define JET_paramBatchIOBufferMax 22 /* ignored; batch I/O buffers */
#define JET_paramCacheSizeMax 23 /* upper cache bound in pages */
#define JET_paramCheckpointDepthMax 24 /* preferred checkpoint depth in bytes */
#define JET_paramLRUKCorrInterval 25 /* correlation window of page touches in microseconds */
#define JET_paramLRUKHistoryMax 26 /* entries of eviction history */
#define JET_paramLRUKPolicy 27 /* K of the LRU-K replacement */
#define JET_paramLRUKTimeout 28 /* seconds after which a page is evictable regardless */
#define JET_paramLRUKTrxCorrInterval 29 /* ignored */
#define JET_paramOutstandingIOMax 30 /* outstanding I/O limit per device queue */
#define JET_paramStartFlushThreshold 31 /* clean-buffer count that starts flushing (scaled to the cache maximum) */
#define JET_paramStopFlushThreshold 32 /* clean-buffer count that stops flushing (scaled to the cache maximum) */
#define JET_paramRecovery 34 /* logging and recovery: on or off (repair and esefile modes internal) */
#define JET_paramEnableOnlineDefrag 35 /* JET_OnlineDefrag flags */
#define JET_paramCacheSize 41 /* current cache size in pages; set fixes it, 0 returns to automatic */
#define JET_paramCheckFormatWhenOpenFail 44 /* ignored; detect old formats on failed open */
#define JET_paramEnableIndexChecking 45 /* check sort-order versions of Unicode indexes at attach */
#define JET_paramEnableTempTableVersioning 46 /* version temp table updates so rollback works */
#define JET_paramIgnoreLogVersion 47 /* ignored */
#define JET_paramDeleteOldLogs 48 /* ignored; once removed logs of old format */
#define JET_paramEventSourceKey 49 /* name under which events are registered */
#define JET_paramNoInformationEvent 50 /* suppress informational events */
#if JET_VERSION >= 0x0501
#define JET_paramEventLoggingLevel 51 /* minimum importance of events that get logged */
#define JET_paramDeleteOutOfRangeLogs 52 /* remove logs outside the needed range during recovery */
#define JET_paramAccessDeniedRetryPeriod 53 /* ms to retry file operations that fail with access denied */
#endif
#if JET_VERSION >= 0x0502
#define JET_paramEnableIndexCleanup 54 /* use fix-up table to repair or check Unicode indexes */
#endif
#define JET_paramCacheSizeMin 60 /* lower cache bound in pages */
#define JET_paramPreferredVerPages 63 /* version store level above which background clean-up steps up */
#define JET_paramDatabasePageSize 64 /* database page size in bytes (power of two) */
#if JET_VERSION >= 0x0501
#define JET_paramDisableCallbacks 65 /* do not resolve or call callbacks */
#define JET_paramLogFileCreateAsynch 69 /* prepare the next log file in advance */
#endif
#define JET_paramErrorToString 70 /* get-only: in *plParam an error number, out a text 'NAME, description' */
#if JET_VERSION >= 0x0501
#define JET_paramZeroDatabaseDuringBackup 71 /* scrub deleted data during backup */
#endif
#define JET_paramUnicodeIndexDefault 72 /* default JET_UNICODEINDEX for indexes and unique multivalues */
#if JET_VERSION >= 0x0501
#define JET_paramRuntimeCallback 73 /* callback invoked for local-storage clean-up and similar */
#endif
#define JET_paramCleanupMismatchedLogFiles 77 /* replace logs of differing size after clean recovery */
#if JET_VERSION >= 0x0501
#define JET_paramRecordUpgradeDirtyLevel 78 /* flush eagerness for pages with upgraded records */
#define JET_paramGlobalMinVerPages 81 /* version pages reserved process-wide */
#define JET_paramOSSnapshotTimeout 82 /* freeze time limit in ms */
#endif
#define JET_paramExceptionAction 98 /* reaction to structured exceptions */
#define JET_paramEventLogCache 99 /* bytes of event entries cached while the service is away */
#if JET_VERSION >= 0x0501
#define JET_paramCreatePathIfNotExist 100 /* create missing folders for system, temp and log paths */
#define JET_paramPageHintCacheSize 101 /* latch hint cache in bytes */
#define JET_paramOneDatabasePerSession 102 /* one user database open per session */
#define JET_paramMaxInstances 104 /* instance limit of the process */
#define JET_paramVersionStoreTaskQueueMax 105 /* queue depth of version clean-up tasks before dropping */
#define JET_paramDisablePerfmon 107 /* no performance counters */
#define JET_paramIndexTuplesLengthMin 110 /* default minimum tuple length in characters */
#define JET_paramIndexTuplesLengthMax 111 /* default maximum tuple length */
#define JET_paramIndexTuplesToIndexMax 112 /* default characters of a value considered */
#endif
#if JET_VERSION >= 0x0502
#define JET_paramAlternateDatabaseRecoveryPath 113 /* search dirty databases here during recovery */
#endif
#if JET_VERSION >= 0x0600
#define JET_paramCachedClosedTables 125 /* closed table descriptors kept cached */
#define JET_paramEnableFileCache 126 /* use the OS file cache */
#define JET_paramEnableViewCache 127 /* memory-map database files (needs file cache) */
#define JET_paramVerPageSize 128 /* version page size in bytes */
#define JET_paramConfiguration 129 /* select a whole parameter profile (JET_config bits) */
#define JET_paramEnableAdvanced 130 /* when off, sets of advanced parameters are silently ignored */
#define JET_paramMaxColtyp 131 /* read-only count of column types */
#define JET_paramIndexTupleIncrement 132 /* default step between tuples */
#define JET_paramIndexTupleStart 133 /* default first tuple offset */
#define JET_paramKeyMost 134 /* largest key in bytes for the page size, read-only */
#define JET_paramCheckpointIOMax 135 /* pending checkpoint writes limit */
#define JET_paramLegacyFileNames 136 /* legacy name rules: ESE98 and 8.3 flags */
#define JET_paramTableClass1Name 137 /* name of table class 1 for counters */
#define JET_paramTableClass2Name 138 /* name of table class 2 for counters */
#define JET_paramTableClass3Name 139 /* name of table class 3 for counters */
#define JET_paramTableClass4Name 140 /* name of table class 4 for counters */
#define JET_paramTableClass5Name 141 /* name of table class 5 for counters */
#define JET_paramTableClass6Name 142 /* name of table class 6 for counters */
#define JET_paramTableClass7Name 143 /* name of table class 7 for counters */
#define JET_paramTableClass8Name 144 /* name of table class 8 for counters */
#define JET_paramTableClass9Name 145 /* name of table class 9 for counters */
#define JET_paramTableClass10Name 146 /* name of table class 10 for counters */
#define JET_paramTableClass11Name 147 /* name of table class 11 for counters */
#define JET_paramTableClass12Name 148 /* name of table class 12 for counters */
#define JET_paramTableClass13Name 149 /* name of table class 13 for counters */
#define JET_paramTableClass14Name 150 /* name of table class 14 for counters */
#define JET_paramTableClass15Name 151 /* name of table class 15 for counters */
#endif
#define JET_paramIOPriority 152 /* JET_IOPriority flags for the instance */
#if JET_VERSION >= 0x0601
#define JET_paramWaypointLatency 153 /* delay of page flushes behind the log tip, in logs */
#endif
#if JET_VERSION >= 0x0600
#define JET_paramEnablePersistedCallbacks 156 /* honour callbacks stored in the schema */
#endif
#if JET_VERSION >= 0x0601
#define JET_paramDefragmentSequentialBTrees 160 /* automatic defragmentation of sequential trees */
#define JET_paramDefragmentSequentialBTreesDensityCheckFrequency 161 /* density check frequency */
#define JET_paramIOThrottlingTimeQuanta 162 /* throttling slice in ms */
#define JET_paramLVChunkSizeMost 163 /* long-value chunk size for the page size, read-only */
#define JET_paramMaxCoalesceReadSize 164 /* combined read limit in bytes */
#define JET_paramMaxCoalesceWriteSize 165 /* combined write limit in bytes */
#define JET_paramMaxCoalesceReadGapSize 166 /* gap allowed in combined reads */
#define JET_paramMaxCoalesceWriteGapSize 167 /* gap allowed in combined writes */
#define JET_paramEnableDBScanInRecovery 169 /* checksum the database while replaying */
#define JET_paramDbScanThrottle 170 /* ms between scan steps */
#define JET_paramDbScanIntervalMinSec 171 /* least seconds between scans */
#define JET_paramDbScanIntervalMaxSec 172 /* seconds by which a scan must end */
#endif
#if JET_VERSION >= 0x0602
#define JET_paramCachePriority 177 /* relative cache priority of the instance */
#define JET_paramMaxTransactionSize 178 /* percent of the version store one transaction may hold */
#define JET_paramPrereadIOMax 179 /* pre-read I/O limit */
#define JET_paramEnableDBScanSerialization 180 /* one scan per disk at a time */
#define JET_paramHungIOThreshold 181 /* ms after which I/O counts as hung */
#define JET_paramHungIOActions 182 /* JET_bitHungIO reactions */
#define JET_paramMinDataForXpress 183 /* least bytes worth Xpress compression */
#endif
#if JET_VERSION >= 0x0603
#define JET_paramEnableShrinkDatabase 184 /* JET_bitShrinkDatabase flags */
#endif
#if JET_VERSION >= 0x0602
#define JET_paramProcessFriendlyName 186 /* process name for counters and events */
#define JET_paramDurableCommitCallback 187 /* callback when commits become durable */
#endif
#if JET_VERSION >= 0x0603
#define JET_paramEnableSqm 188 /* ignored */
#endif
#if JET_VERSION >= 0x0A00
#define JET_paramConfigStoreSpec 189 /* registry path that supplies parameter defaults and overrides */
#endif
#if JET_VERSION >= 0x0A01
#define JET_paramUseFlushForWriteDurability 214 /* flush rather than write-through */
#define JET_paramEnableRBS 215 /* revert snapshots */
#define JET_paramRBSFilePath 216 /* folder of revert snapshots */
#define JET_paramPerfmonRefreshInterval 217 /* counter refresh in ms */
#define JET_paramEnableBlockCache 218 /* block cache on */
#endif
#define JET_paramEnableBlockCacheDetach 220 /* detach files from the block cache at open */
#define JET_paramMaxValueInvalid 221 /* upper bound marker, never a parameter */
#define JET_sesparamCommitDefault 4097 /* default commit flags of the session */
#if JET_VERSION >= 0x0A00
#define JET_sesparamTransactionLevel 4099 /* current nesting level; read-only */
#define JET_sesparamOperationContext 4100 /* JET_OPERATIONCONTEXT for tracing */
#define JET_sesparamCorrelationID 4101 /* 32-bit tag for traces */
#define JET_sesparamMaxValueInvalid 4111 /* upper bound marker */
#endif

/* Constants: ColInfo. */
#define JET_ColInfo 0 /* JET_COLUMNDEF by name */
#define JET_ColInfoList 1 /* JET_COLUMNLIST of all */
#define JET_ColInfoSysTabCursor 3 /* obsolete */
#define JET_ColInfoBase 4 /* JET_COLUMNBASE by name */
#define JET_ColInfoListCompact 5 /* internal list */
#if JET_VERSION >= 0x0501
#define JET_ColInfoByColid 6 /* JET_COLUMNDEF by id */
#define JET_ColInfoListSortColumnid 7 /* list by id */
#endif
#if JET_VERSION >= 0x0600
#define JET_ColInfoBaseByColid 8 /* JET_COLUMNBASE by id */
#define JET_ColInfoGrbitNonDerivedColumnsOnly 0x80000000 /* list: own columns only (OR into InfoLevel) */
#define JET_ColInfoGrbitMinimalInfo 0x40000000 /* list: name and id only */
#define JET_ColInfoGrbitSortByColumnid 0x20000000 /* list: order by id */
#endif

/* Constants: DbInfo. */
#define JET_DbInfoFilename 0 /* file path string */
#define JET_DbInfoConnect 1 /* connect string (always empty) */
#define JET_DbInfoCountry 2 /* default country */
#if JET_VERSION >= 0x0501
#define JET_DbInfoLCID 3 /* default LCID */
#endif
#define JET_DbInfoLangid 3 /* old name of LCID level */
#define JET_DbInfoCp 4 /* default code page */
#define JET_DbInfoCollate 5 /* obsolete collate flag */
#define JET_DbInfoOptions 6 /* exclusive-open flag bits */
#define JET_DbInfoTransactions 7 /* transaction level limit */
#define JET_DbInfoVersion 8 /* format version */
#define JET_DbInfoIsam 9 /* engine kind string (obsolete) */
#define JET_DbInfoFilesize 10 /* size: pages (open db) or 64-bit bytes (file) */
#define JET_DbInfoSpaceOwned 11 /* owned pages */
#define JET_DbInfoSpaceAvailable 12 /* free pages */
#define JET_DbInfoUpgrade 13 /* JET_DBINFOUPGRADE */
#define JET_DbInfoMisc 14 /* JET_DBINFOMISC* by buffer size */
#if JET_VERSION >= 0x0501
#define JET_DbInfoDBInUse 15 /* whether an instance uses the file */
#define JET_DbInfoPageSize 17 /* page size */
#endif
#if JET_VERSION >= 0x0600
#define JET_DbInfoFileType 19 /* JET_filetype value */
#endif
#if JET_VERSION >= 0x0603
#define JET_DbInfoFilesizeOnDisk 21 /* allocated size on disk */
#endif

/* Constants: ErrorInfo. */
#if JET_VERSION >= 0x0602
#define JET_ErrorInfoSpecificErr 1 /* info on the error in pvContext */
#endif

/* Constants: EventLogging. */
#if JET_VERSION >= 0x0501
#define JET_EventLoggingDisable 0 /* log nothing */
#endif
#if JET_VERSION >= 0x0601
#define JET_EventLoggingLevelMin 1 /* least logging */
#define JET_EventLoggingLevelLow 25 /* low level */
#define JET_EventLoggingLevelMedium 50 /* medium level */
#define JET_EventLoggingLevelHigh 75 /* high level */
#endif
#if JET_VERSION >= 0x0501
#define JET_EventLoggingLevelMax 100 /* log all */
#endif

/* Constants: Exception. */
#define JET_ExceptionMsgBox 1 /* message box */
#define JET_ExceptionNone 2 /* let pass */
#define JET_ExceptionFailFast 4 /* fail fast */

/* Constants: IOPriority. */
#if JET_VERSION >= 0x0600
#define JET_IOPriorityNormal 0 /* normal */
#define JET_IOPriorityLow 1 /* low */
#endif

/* Constants: IdxInfo. */
#define JET_IdxInfo 0 /* JET_INDEXLIST, one index or all */
#define JET_IdxInfoList 1 /* JET_INDEXLIST of all */
#define JET_IdxInfoSysTabCursor 2 /* obsolete */
#define JET_IdxInfoOLC 3 /* obsolete */
#define JET_IdxInfoResetOLC 4 /* obsolete */
#define JET_IdxInfoSpaceAlloc 5 /* density */
#if JET_VERSION >= 0x0501
#define JET_IdxInfoLCID 6 /* LCID */
#endif
#define JET_IdxInfoLangid 6 /* old name, 16-bit */
#define JET_IdxInfoCount 7 /* number of indexes */
#define JET_IdxInfoVarSegMac 8 /* cbVarSegMac */
#define JET_IdxInfoIndexId 9 /* JET_INDEXID */
#if JET_VERSION >= 0x0600
#define JET_IdxInfoKeyMost 10 /* key limit */
#endif
#if JET_VERSION >= 0x0601
#define JET_IdxInfoCreateIndex 11 /* JET_INDEXCREATE */
#define JET_IdxInfoCreateIndex2 12 /* JET_INDEXCREATE2 */
#endif
#if JET_VERSION >= 0x0602
#define JET_IdxInfoCreateIndex3 13 /* JET_INDEXCREATE3 */
#define JET_IdxInfoLocaleName 14 /* locale name */
#endif
#if JET_VERSION >= 0x0A01
#define JET_IdxInfoSpaceOwned 18 /* owned pages of the index */
#define JET_IdxInfoSpaceAvailable 19 /* available pages of the index */
#endif

/* Constants: InstanceMiscInfo. */
#if JET_VERSION >= 0x0600
#define JET_InstanceMiscInfoLogSignature 0 /* JET_SIGNATURE of the logs */
#endif
#if JET_VERSION >= 0x0A01
#define JET_InstanceMiscInfoRBS 2 /* revert-snapshot state */
#endif

/* Constants: Move. */
#define JET_MoveFirst (-2147483647 - 1) /* first entry */
#define JET_MovePrevious (-1) /* previous entry */
#define JET_MoveNext 1 /* next entry */
#define JET_MoveLast 2147483647 /* last entry */

/* Constants: ObjInfo. */
#define JET_ObjInfo 0 /* JET_OBJECTINFO of one object */
#define JET_ObjInfoListNoStats 1 /* list table without statistics */
#define JET_ObjInfoList 2 /* list table with statistics */
#define JET_ObjInfoSysTabCursor 3 /* obsolete */
#define JET_ObjInfoListACM 4 /* obsolete */
#define JET_ObjInfoNoStats 5 /* JET_OBJECTINFO without statistics */
#define JET_ObjInfoSysTabReadOnly 6 /* obsolete */
#define JET_ObjInfoRulesLoaded 7 /* obsolete */
#define JET_ObjInfoMax 8 /* bound marker */

/* Constants: OnlineDefrag. */
#if JET_VERSION >= 0x0501
#define JET_OnlineDefragDisable 0 /* off */
#define JET_OnlineDefragAllOBSOLETE 1 /* all, old value */
#define JET_OnlineDefragDatabases 2 /* databases */
#define JET_OnlineDefragSpaceTrees 4 /* space trees */
#define JET_OnlineDefragAll 65535 /* all */
#endif

/* Constants: TblInfo. */
#define JET_TblInfo 0 /* JET_OBJECTINFO */
#define JET_TblInfoName 1 /* table name */
#define JET_TblInfoDbid 2 /* database id */
#define JET_TblInfoMostMany 3 /* obsolete */
#define JET_TblInfoRvt 4 /* obsolete */
#define JET_TblInfoOLC 5 /* obsolete compaction state */
#define JET_TblInfoResetOLC 6 /* obsolete */
#define JET_TblInfoSpaceUsage 7 /* owned and available extents */
#define JET_TblInfoDumpTable 8 /* debug dump */
#define JET_TblInfoSpaceAlloc 9 /* initial pages and density */
#define JET_TblInfoSpaceOwned 10 /* owned pages incl. indexes and long values */
#define JET_TblInfoSpaceAvailable 11 /* available pages incl. indexes and long values */
#define JET_TblInfoTemplateTableName 12 /* template table name */
#if JET_VERSION >= 0x0A01
#define JET_TblInfoSpaceOwnedLV 17 /* owned pages of long values */
#define JET_TblInfoSpaceAvailableLV 18 /* available pages of long values */
#endif

/* Constants: bit. */
#define JET_bitConfigStoreReadControlInhibitRead 0x1 /* pause reading the config store until cleared */
#define JET_bitConfigStoreReadControlDisableAll 0x2 /* do not use the config store */
#define JET_bitConfigStoreReadControlDefault 0x0 /* read as usual */
#define JET_bitDefragmentBatchStart 0x1 /* start online defragmentation */
#define JET_bitDefragmentBatchStop 0x2 /* stop online defragmentation */
#if JET_VERSION >= 0x0501
#define JET_bitDefragmentAvailSpaceTreesOnly 0x40 /* only available-extent trees */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitDefragmentNoPartialMerges 0x80 /* no partial merges */
#define JET_bitDefragmentBTree 0x100 /* one named tree (table) */
#endif
#define JET_bitTableInfoUpdatable 0x1 /* table can be updated */
#define JET_bitTableInfoBookmark 0x2 /* table supports bookmarks */
#define JET_bitTableInfoRollback 0x4 /* table supports rollback */
#define JET_bitObjectSystem 0x80000000 /* system table */
#define JET_bitObjectTableFixedDDL 0x40000000 /* schema frozen */
#define JET_bitObjectTableTemplate 0x20000000 /* template table (implies frozen schema) */
#define JET_bitObjectTableDerived 0x10000000 /* derived from a template */
#if JET_VERSION >= 0x0501
#define JET_bitObjectTableNoFixedVarColumnsInDerivedTables 0x4000000 /* template lets derived tables add only tagged columns */
#endif
#if JET_VERSION >= 0x0A00
#define JET_bitDurableCommitCallbackLogUnavailable 0x1 /* log is down, pending commits will not become durable */
#endif
#define JET_bitNil 0x0 /* no flags */
#if JET_VERSION >= 0x0600
#define JET_bitESE98FileNames 0x1 /* keep .log and .chk extensions (otherwise .jtx and .jcp) */
#define JET_bitEightDotThreeSoftCompat 0x2 /* keep 8.3 names (5 generation digits) while they fit */
#endif
#define JET_bitHungIOEvent 0x1 /* log an event past the threshold */
#if JET_VERSION >= 0x0603
#define JET_bitShrinkDatabaseOff 0x0 /* no shrinking */
#define JET_bitShrinkDatabaseOn 0x1 /* release space through sparse files */
#define JET_bitShrinkDatabaseRealtime 0x2 /* release soon after freeing */
#define JET_bitShrinkDatabaseTrim 0x1 /* old name of the On bit */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitReplayIgnoreMissingDB 0x4 /* skip missing databases in recovery */
#endif
#if JET_VERSION >= 0x0600
#define JET_bitRecoveryWithoutUndo 0x8 /* stop before undo; ends with JET_errRecoveredWithoutUndo */
#define JET_bitTruncateLogsAfterRecovery 0x10 /* delete logs after clean recovery */
#define JET_bitReplayMissingMapEntryDB 0x20 /* unmapped databases keep their place */
#define JET_bitLogStreamMustExist 0x40 /* fail rather than start a new log stream */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitReplayIgnoreLostLogs 0x80 /* accept lost logs at the end */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitKeepDbAttachedAtEndOfRecovery 0x1000 /* leave databases attached after recovery */
#endif
#define JET_bitTermComplete 0x1 /* clean up fully: version clean-up done, files consistent */
#define JET_bitTermAbrupt 0x2 /* quick end: skip optional clean-up, still consistent (roll back open work) */
#define JET_bitTermStopBackup 0x4 /* end running backups */
#if JET_VERSION >= 0x0601
#define JET_bitTermDirty 0x8 /* do not flush: leave databases dirty, returns JET_errDirtyShutdown */
#endif
#define JET_bitIdleFlushBuffers 0x1 /* obsolete: flush buffers */
#define JET_bitIdleCompact 0x2 /* clean the version store */
#define JET_bitIdleStatus 0x4 /* report JET_wrnIdleFull when version store is over half full */
#define JET_bitDbReadOnly 0x1 /* read-only */
#define JET_bitDbExclusive 0x2 /* only this session may open */
#define JET_bitDbDeleteCorruptIndexes 0x10 /* drop indexes outdated by sort changes */
#if JET_VERSION >= 0x0502
#define JET_bitDbDeleteUnicodeIndexes 0x400 /* drop every Unicode index */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitDbUpgrade 0x200 /* permit format upgrade */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitDbEnableBackgroundMaintenance 0x800 /* start background scan */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitDbPurgeCacheOnAttach 0x1000 /* drop cached pages first */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitForceDetach 0x1 /* detach even if failed earlier */
#define JET_bitForceCloseAndDetach 0x3 /* close users then detach */
#endif
#define JET_bitDbRecoveryOff 0x8 /* no logging for this database */
#define JET_bitDbShadowingOff 0x80 /* no shadow catalog */
#if JET_VERSION >= 0x0501
#define JET_bitDbOverwriteExisting 0x200 /* replace an existing file */
#endif
#define JET_bitBackupIncremental 0x1 /* only logs */
#define JET_bitBackupAtomic 0x4 /* overwrite the previous backup atomically (new folder then swap) */
#if JET_VERSION >= 0x0501
#define JET_bitBackupSnapshot 0x10 /* obsolete snapshot mode */
#define JET_bitBackupEndNormal 0x1 /* backup succeeded */
#define JET_bitBackupEndAbort 0x2 /* backup failed */
#endif
#if JET_VERSION >= 0x0600
#define JET_bitBackupTruncateDone 0x100 /* logs were truncated */
#endif
#define JET_bitTableCreateFixedDDL 0x1 /* freeze schema */
#define JET_bitTableCreateTemplateTable 0x2 /* make a template (implies frozen) */
#if JET_VERSION >= 0x0501
#define JET_bitTableCreateNoFixedVarColumnsInDerivedTables 0x4 /* with template: derived tables may add only tagged columns */
#endif
#if JET_VERSION >= 0x0A00
#define JET_bitTableCreateImmutableStructure 0x8 /* do not write to input structs; no cursor returned */
#endif
#define JET_bitColumnFixed 0x1 /* fixed size column */
#define JET_bitColumnTagged 0x2 /* tagged column */
#define JET_bitColumnNotNULL 0x4 /* NULL not allowed */
#define JET_bitColumnVersion 0x8 /* incremented at each replace (long only) */
#define JET_bitColumnAutoincrement 0x10 /* engine assigns increasing value at insert */
#define JET_bitColumnUpdatable 0x20 /* column may be set */
#define JET_bitColumnTTKey 0x40 /* key column of the temp table */
#define JET_bitColumnTTDescending 0x80 /* descending key column */
#define JET_bitColumnMultiValued 0x400 /* several values allowed (tagged) */
#define JET_bitColumnEscrowUpdate 0x800 /* allows JetEscrowUpdate; fixed long/longlong with default */
#define JET_bitColumnUnversioned 0x1000 /* add without versioning (exclusive table) */
#if JET_VERSION >= 0x0501
#define JET_bitColumnMaybeNull 0x2000 /* reserved */
#define JET_bitColumnFinalize 0x4000 /* deprecated escrow finalizer */
#define JET_bitColumnUserDefinedDefault 0x8000 /* default computed by callback */
#endif
#if JET_VERSION >= 0x0502
#define JET_bitColumnDeleteOnZero 0x20000 /* delete record when escrow reaches zero */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitColumnCompressed 0x80000 /* compress long values */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitDeleteColumnIgnoreTemplateColumns 0x1 /* only own columns of a derived table */
#endif
#define JET_bitMoveFirst 0x0 /* go to first entry of the new index */
#define JET_bitNoMove 0x2 /* stay on the record if it has an entry in the new index */
#define JET_bitNewKey 0x1 /* begin a new key */
#define JET_bitStrLimit 0x2 /* string end wildcard: limit after all matching values (text/binary column) */
#define JET_bitSubStrLimit 0x4 /* prefix wildcard on the last text column */
#define JET_bitNormalizedKey 0x8 /* data is a complete normalised key */
#define JET_bitKeyDataZeroLength 0x10 /* zero-length rather than NULL when cbData is 0 */
#if JET_VERSION >= 0x0501
#define JET_bitFullColumnStartLimit 0x100 /* start wildcard after whole columns */
#define JET_bitFullColumnEndLimit 0x200 /* end wildcard after whole columns */
#define JET_bitPartialColumnStartLimit 0x400 /* start wildcard within a text column prefix */
#define JET_bitPartialColumnEndLimit 0x800 /* end wildcard within a text column prefix */
#endif
#define JET_bitRangeInclusive 0x1 /* include entries equal to the limit */
#define JET_bitRangeUpperLimit 0x2 /* key is the upper limit (else lower) */
#define JET_bitRangeInstantDuration 0x4 /* only test the range, then drop it */
#define JET_bitRangeRemove 0x8 /* remove the range */
#define JET_bitReadLock 0x1 /* read lock */
#define JET_bitWriteLock 0x2 /* write lock */
#define JET_bitMoveKeyNE 0x1 /* skip to the next different key */
#define JET_bitSeekEQ 0x1 /* exact key */
#define JET_bitSeekLT 0x2 /* largest smaller key */
#define JET_bitSeekLE 0x4 /* equal else largest smaller */
#define JET_bitSeekGE 0x8 /* equal else smallest greater */
#define JET_bitSeekGT 0x10 /* smallest greater key */
#define JET_bitSetIndexRange 0x20 /* with EQ: set upper inclusive range on the key */
#if JET_VERSION >= 0x0502
#define JET_bitCheckUniqueness 0x40 /* with EQ: JET_wrnUniqueKey if only one entry */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitBookmarkPermitVirtualCurrency 0x1 /* stay at the place if the entry vanished */
#endif
#define JET_bitIndexColumnMustBeNull 0x1 /* index entry only if column is NULL */
#define JET_bitIndexColumnMustBeNonNull 0x2 /* index entry only if column is not NULL */
#define JET_bitRecordInIndex 0x1 /* obsolete: record must be in the range */
#define JET_bitRecordNotInIndex 0x2 /* obsolete: record must not be in the range */
#define JET_bitIndexUnique 0x1 /* keys unique */
#define JET_bitIndexPrimary 0x2 /* primary (clustered) index */
#define JET_bitIndexDisallowNull 0x4 /* no NULL key column */
#define JET_bitIndexIgnoreNull 0x8 /* no entry if all key columns NULL */
#define JET_bitIndexIgnoreAnyNull 0x20 /* no entry if any key column NULL */
#define JET_bitIndexIgnoreFirstNull 0x40 /* no entry if first key column NULL */
#define JET_bitIndexLazyFlush 0x80 /* build with lazy commit */
#define JET_bitIndexEmpty 0x100 /* skip build; table has no entries for it (needs IgnoreAnyNull) */
#define JET_bitIndexUnversioned 0x200 /* build unversioned (exclusive table) */
#define JET_bitIndexSortNullsHigh 0x400 /* NULL sorts last */
#define JET_bitIndexUnicode 0x800 /* union holds pointer to JET_UNICODEINDEX */
#if JET_VERSION >= 0x0501
#define JET_bitIndexTuples 0x1000 /* substring tuple index */
#endif
#if JET_VERSION >= 0x0502
#define JET_bitIndexTupleLimits 0x2000 /* union holds pointer to JET_TUPLELIMITS */
#endif
#if JET_VERSION >= 0x0600
#define JET_bitIndexCrossProduct 0x4000 /* all combinations of multivalues */
#define JET_bitIndexKeyMost 0x8000 /* cbKeyMost is given */
#define JET_bitIndexDisallowTruncation 0x10000 /* fail update instead of cutting the key */
#define JET_bitIndexNestedTable 0x20000 /* pair multivalues with equal number */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitIndexDotNetGuid 0x40000 /* .NET GUID order */
#endif
#if JET_VERSION >= 0x0A00
#define JET_bitIndexImmutableStructure 0x80000 /* do not write to input structs */
#endif
#define JET_bitKeyAscending 0x0 /* ascending segment */
#define JET_bitKeyDescending 0x1 /* descending segment */
#define JET_bitTableDenyWrite 0x1 /* others may not open for write */
#define JET_bitTableDenyRead 0x2 /* others may not open */
#define JET_bitTableReadOnly 0x4 /* cursor cannot update */
#define JET_bitTableUpdatable 0x8 /* cursor may update */
#define JET_bitTablePermitDDL 0x10 /* allow schema change on frozen table (with DenyRead) */
#define JET_bitTableNoCache 0x20 /* hint: do not keep pages */
#define JET_bitTablePreread 0x40 /* hint: pre-read */
#define JET_bitTableOpportuneRead 0x80 /* hint: larger physical reads */
#define JET_bitTableSequential 0x8000 /* hint: sequential scan */
#if JET_VERSION >= 0x0501
#define JET_bitLSReset 0x1 /* read and clear */
#define JET_bitLSCursor 0x2 /* cursor storage */
#define JET_bitLSTable 0x4 /* table storage */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitPrereadForward 0x1 /* forward order */
#define JET_bitPrereadBackward 0x2 /* backward order */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitPrereadFirstPage 0x4 /* only first page of long values */
#define JET_bitPrereadNormalizedKey 0x8 /* keys are normalised */
#endif
#define JET_bitTTIndexed 0x1 /* seek and ranges allowed */
#define JET_bitTTUnique 0x2 /* duplicates removed */
#define JET_bitTTUpdatable 0x4 /* updates allowed after insert phase */
#define JET_bitTTScrollable 0x8 /* backward moves allowed */
#define JET_bitTTSortNullsHigh 0x10 /* NULL sorts last */
#define JET_bitTTForceMaterialization 0x20 /* make a tree at once */
#if JET_VERSION >= 0x0501
#define JET_bitTTErrorOnDuplicateInsertion 0x20 /* duplicates fail at insert (same value) */
#endif
#if JET_VERSION >= 0x0502
#define JET_bitTTForwardOnly 0x40 /* never make a tree; single pass; duplicates kept */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitTTIntrinsicLVsOnly 0x80 /* long columns must stay in the record */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitTTDotNetGuid 0x100 /* .NET GUID order */
#endif
#define JET_bitSetAppendLV 0x1 /* append to the long value */
#define JET_bitSetOverwriteLV 0x4 /* overwrite range at ibLongValue */
#define JET_bitSetSizeLV 0x8 /* set length to cbData */
#define JET_bitSetZeroLength 0x20 /* zero-length rather than NULL */
#define JET_bitSetSeparateLV 0x40 /* store outside the record */
#define JET_bitSetUniqueMultiValues 0x80 /* fail on equal multivalue */
#define JET_bitSetUniqueNormalizedMultiValues 0x100 /* fail on equal normalised multivalue */
#if JET_VERSION >= 0x0501
#define JET_bitSetRevertToDefaultValue 0x200 /* NULL of last value restores the default */
#define JET_bitSetIntrinsicLV 0x400 /* store inside the record or fail */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitSetUncompressed 0x10000 /* do not compress */
#define JET_bitSetCompressed 0x20000 /* try to compress */
#endif
#if JET_VERSION >= 0x0A01
#define JET_bitSetContiguousLV 0x40000 /* place chunks contiguously */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitSpaceHintsUtilizeParentSpace 0x1 /* take space from the parent tree */
#define JET_bitCreateHintAppendSequential 0x2 /* grow on append splits */
#define JET_bitCreateHintHotpointSequential 0x4 /* grow on hotpoint splits */
#define JET_bitRetrieveHintReserve1 0x8 /* reserved */
#define JET_bitRetrieveHintTableScanForward 0x10 /* forward scans expected */
#define JET_bitRetrieveHintTableScanBackward 0x20 /* backward scans expected */
#define JET_bitRetrieveHintReserve2 0x40 /* reserved */
#define JET_bitRetrieveHintReserve3 0x80 /* reserved */
#define JET_bitDeleteHintTableSequential 0x100 /* deletes in key order expected */
#endif
#if JET_VERSION >= 0x0502
#define JET_bitUpdateCheckESE97Compatibility 0x1 /* fail if record too big for the old format */
#endif
#define JET_bitEscrowNoRollback 0x1 /* change survives rollback */
#define JET_bitRetrieveCopy 0x1 /* from the copy buffer (or the search key for JetRetrieveKey) */
#define JET_bitRetrieveFromIndex 0x2 /* from the index entry when possible */
#define JET_bitRetrieveFromPrimaryBookmark 0x4 /* from the primary bookmark when possible */
#define JET_bitRetrieveTag 0x8 /* report value number from the index entry */
#define JET_bitRetrieveNull 0x10 /* with column id 0: include NULL columns */
#define JET_bitRetrieveIgnoreDefault 0x20 /* treat default as NULL; with column id 0 skip defaults */
#if JET_VERSION >= 0x0600
#define JET_bitRetrieveTuple 0x800 /* tuple fragment of the entry */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitZeroLength 0x1 /* zero-length rather than NULL */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitEnumerateCopy 0x1 /* from the copy buffer */
#define JET_bitEnumerateIgnoreDefault 0x20 /* skip default values */
#define JET_bitEnumeratePresenceOnly 0x20000 /* existence only, no data */
#define JET_bitEnumerateTaggedOnly 0x40000 /* tagged columns only */
#define JET_bitEnumerateCompressOutput 0x80000 /* single values returned inline */
#endif
#if JET_VERSION >= 0x0502
#define JET_bitEnumerateIgnoreUserDefinedDefault 0x100000 /* skip callback defaults */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitEnumerateInRecordOnly 0x200000 /* skip values stored apart */
#endif
#if JET_VERSION >= 0x0600
#define JET_bitRecordSizeInCopyBuffer 0x1 /* measure the copy buffer */
#define JET_bitRecordSizeRunningTotal 0x2 /* add to the output struct */
#define JET_bitRecordSizeLocal 0x4 /* ignore values stored apart */
#endif
#if JET_VERSION >= 0x0501
#define JET_bitTransactionReadOnly 0x1 /* transaction will not write */
#endif
#define JET_bitCommitLazyFlush 0x1 /* do not wait for the log write */
#define JET_bitWaitLastLevel0Commit 0x2 /* wait for this session's last commit; begins nothing, level must be 0 */
#if JET_VERSION >= 0x0502
#define JET_bitWaitAllLevel0Commit 0x8 /* wait for all sessions' commits; level must be 0 */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitForceNewLog 0x10 /* roll to a new log */
#endif
#define JET_bitRollbackAll 0x1 /* undo all levels */
#if JET_VERSION >= 0x0600
#define JET_bitIncrementalSnapshot 0x1 /* incremental (logs only) */
#define JET_bitCopySnapshot 0x2 /* copy: no truncation, no history */
#define JET_bitContinueAfterThaw 0x4 /* session stays open after thaw */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitExplicitPrepare 0x8 /* only instances named by PrepareInstance */
#endif
#if JET_VERSION >= 0x0600
#define JET_bitAllDatabasesSnapshot 0x1 /* snapshot holds all databases */
#define JET_bitAbortSnapshot 0x1 /* snapshot failed */
#endif
#define JET_bitCompactStats 0x20 /* write statistics */
#define JET_bitCompactRepair 0x40 /* ignore duplicates, no pre-read */
#if JET_VERSION >= 0x0602
#define JET_bitResizeDatabaseOnlyGrow 0x1 /* only grow */
#endif
#if JET_VERSION >= 0x0603
#define JET_bitResizeDatabaseOnlyShrink 0x2 /* only shrink */
#endif
#if JET_VERSION >= 0x0602
#define JET_bitStopServiceAll 0x0 /* stop all (not resumable) */
#define JET_bitStopServiceBackgroundUserTasks 0x2 /* stop background tasks */
#define JET_bitStopServiceQuiesceCaches 0x4 /* flush caches */
#define JET_bitStopServiceResume 0x80000000 /* undo an earlier resumable stop */
#endif
#if JET_VERSION >= 0x0601
#define JET_bitDumpMinimum 0x1 /* least dump */
#define JET_bitDumpMaximum 0x2 /* full dump */
#define JET_bitDumpCacheMinimum 0x4 /* least cache */
#define JET_bitDumpCacheMaximum 0x8 /* whole cache */
#define JET_bitDumpCacheIncludeDirtyPages 0x10 /* dirty pages */
#define JET_bitDumpCacheIncludeCachedPages 0x20 /* cached pages */
#define JET_bitDumpCacheIncludeCorruptedPages 0x40 /* corrupt pages */
#define JET_bitDumpCacheNoDecommit 0x80 /* do not decommit */
#endif

/* Constants: cb. */
#define JET_cbBookmarkMost 256 /* old bookmark size limit */
#if JET_VERSION >= 0x0601
#define JET_cbBookmarkMostMost 2000 /* largest bookmark for any page size */
#endif
#if defined(JET_UNICODE)
#define JET_cbNameMost 128
#else
#define JET_cbNameMost 64 /* longest object name (64 characters; doubled when counted in bytes for the wide build) */
#endif
#if defined(JET_UNICODE)
#define JET_cbFullNameMost 510
#else
#define JET_cbFullNameMost 255 /* longest path-style name */
#endif
#define JET_cbColumnLVPageOverhead 82 /* page overhead of a long-value chunk on small pages */
#define JET_cbLVDefaultValueMost 255 /* largest default of a long column */
#define JET_cbColumnMost 255 /* largest fixed or variable column */
#define JET_cbLVColumnMost 2147483647 /* largest long value */
#if JET_VERSION >= 0x0601
#define JET_cbKeyMostMost 2000 /* largest key for any page size */
#define JET_cbKeyMost32KBytePage 2000 /* largest key at 32 KiB pages */
#define JET_cbKeyMost16KBytePage 2000 /* largest key at 16 KiB pages */
#endif
#if JET_VERSION >= 0x0600
#define JET_cbKeyMost8KBytePage 2000 /* largest key at 8 KiB pages */
#define JET_cbKeyMost4KBytePage 1000 /* largest key at 4 KiB pages */
#define JET_cbKeyMost2KBytePage 500 /* largest key at 2 KiB pages */
#define JET_cbKeyMostMin 255 /* default key limit */
#endif
#define JET_cbKeyMost 255 /* old key limit */
#define JET_cbLimitKeyMost 256 /* old limit-key size */
#define JET_cbPrimaryKeyMost 255 /* old primary key limit */
#define JET_cbSecondaryKeyMost 255 /* old secondary key limit */

/* Constants: cbtyp. */
#if JET_VERSION >= 0x0501
#define JET_cbtypNull 0 /* no reason */
#define JET_cbtypFinalize 1 /* obsolete escrow-to-zero event */
#define JET_cbtypBeforeInsert 2 /* insert about to happen */
#define JET_cbtypAfterInsert 4 /* insert happened */
#define JET_cbtypBeforeReplace 8 /* replace about to happen */
#define JET_cbtypAfterReplace 16 /* replace happened */
#define JET_cbtypBeforeDelete 32 /* delete about to happen */
#define JET_cbtypAfterDelete 64 /* delete happened */
#define JET_cbtypUserDefinedDefaultValue 128 /* compute a callback default */
#define JET_cbtypOnlineDefragCompleted 256 /* online defragmentation ended */
#define JET_cbtypFreeCursorLS 512 /* free the cursor's local storage */
#define JET_cbtypFreeTableLS 1024 /* free the table's local storage */
#endif

/* Constants: ccol. */
#if JET_VERSION >= 0x0600
#if JET_VERSION < 0x0600
#define JET_ccolKeyMost 12
#else
#define JET_ccolKeyMost 16 /* most key columns (12 before Vista, else 16) */
#endif
#endif
#if JET_VERSION >= 0x0501
#if JET_VERSION < 0x0501
#define JET_ccolMost 0x7ffe
#else
#define JET_ccolMost 65248 /* most columns per table */
#endif
#endif
#define JET_ccolFixedMost 127 /* most fixed columns */
#define JET_ccolVarMost 128 /* most variable columns */
#define JET_ccolTaggedMost 64993 /* most tagged columns */

/* Constants: coltyp. */
#define JET_coltypNil 0 /* no type */
#define JET_coltypBit 1 /* boolean, 1 byte */
#define JET_coltypUnsignedByte 2 /* unsigned 8-bit */
#define JET_coltypShort 3 /* signed 16-bit */
#define JET_coltypLong 4 /* signed 32-bit */
#define JET_coltypCurrency 5 /* signed 64-bit */
#define JET_coltypIEEESingle 6 /* 32-bit float */
#define JET_coltypIEEEDouble 7 /* 64-bit float */
#define JET_coltypDateTime 8 /* 64-bit float, days since 1899-12-30 */
#define JET_coltypBinary 9 /* binary up to 255 bytes */
#define JET_coltypText 10 /* text up to 255 bytes (127 UTF-16 units) */
#define JET_coltypLongBinary 11 /* binary up to 2^31-1 bytes */
#define JET_coltypLongText 12 /* text up to 2^31-1 bytes */
#if JET_VERSION < 0x0501
#define JET_coltypMax 13
#elif JET_VERSION < 0x0600
#define JET_coltypMax 14
#elif JET_VERSION < 0x0A00
#define JET_coltypMax 18
#else
#define JET_coltypMax 19 /* bound marker; 13 (2000), 14 (XP), 18 (Vista), 19 (10) */
#endif
#if JET_VERSION >= 0x0501
#define JET_coltypSLV 13 /* removed streaming type */
#endif
#if JET_VERSION >= 0x0600
#define JET_coltypUnsignedLong 14 /* unsigned 32-bit */
#define JET_coltypLongLong 15 /* signed 64-bit */
#define JET_coltypGUID 16 /* 16-byte GUID */
#define JET_coltypUnsignedShort 17 /* unsigned 16-bit */
#endif
#if JET_VERSION >= 0x0A00
#define JET_coltypUnsignedLongLong 18 /* unsigned 64-bit */
#endif

/* Constants: config. */
#if JET_VERSION >= 0x0602
#define JET_configDefault 1 /* reset every parameter to its default */
#define JET_configRemoveQuotas 2 /* lift handle quotas */
#define JET_configLowDiskFootprint 4 /* small disk use, circular log, 64 KiB logs */
#define JET_configMediumDiskFootprint 8 /* medium disk use, circular log, 512 KiB logs */
#define JET_configLowMemory 16 /* small memory use */
#define JET_configDynamicMediumMemory 32 /* modest memory, grows on bursts */
#define JET_configLowPower 64 /* save power */
#define JET_configSSDProfileIO 128 /* I/O profile for flash */
#define JET_configRunSilent 256 /* no events, counters, traces */
#endif
#if JET_VERSION >= 0x0A00
#define JET_configUnthrottledMemory 512 /* use most of memory */
#define JET_configHighConcurrencyScaling 1024 /* scale for many CPUs */
#endif

/* Constants: dbstate. */
#define JET_dbstateJustCreated 1 /* being created */
#define JET_dbstateDirtyShutdown 2 /* needs recovery */
#define JET_dbstateCleanShutdown 3 /* consistent */
#define JET_dbstateBeingConverted 4 /* in conversion */
#if JET_VERSION >= 0x0501
#define JET_dbstateForceDetach 5 /* force-detached */
#endif

/* Constants: filetype. */
#if JET_VERSION >= 0x0600
#define JET_filetypeUnknown 0 /* unknown */
#define JET_filetypeDatabase 1 /* database */
#define JET_filetypeLog 3 /* log */
#define JET_filetypeCheckpoint 4 /* checkpoint */
#define JET_filetypeTempDatabase 5 /* temp database */
#define JET_filetypeFlushMap 7 /* flush map */
#endif

/* Constants: objtyp. */
#define JET_objtypNil 0 /* any type */
#define JET_objtypTable 1 /* table */

/* Constants: other. */
#define cObjectInfoCols 9 /* columns in an object list table */
#define cColumnInfoCols 14 /* columns in a column list table */
#define cIndexInfoCols 15 /* columns in an index list table */
#define JET_MAX_COMPUTERNAME_LENGTH 15 /* computer name length in signatures */
#if JET_VERSION >= 0x0501
#define JET_instanceNil (~(JET_INSTANCE)0) /* no instance */
#endif
#define JET_sesidNil (~(JET_SESID)0) /* no session */
#define JET_tableidNil (~(JET_TABLEID)0) /* no cursor */
#define JET_dbidNil (~(JET_DBID)0) /* no database */
#if JET_VERSION >= 0x0501
#define JET_LSNil (~(JET_LS)0) /* no value */
#define JET_BASE_NAME_LENGTH 3 /* base name length */
#endif

/* Constants: prep. */
#define JET_prepInsert 0 /* new record */
#define JET_prepReplace 2 /* change current record, take write lock */
#define JET_prepCancel 3 /* drop the update */
#define JET_prepReplaceNoLock 4 /* change current record, lock at JetUpdate */
#define JET_prepInsertCopy 5 /* new record from a copy of the current */
#if JET_VERSION >= 0x0501
#define JET_prepInsertCopyDeleteOriginal 7 /* move record to a new primary key; new auto-increment */
#endif
#if JET_VERSION >= 0x0603
#define JET_prepInsertCopyReplaceOriginal 9 /* move record to a new primary key keeping auto-increment */
#endif

/* Constants: snp. */
#define JET_snpRepair 2 /* repair */
#define JET_snpCompact 4 /* compact */
#define JET_snpRestore 8 /* restore or recovery */
#define JET_snpBackup 9 /* backup */
#define JET_snpUpgrade 10 /* upgrade */
#if JET_VERSION >= 0x0501
#define JET_snpScrub 11 /* scrub */
#define JET_snpUpgradeRecordFormat 12 /* record upgrade */
#endif

/* Constants: snt. */
#define JET_sntBegin 5 /* begin */
#define JET_sntRequirements 7 /* requirements */
#define JET_sntProgress 0 /* progress (JET_SNPROG) */
#define JET_sntComplete 6 /* complete */
#define JET_sntFail 3 /* failure */

/* Constants: sqm. */
#if JET_VERSION >= 0x0603
#define JET_sqmDisable 0 /* ignored */
#define JET_sqmEnable 1 /* ignored */
#define JET_sqmFromCEIP 2 /* ignored */
#endif

/* Constants: table class. */
#define JET_bitTableClassMask 0x1f0000 /* mask of the class bits */
#define JET_bitTableClassNone 0x0 /* no class */
#define JET_bitTableClass1 0x10000 /* statistics class 1 */
#define JET_bitTableClass2 0x20000 /* statistics class 2 */
#define JET_bitTableClass3 0x30000 /* statistics class 3 */
#define JET_bitTableClass4 0x40000 /* statistics class 4 */
#define JET_bitTableClass5 0x50000 /* statistics class 5 */
#define JET_bitTableClass6 0x60000 /* statistics class 6 */
#define JET_bitTableClass7 0x70000 /* statistics class 7 */
#define JET_bitTableClass8 0x80000 /* statistics class 8 */
#define JET_bitTableClass9 0x90000 /* statistics class 9 */
#define JET_bitTableClass10 0xa0000 /* statistics class 10 */
#define JET_bitTableClass11 0xb0000 /* statistics class 11 */
#define JET_bitTableClass12 0xc0000 /* statistics class 12 */
#define JET_bitTableClass13 0xd0000 /* statistics class 13 */
#define JET_bitTableClass14 0xe0000 /* statistics class 14 */
#define JET_bitTableClass15 0xf0000 /* statistics class 15 */

/* Constants: wsz. */
#define JET_wszConfigStoreReadControl JET_WTEXT("CsReadControl") /* store value name: read control */
#define JET_wszConfigStoreRelPathSysParamDefault JET_WTEXT("SysParamDefault") /* store sub-key: defaults */
#define JET_wszConfigStoreRelPathSysParamOverride JET_WTEXT("SysParamOverride") /* store sub-key: overrides */

/* Functions. */
JET_ERR JET_API JetAddColumn(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    const JET_COLUMNDEF *pcolumndef,
    const void *pvDefault,
    uint32_t cbDefault,
    JET_COLUMNID *pcolumnid);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetAddColumnA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    const JET_COLUMNDEF *pcolumndef,
    const void *pvDefault,
    uint32_t cbDefault,
    JET_COLUMNID *pcolumnid);
JET_ERR JET_API JetAddColumnW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szColumnName,
    const JET_COLUMNDEF *pcolumndef,
    const void *pvDefault,
    uint32_t cbDefault,
    JET_COLUMNID *pcolumnid);
#endif
JET_ERR JET_API JetAttachDatabase(JET_SESID sesid, JET_PCSTR szFilename, JET_GRBIT grbit);
JET_ERR JET_API JetAttachDatabase2(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetAttachDatabase2A(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_GRBIT grbit);
JET_ERR JET_API JetAttachDatabase2W(
    JET_SESID sesid,
    JET_PCWSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_GRBIT grbit);
JET_ERR JET_API JetAttachDatabaseA(JET_SESID sesid, JET_PCSTR szFilename, JET_GRBIT grbit);
JET_ERR JET_API JetAttachDatabaseW(JET_SESID sesid, JET_PCWSTR szFilename, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetBackup(JET_PCSTR szBackupPath, JET_GRBIT grbit, JET_PFNSTATUS pfnStatus);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetBackupA(JET_PCSTR szBackupPath, JET_GRBIT grbit, JET_PFNSTATUS pfnStatus);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetBackupInstance(
    JET_INSTANCE instance,
    JET_PCSTR szBackupPath,
    JET_GRBIT grbit,
    JET_PFNSTATUS pfnStatus);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetBackupInstanceA(
    JET_INSTANCE instance,
    JET_PCSTR szBackupPath,
    JET_GRBIT grbit,
    JET_PFNSTATUS pfnStatus);
JET_ERR JET_API JetBackupInstanceW(
    JET_INSTANCE instance,
    JET_PCWSTR szBackupPath,
    JET_GRBIT grbit,
    JET_PFNSTATUS pfnStatus);
JET_ERR JET_API JetBackupW(JET_PCWSTR szBackupPath, JET_GRBIT grbit, JET_PFNSTATUS pfnStatus);
#endif
JET_ERR JET_API JetBeginExternalBackup(JET_GRBIT grbit);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetBeginExternalBackupInstance(JET_INSTANCE instance, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetBeginSession(
    JET_INSTANCE instance,
    JET_SESID *psesid,
    JET_PCSTR szUserName,
    JET_PCSTR szPassword);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetBeginSessionA(
    JET_INSTANCE instance,
    JET_SESID *psesid,
    JET_PCSTR szUserName,
    JET_PCSTR szPassword);
JET_ERR JET_API JetBeginSessionW(
    JET_INSTANCE instance,
    JET_SESID *psesid,
    JET_PCWSTR szUserName,
    JET_PCWSTR szPassword);
#endif
JET_ERR JET_API JetBeginTransaction(JET_SESID sesid);
JET_ERR JET_API JetBeginTransaction2(JET_SESID sesid, JET_GRBIT grbit);
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetBeginTransaction3(JET_SESID sesid, int64_t trxid, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetCloseDatabase(JET_SESID sesid, JET_DBID dbid, JET_GRBIT grbit);
JET_ERR JET_API JetCloseFile(JET_HANDLE hfFile);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetCloseFileInstance(JET_INSTANCE instance, JET_HANDLE hfFile);
#endif
JET_ERR JET_API JetCloseTable(JET_SESID sesid, JET_TABLEID tableid);
JET_ERR JET_API JetCommitTransaction(JET_SESID sesid, JET_GRBIT grbit);
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetCommitTransaction2(
    JET_SESID sesid,
    JET_GRBIT grbit,
    uint32_t cmsecDurableCommit,
    JET_COMMIT_ID *pCommitId);
#endif
JET_ERR JET_API JetCompact(
    JET_SESID sesid,
    JET_PCSTR szDatabaseSrc,
    JET_PCSTR szDatabaseDest,
    JET_PFNSTATUS pfnStatus,
    JET_CONVERT_A *pconvert,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCompactA(
    JET_SESID sesid,
    JET_PCSTR szDatabaseSrc,
    JET_PCSTR szDatabaseDest,
    JET_PFNSTATUS pfnStatus,
    JET_CONVERT_A *pconvert,
    JET_GRBIT grbit);
JET_ERR JET_API JetCompactW(
    JET_SESID sesid,
    JET_PCWSTR szDatabaseSrc,
    JET_PCWSTR szDatabaseDest,
    JET_PFNSTATUS pfnStatus,
    JET_CONVERT_W *pconvert,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetComputeStats(JET_SESID sesid, JET_TABLEID tableid);
#if JET_VERSION >= 0x0601
JET_ERR JET_API JetConfigureProcessForCrashDump(const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetCreateDatabase(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    JET_PCSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateDatabase2(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateDatabase2A(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateDatabase2W(
    JET_SESID sesid,
    JET_PCWSTR szFilename,
    const uint32_t cpgDatabaseSizeMax,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateDatabaseA(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    JET_PCSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateDatabaseW(
    JET_SESID sesid,
    JET_PCWSTR szFilename,
    JET_PCWSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetCreateIndex(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit,
    const char *szKey,
    uint32_t cbKey,
    uint32_t lDensity);
JET_ERR JET_API JetCreateIndex2(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE_A *pindexcreate,
    uint32_t cIndexCreate);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateIndex2A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE_A *pindexcreate,
    uint32_t cIndexCreate);
JET_ERR JET_API JetCreateIndex2W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE_W *pindexcreate,
    uint32_t cIndexCreate);
#endif
#if JET_VERSION >= 0x0601
JET_ERR JET_API JetCreateIndex3A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE2_A *pindexcreate,
    uint32_t cIndexCreate);
JET_ERR JET_API JetCreateIndex3W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE2_W *pindexcreate,
    uint32_t cIndexCreate);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetCreateIndex4A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE3_A *pindexcreate,
    uint32_t cIndexCreate);
JET_ERR JET_API JetCreateIndex4W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEXCREATE3_W *pindexcreate,
    uint32_t cIndexCreate);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateIndexA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit,
    const char *szKey,
    uint32_t cbKey,
    uint32_t lDensity);
JET_ERR JET_API JetCreateIndexW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szIndexName,
    JET_GRBIT grbit,
    const JET_WCHAR *szKey,
    uint32_t cbKey,
    uint32_t lDensity);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetCreateInstance(JET_INSTANCE *pinstance, JET_PCSTR szInstanceName);
JET_ERR JET_API JetCreateInstance2(
    JET_INSTANCE *pinstance,
    JET_PCSTR szInstanceName,
    JET_PCSTR szDisplayName,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateInstance2A(
    JET_INSTANCE *pinstance,
    JET_PCSTR szInstanceName,
    JET_PCSTR szDisplayName,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateInstance2W(
    JET_INSTANCE *pinstance,
    JET_PCWSTR szInstanceName,
    JET_PCWSTR szDisplayName,
    JET_GRBIT grbit);
JET_ERR JET_API JetCreateInstanceA(JET_INSTANCE *pinstance, JET_PCSTR szInstanceName);
JET_ERR JET_API JetCreateInstanceW(JET_INSTANCE *pinstance, JET_PCWSTR szInstanceName);
#endif
JET_ERR JET_API JetCreateTable(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t lPages,
    uint32_t lDensity,
    JET_TABLEID *ptableid);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateTableA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t lPages,
    uint32_t lDensity,
    JET_TABLEID *ptableid);
#endif
JET_ERR JET_API JetCreateTableColumnIndex(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE_A *ptablecreate);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetCreateTableColumnIndex2(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE2_A *ptablecreate);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateTableColumnIndex2A(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE2_A *ptablecreate);
JET_ERR JET_API JetCreateTableColumnIndex2W(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE2_W *ptablecreate);
#endif
#if JET_VERSION >= 0x0601
JET_ERR JET_API JetCreateTableColumnIndex3A(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE3_A *ptablecreate);
JET_ERR JET_API JetCreateTableColumnIndex3W(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE3_W *ptablecreate);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetCreateTableColumnIndex4A(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE4_A *ptablecreate);
JET_ERR JET_API JetCreateTableColumnIndex4W(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE4_W *ptablecreate);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetCreateTableColumnIndexA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE_A *ptablecreate);
JET_ERR JET_API JetCreateTableColumnIndexW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_TABLECREATE_W *ptablecreate);
JET_ERR JET_API JetCreateTableW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    uint32_t lPages,
    uint32_t lDensity,
    JET_TABLEID *ptableid);
#endif
JET_ERR JET_API JetDefragment(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetDefragment2(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDefragment2A(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    JET_GRBIT grbit);
JET_ERR JET_API JetDefragment2W(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetDefragment3(
    JET_SESID sesid,
    JET_PCSTR szDatabaseName,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    void *pvContext,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDefragment3A(
    JET_SESID sesid,
    JET_PCSTR szDatabaseName,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    void *pvContext,
    JET_GRBIT grbit);
JET_ERR JET_API JetDefragment3W(
    JET_SESID sesid,
    JET_PCWSTR szDatabaseName,
    JET_PCWSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_CALLBACK callback,
    void *pvContext,
    JET_GRBIT grbit);
JET_ERR JET_API JetDefragmentA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_GRBIT grbit);
JET_ERR JET_API JetDefragmentW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    uint32_t *pcPasses,
    uint32_t *pcSeconds,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetDelete(JET_SESID sesid, JET_TABLEID tableid);
JET_ERR JET_API JetDeleteColumn(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szColumnName);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetDeleteColumn2(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDeleteColumn2A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    const JET_GRBIT grbit);
JET_ERR JET_API JetDeleteColumn2W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szColumnName,
    const JET_GRBIT grbit);
JET_ERR JET_API JetDeleteColumnA(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szColumnName);
JET_ERR JET_API JetDeleteColumnW(JET_SESID sesid, JET_TABLEID tableid, JET_PCWSTR szColumnName);
#endif
JET_ERR JET_API JetDeleteIndex(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szIndexName);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDeleteIndexA(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szIndexName);
JET_ERR JET_API JetDeleteIndexW(JET_SESID sesid, JET_TABLEID tableid, JET_PCWSTR szIndexName);
#endif
JET_ERR JET_API JetDeleteTable(JET_SESID sesid, JET_DBID dbid, JET_PCSTR szTableName);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDeleteTableA(JET_SESID sesid, JET_DBID dbid, JET_PCSTR szTableName);
JET_ERR JET_API JetDeleteTableW(JET_SESID sesid, JET_DBID dbid, JET_PCWSTR szTableName);
#endif
JET_ERR JET_API JetDetachDatabase(JET_SESID sesid, JET_PCSTR szFilename);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetDetachDatabase2(JET_SESID sesid, JET_PCSTR szFilename, JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetDetachDatabase2A(JET_SESID sesid, JET_PCSTR szFilename, JET_GRBIT grbit);
JET_ERR JET_API JetDetachDatabase2W(JET_SESID sesid, JET_PCWSTR szFilename, JET_GRBIT grbit);
JET_ERR JET_API JetDetachDatabaseA(JET_SESID sesid, JET_PCSTR szFilename);
JET_ERR JET_API JetDetachDatabaseW(JET_SESID sesid, JET_PCWSTR szFilename);
#endif
JET_ERR JET_API JetDupCursor(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_TABLEID *ptableid,
    JET_GRBIT grbit);
JET_ERR JET_API JetDupSession(JET_SESID sesid, JET_SESID *psesid);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetEnableMultiInstance(
    JET_SETSYSPARAM_A *psetsysparam,
    uint32_t csetsysparam,
    uint32_t *pcsetsucceed);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetEnableMultiInstanceA(
    JET_SETSYSPARAM_A *psetsysparam,
    uint32_t csetsysparam,
    uint32_t *pcsetsucceed);
JET_ERR JET_API JetEnableMultiInstanceW(
    JET_SETSYSPARAM_W *psetsysparam,
    uint32_t csetsysparam,
    uint32_t *pcsetsucceed);
#endif
JET_ERR JET_API JetEndExternalBackup(void);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetEndExternalBackupInstance(JET_INSTANCE instance);
JET_ERR JET_API JetEndExternalBackupInstance2(JET_INSTANCE instance, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetEndSession(JET_SESID sesid, JET_GRBIT grbit);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetEnumerateColumns(
    JET_SESID sesid,
    JET_TABLEID tableid,
    uint32_t cEnumColumnId,
    JET_ENUMCOLUMNID *rgEnumColumnId,
    uint32_t *pcEnumColumn,
    JET_ENUMCOLUMN **prgEnumColumn,
    JET_PFNREALLOC pfnRealloc,
    void *pvReallocContext,
    uint32_t cbDataMost,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetEscrowUpdate(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_COLUMNID columnid,
    void *pv,
    uint32_t cbMax,
    void *pvOld,
    uint32_t cbOldMax,
    uint32_t *pcbOldActual,
    JET_GRBIT grbit);
JET_ERR JET_API JetExternalRestore(
    JET_PSTR szCheckpointFilePath,
    JET_PSTR szLogPath,
    JET_RSTMAP_A *rgrstmap,
    int32_t crstfilemap,
    JET_PSTR szBackupLogPath,
    int32_t genLow,
    int32_t genHigh,
    JET_PFNSTATUS pfn);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetExternalRestore2(
    JET_PSTR szCheckpointFilePath,
    JET_PSTR szLogPath,
    JET_RSTMAP_A *rgrstmap,
    int32_t crstfilemap,
    JET_PSTR szBackupLogPath,
    JET_LOGINFO_A *pLogInfo,
    JET_PSTR szTargetInstanceName,
    JET_PSTR szTargetInstanceLogPath,
    JET_PSTR szTargetInstanceCheckpointPath,
    JET_PFNSTATUS pfn);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetExternalRestore2A(
    JET_PSTR szCheckpointFilePath,
    JET_PSTR szLogPath,
    JET_RSTMAP_A *rgrstmap,
    int32_t crstfilemap,
    JET_PSTR szBackupLogPath,
    JET_LOGINFO_A *pLogInfo,
    JET_PSTR szTargetInstanceName,
    JET_PSTR szTargetInstanceLogPath,
    JET_PSTR szTargetInstanceCheckpointPath,
    JET_PFNSTATUS pfn);
JET_ERR JET_API JetExternalRestore2W(
    JET_PWSTR szCheckpointFilePath,
    JET_PWSTR szLogPath,
    JET_RSTMAP_W *rgrstmap,
    int32_t crstfilemap,
    JET_PWSTR szBackupLogPath,
    JET_LOGINFO_W *pLogInfo,
    JET_PWSTR szTargetInstanceName,
    JET_PWSTR szTargetInstanceLogPath,
    JET_PWSTR szTargetInstanceCheckpointPath,
    JET_PFNSTATUS pfn);
JET_ERR JET_API JetExternalRestoreA(
    JET_PSTR szCheckpointFilePath,
    JET_PSTR szLogPath,
    JET_RSTMAP_A *rgrstmap,
    int32_t crstfilemap,
    JET_PSTR szBackupLogPath,
    int32_t genLow,
    int32_t genHigh,
    JET_PFNSTATUS pfn);
JET_ERR JET_API JetExternalRestoreW(
    JET_PWSTR szCheckpointFilePath,
    JET_PWSTR szLogPath,
    JET_RSTMAP_W *rgrstmap,
    int32_t crstfilemap,
    JET_PWSTR szBackupLogPath,
    int32_t genLow,
    int32_t genHigh,
    JET_PFNSTATUS pfn);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetFreeBuffer(char *pbBuf);
#endif
JET_ERR JET_API JetGetAttachInfo(JET_PSTR szzDatabases, uint32_t cbMax, uint32_t *pcbActual);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetAttachInfoA(JET_PSTR szzDatabases, uint32_t cbMax, uint32_t *pcbActual);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetAttachInfoInstance(
    JET_INSTANCE instance,
    JET_PSTR szzDatabases,
    uint32_t cbMax,
    uint32_t *pcbActual);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetAttachInfoInstanceA(
    JET_INSTANCE instance,
    JET_PSTR szzDatabases,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetAttachInfoInstanceW(
    JET_INSTANCE instance,
    JET_PWSTR szzDatabases,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetAttachInfoW(JET_PWSTR wszzDatabases, uint32_t cbMax, uint32_t *pcbActual);
#endif
JET_ERR JET_API JetGetBookmark(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvBookmark,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetColumnInfo(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR pColumnNameOrId,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetColumnInfoA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR pColumnNameOrId,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetColumnInfoW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    JET_PCWSTR pwColumnNameOrId,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
JET_ERR JET_API JetGetCurrentIndex(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PSTR szIndexName,
    uint32_t cbIndexName);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetCurrentIndexA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PSTR szIndexName,
    uint32_t cbIndexName);
JET_ERR JET_API JetGetCurrentIndexW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PWSTR szIndexName,
    uint32_t cbIndexName);
#endif
JET_ERR JET_API JetGetCursorInfo(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetDatabaseFileInfo(
    JET_PCSTR szDatabaseName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetDatabaseFileInfoA(
    JET_PCSTR szDatabaseName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetDatabaseFileInfoW(
    JET_PCWSTR szDatabaseName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
JET_ERR JET_API JetGetDatabaseInfo(
    JET_SESID sesid,
    JET_DBID dbid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetDatabaseInfoA(
    JET_SESID sesid,
    JET_DBID dbid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetDatabaseInfoW(
    JET_SESID sesid,
    JET_DBID dbid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetGetErrorInfoW(
    void *pvContext,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetGetIndexInfo(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetIndexInfoA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetIndexInfoW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    JET_PCWSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetInstanceInfo(uint32_t *pcInstanceInfo, JET_INSTANCE_INFO_A **paInstanceInfo);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetInstanceInfoA(uint32_t *pcInstanceInfo, JET_INSTANCE_INFO_A **paInstanceInfo);
JET_ERR JET_API JetGetInstanceInfoW(uint32_t *pcInstanceInfo, JET_INSTANCE_INFO_W **paInstanceInfo);
JET_ERR JET_API JetGetInstanceMiscInfo(
    JET_INSTANCE instance,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetLS(JET_SESID sesid, JET_TABLEID tableid, JET_LS *pls, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetGetLock(JET_SESID sesid, JET_TABLEID tableid, JET_GRBIT grbit);
JET_ERR JET_API JetGetLogInfo(JET_PSTR szzLogs, uint32_t cbMax, uint32_t *pcbActual);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetLogInfoA(JET_PSTR szzLogs, uint32_t cbMax, uint32_t *pcbActual);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetLogInfoInstance(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetLogInfoInstance2(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual,
    JET_LOGINFO_A *pLogInfo);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetLogInfoInstance2A(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual,
    JET_LOGINFO_A *pLogInfo);
JET_ERR JET_API JetGetLogInfoInstance2W(
    JET_INSTANCE instance,
    JET_PWSTR wszzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual,
    JET_LOGINFO_W *pLogInfo);
JET_ERR JET_API JetGetLogInfoInstanceA(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetLogInfoInstanceW(
    JET_INSTANCE instance,
    JET_PWSTR wszzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetLogInfoW(JET_PWSTR szzLogs, uint32_t cbMax, uint32_t *pcbActual);
#endif
JET_ERR JET_API JetGetObjectInfo(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_OBJTYP objtyp,
    JET_PCSTR szContainerName,
    JET_PCSTR szObjectName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetObjectInfoA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_OBJTYP objtyp,
    JET_PCSTR szContainerName,
    JET_PCSTR szObjectName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetObjectInfoW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_OBJTYP objtyp,
    JET_PCWSTR szContainerName,
    JET_PCWSTR szObjectName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
JET_ERR JET_API JetGetRecordPosition(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_RECPOS *precpos,
    uint32_t cbRecpos);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetRecordSize(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_RECSIZE *precsize,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0601
JET_ERR JET_API JetGetRecordSize2(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_RECSIZE2 *precsize,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetSecondaryIndexBookmark(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvSecondaryKey,
    uint32_t cbSecondaryKeyMax,
    uint32_t *pcbSecondaryKeyActual,
    void *pvPrimaryBookmark,
    uint32_t cbPrimaryBookmarkMax,
    uint32_t *pcbPrimaryBookmarkActual,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetGetSessionParameter(
    JET_SESID sesid,
    uint32_t sesparamid,
    void *pvParam,
    uint32_t cbParamMax,
    uint32_t *pcbParamActual);
#endif
JET_ERR JET_API JetGetSystemParameter(
    JET_INSTANCE instance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR *plParam,
    JET_PSTR szParam,
    uint32_t cbMax);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetSystemParameterA(
    JET_INSTANCE instance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR *plParam,
    JET_PSTR szParam,
    uint32_t cbMax);
JET_ERR JET_API JetGetSystemParameterW(
    JET_INSTANCE instance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR *plParam,
    JET_PWSTR szParam,
    uint32_t cbMax);
#endif
JET_ERR JET_API JetGetTableColumnInfo(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetTableColumnInfoA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szColumnName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetTableColumnInfoW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szColumnName,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#endif
JET_ERR JET_API JetGetTableIndexInfo(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetTableIndexInfoA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetTableIndexInfoW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szIndexName,
    void *pvResult,
    uint32_t cbResult,
    uint32_t InfoLevel);
#endif
JET_ERR JET_API JetGetTableInfo(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetTableInfoA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetTableInfoW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvResult,
    uint32_t cbMax,
    uint32_t InfoLevel);
JET_ERR JET_API JetGetThreadStats(void *pvResult, uint32_t cbMax);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGetTruncateLogInfoInstance(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetGetTruncateLogInfoInstanceA(
    JET_INSTANCE instance,
    JET_PSTR szzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
JET_ERR JET_API JetGetTruncateLogInfoInstanceW(
    JET_INSTANCE instance,
    JET_PWSTR wszzLogs,
    uint32_t cbMax,
    uint32_t *pcbActual);
#endif
JET_ERR JET_API JetGetVersion(JET_SESID sesid, uint32_t *pwVersion);
JET_ERR JET_API JetGotoBookmark(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvBookmark,
    uint32_t cbBookmark);
JET_ERR JET_API JetGotoPosition(JET_SESID sesid, JET_TABLEID tableid, JET_RECPOS *precpos);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetGotoSecondaryIndexBookmark(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvSecondaryKey,
    uint32_t cbSecondaryKey,
    void *pvPrimaryBookmark,
    uint32_t cbPrimaryBookmark,
    const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetGrowDatabase(JET_SESID sesid, JET_DBID dbid, uint32_t cpg, uint32_t *pcpgReal);
JET_ERR JET_API JetIdle(JET_SESID sesid, JET_GRBIT grbit);
JET_ERR JET_API JetIndexRecordCount(
    JET_SESID sesid,
    JET_TABLEID tableid,
    uint32_t *pcrec,
    uint32_t crecMax);
JET_ERR JET_API JetInit(JET_INSTANCE *pinstance);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetInit2(JET_INSTANCE *pinstance, JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetInit3(JET_INSTANCE *pinstance, JET_RSTINFO_A *prstInfo, JET_GRBIT grbit);
JET_ERR JET_API JetInit3A(JET_INSTANCE *pinstance, JET_RSTINFO_A *prstInfo, JET_GRBIT grbit);
JET_ERR JET_API JetInit3W(JET_INSTANCE *pinstance, JET_RSTINFO_W *prstInfo, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetIntersectIndexes(
    JET_SESID sesid,
    JET_INDEXRANGE *rgindexrange,
    uint32_t cindexrange,
    JET_RECORDLIST *precordlist,
    JET_GRBIT grbit);
JET_ERR JET_API JetMakeKey(
    JET_SESID sesid,
    JET_TABLEID tableid,
    const void *pvData,
    uint32_t cbData,
    JET_GRBIT grbit);
JET_ERR JET_API JetMove(JET_SESID sesid, JET_TABLEID tableid, int32_t cRow, JET_GRBIT grbit);
#if JET_VERSION >= 0x0502
JET_ERR JET_API JetOSSnapshotAbort(const JET_OSSNAPID snapId, const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOSSnapshotEnd(const JET_OSSNAPID snapId, const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetOSSnapshotFreeze(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_A **paInstanceInfo,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOSSnapshotFreezeA(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_A **paInstanceInfo,
    const JET_GRBIT grbit);
JET_ERR JET_API JetOSSnapshotFreezeW(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_W **paInstanceInfo,
    const JET_GRBIT grbit);
JET_ERR JET_API JetOSSnapshotGetFreezeInfo(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_A **paInstanceInfo,
    const JET_GRBIT grbit);
JET_ERR JET_API JetOSSnapshotGetFreezeInfoA(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_A **paInstanceInfo,
    const JET_GRBIT grbit);
JET_ERR JET_API JetOSSnapshotGetFreezeInfoW(
    const JET_OSSNAPID snapId,
    uint32_t *pcInstanceInfo,
    JET_INSTANCE_INFO_W **paInstanceInfo,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetOSSnapshotPrepare(JET_OSSNAPID *psnapId, const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOSSnapshotPrepareInstance(
    JET_OSSNAPID snapId,
    JET_INSTANCE instance,
    const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetOSSnapshotThaw(const JET_OSSNAPID snapId, const JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOSSnapshotTruncateLog(const JET_OSSNAPID snapId, const JET_GRBIT grbit);
JET_ERR JET_API JetOSSnapshotTruncateLogInstance(
    const JET_OSSNAPID snapId,
    JET_INSTANCE instance,
    const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetOpenDatabase(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    JET_PCSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOpenDatabaseA(
    JET_SESID sesid,
    JET_PCSTR szFilename,
    JET_PCSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
JET_ERR JET_API JetOpenDatabaseW(
    JET_SESID sesid,
    JET_PCWSTR szFilename,
    JET_PCWSTR szConnect,
    JET_DBID *pdbid,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetOpenFile(
    JET_PCSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOpenFileA(
    JET_PCSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetOpenFileInstance(
    JET_INSTANCE instance,
    JET_PCSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOpenFileInstanceA(
    JET_INSTANCE instance,
    JET_PCSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
JET_ERR JET_API JetOpenFileInstanceW(
    JET_INSTANCE instance,
    JET_PCWSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
JET_ERR JET_API JetOpenFileW(
    JET_PCWSTR szFileName,
    JET_HANDLE *phfFile,
    uint32_t *pulFileSizeLow,
    uint32_t *pulFileSizeHigh);
#endif
JET_ERR JET_API JetOpenTable(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    const void *pvParameters,
    uint32_t cbParameters,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOpenTableA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    const void *pvParameters,
    uint32_t cbParameters,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid);
JET_ERR JET_API JetOpenTableW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    const void *pvParameters,
    uint32_t cbParameters,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid);
#endif
JET_ERR JET_API JetOpenTempTable(
    JET_SESID sesid,
    const JET_COLUMNDEF *prgcolumndef,
    uint32_t ccolumn,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid,
    JET_COLUMNID *prgcolumnid);
JET_ERR JET_API JetOpenTempTable2(
    JET_SESID sesid,
    const JET_COLUMNDEF *prgcolumndef,
    uint32_t ccolumn,
    uint32_t lcid,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid,
    JET_COLUMNID *prgcolumnid);
JET_ERR JET_API JetOpenTempTable3(
    JET_SESID sesid,
    const JET_COLUMNDEF *prgcolumndef,
    uint32_t ccolumn,
    JET_UNICODEINDEX *pidxunicode,
    JET_GRBIT grbit,
    JET_TABLEID *ptableid,
    JET_COLUMNID *prgcolumnid);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetOpenTemporaryTable(JET_SESID sesid, JET_OPENTEMPORARYTABLE *popentemporarytable);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetOpenTemporaryTable2(
    JET_SESID sesid,
    JET_OPENTEMPORARYTABLE2 *popentemporarytable);
#endif
JET_ERR JET_API JetPrepareUpdate(JET_SESID sesid, JET_TABLEID tableid, uint32_t prep);
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetPrereadIndexRanges(
    JET_SESID sesid,
    JET_TABLEID tableid,
    const JET_INDEX_RANGE *const rgIndexRanges,
    const uint32_t cIndexRanges,
    uint32_t *const pcRangesPreread,
    const JET_COLUMNID *const rgcolumnidPreread,
    const uint32_t ccolumnidPreread,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0601
JET_ERR JET_API JetPrereadKeys(
    JET_SESID sesid,
    JET_TABLEID tableid,
    const void **rgpvKeys,
    const uint32_t *rgcbKeys,
    int32_t ckeys,
    int32_t *pckeysPreread,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetReadFile(JET_HANDLE hfFile, void *pv, uint32_t cb, uint32_t *pcbActual);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetReadFileInstance(
    JET_INSTANCE instance,
    JET_HANDLE hfFile,
    void *pv,
    uint32_t cb,
    uint32_t *pcbActual);
JET_ERR JET_API JetRegisterCallback(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_CBTYP cbtyp,
    JET_CALLBACK pCallback,
    void *pvContext,
    JET_HANDLE *phCallbackId);
JET_ERR JET_API JetRenameColumn(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szName,
    JET_PCSTR szNameNew,
    JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetRenameColumnA(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szName,
    JET_PCSTR szNameNew,
    JET_GRBIT grbit);
JET_ERR JET_API JetRenameColumnW(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szName,
    JET_PCWSTR szNameNew,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetRenameTable(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szName,
    JET_PCSTR szNameNew);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetRenameTableA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szName,
    JET_PCSTR szNameNew);
JET_ERR JET_API JetRenameTableW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szName,
    JET_PCWSTR szNameNew);
#endif
JET_ERR JET_API JetResetSessionContext(JET_SESID sesid);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetResetTableSequential(JET_SESID sesid, JET_TABLEID tableid, JET_GRBIT grbit);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetResizeDatabase(
    JET_SESID sesid,
    JET_DBID dbid,
    uint32_t cpgTarget,
    uint32_t *pcpgActual,
    const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetRestore(JET_PCSTR szSource, JET_PFNSTATUS pfn);
JET_ERR JET_API JetRestore2(JET_PCSTR sz, JET_PCSTR szDest, JET_PFNSTATUS pfn);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetRestore2A(JET_PCSTR sz, JET_PCSTR szDest, JET_PFNSTATUS pfn);
JET_ERR JET_API JetRestore2W(JET_PCWSTR sz, JET_PCWSTR szDest, JET_PFNSTATUS pfn);
JET_ERR JET_API JetRestoreA(JET_PCSTR szSource, JET_PFNSTATUS pfn);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetRestoreInstance(
    JET_INSTANCE instance,
    JET_PCSTR sz,
    JET_PCSTR szDest,
    JET_PFNSTATUS pfn);
#endif
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetRestoreInstanceA(
    JET_INSTANCE instance,
    JET_PCSTR sz,
    JET_PCSTR szDest,
    JET_PFNSTATUS pfn);
JET_ERR JET_API JetRestoreInstanceW(
    JET_INSTANCE instance,
    JET_PCWSTR sz,
    JET_PCWSTR szDest,
    JET_PFNSTATUS pfn);
JET_ERR JET_API JetRestoreW(JET_PCWSTR szSource, JET_PFNSTATUS pfn);
#endif
JET_ERR JET_API JetRetrieveColumn(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_COLUMNID columnid,
    void *pvData,
    uint32_t cbData,
    uint32_t *pcbActual,
    JET_GRBIT grbit,
    JET_RETINFO *pretinfo);
JET_ERR JET_API JetRetrieveColumns(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_RETRIEVECOLUMN *pretrievecolumn,
    uint32_t cretrievecolumn);
JET_ERR JET_API JetRetrieveKey(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvKey,
    uint32_t cbMax,
    uint32_t *pcbActual,
    JET_GRBIT grbit);
JET_ERR JET_API JetRollback(JET_SESID sesid, JET_GRBIT grbit);
JET_ERR JET_API JetSeek(JET_SESID sesid, JET_TABLEID tableid, JET_GRBIT grbit);
JET_ERR JET_API JetSetColumn(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_COLUMNID columnid,
    const void *pvData,
    uint32_t cbData,
    JET_GRBIT grbit,
    JET_SETINFO *psetinfo);
JET_ERR JET_API JetSetColumnDefaultValue(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR szColumnName,
    const void *pvData,
    const uint32_t cbData,
    const JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetColumnDefaultValueA(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCSTR szTableName,
    JET_PCSTR szColumnName,
    const void *pvData,
    const uint32_t cbData,
    const JET_GRBIT grbit);
JET_ERR JET_API JetSetColumnDefaultValueW(
    JET_SESID sesid,
    JET_DBID dbid,
    JET_PCWSTR szTableName,
    JET_PCWSTR szColumnName,
    const void *pvData,
    const uint32_t cbData,
    const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetSetColumns(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_SETCOLUMN *psetcolumn,
    uint32_t csetcolumn);
JET_ERR JET_API JetSetCurrentIndex(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szIndexName);
JET_ERR JET_API JetSetCurrentIndex2(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetCurrentIndex2A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit);
JET_ERR JET_API JetSetCurrentIndex2W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szIndexName,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetSetCurrentIndex3(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit,
    uint32_t itagSequence);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetCurrentIndex3A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_GRBIT grbit,
    uint32_t itagSequence);
JET_ERR JET_API JetSetCurrentIndex3W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szIndexName,
    JET_GRBIT grbit,
    uint32_t itagSequence);
#endif
JET_ERR JET_API JetSetCurrentIndex4(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_INDEXID *pindexid,
    JET_GRBIT grbit,
    uint32_t itagSequence);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetCurrentIndex4A(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCSTR szIndexName,
    JET_INDEXID *pindexid,
    JET_GRBIT grbit,
    uint32_t itagSequence);
JET_ERR JET_API JetSetCurrentIndex4W(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_PCWSTR szIndexName,
    JET_INDEXID *pindexid,
    JET_GRBIT grbit,
    uint32_t itagSequence);
JET_ERR JET_API JetSetCurrentIndexA(JET_SESID sesid, JET_TABLEID tableid, JET_PCSTR szIndexName);
JET_ERR JET_API JetSetCurrentIndexW(JET_SESID sesid, JET_TABLEID tableid, JET_PCWSTR szIndexName);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetSetCursorFilter(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_INDEX_COLUMN *rgColumnFilters,
    uint32_t cColumnFilters,
    JET_GRBIT grbit);
#endif
JET_ERR JET_API JetSetDatabaseSize(
    JET_SESID sesid,
    JET_PCSTR szDatabaseName,
    uint32_t cpg,
    uint32_t *pcpgReal);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetDatabaseSizeA(
    JET_SESID sesid,
    JET_PCSTR szDatabaseName,
    uint32_t cpg,
    uint32_t *pcpgReal);
JET_ERR JET_API JetSetDatabaseSizeW(
    JET_SESID sesid,
    JET_PCWSTR szDatabaseName,
    uint32_t cpg,
    uint32_t *pcpgReal);
#endif
JET_ERR JET_API JetSetIndexRange(JET_SESID sesid, JET_TABLEID tableidSrc, JET_GRBIT grbit);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetSetLS(JET_SESID sesid, JET_TABLEID tableid, JET_LS ls, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetSetSessionContext(JET_SESID sesid, JET_API_PTR ulContext);
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetSetSessionParameter(
    JET_SESID sesid,
    uint32_t sesparamid,
    void *pvParam,
    uint32_t cbParam);
#endif
JET_ERR JET_API JetSetSystemParameter(
    JET_INSTANCE *pinstance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR lParam,
    JET_PCSTR szParam);
#if JET_VERSION >= 0x0600
JET_ERR JET_API JetSetSystemParameterA(
    JET_INSTANCE *pinstance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR lParam,
    JET_PCSTR szParam);
JET_ERR JET_API JetSetSystemParameterW(
    JET_INSTANCE *pinstance,
    JET_SESID sesid,
    uint32_t paramid,
    JET_API_PTR lParam,
    JET_PCWSTR szParam);
#endif
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetSetTableSequential(JET_SESID sesid, JET_TABLEID tableid, JET_GRBIT grbit);
#endif
JET_ERR JET_API JetStopBackup(void);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetStopBackupInstance(JET_INSTANCE instance);
#endif
JET_ERR JET_API JetStopService(void);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetStopServiceInstance(JET_INSTANCE instance);
#endif
#if JET_VERSION >= 0x0602
JET_ERR JET_API JetStopServiceInstance2(JET_INSTANCE instance, const JET_GRBIT grbit);
#endif
JET_ERR JET_API JetTerm(JET_INSTANCE instance);
JET_ERR JET_API JetTerm2(JET_INSTANCE instance, JET_GRBIT grbit);
JET_ERR JET_API JetTruncateLog(void);
#if JET_VERSION >= 0x0501
JET_ERR JET_API JetTruncateLogInstance(JET_INSTANCE instance);
JET_ERR JET_API JetUnregisterCallback(
    JET_SESID sesid,
    JET_TABLEID tableid,
    JET_CBTYP cbtyp,
    JET_HANDLE hCallbackId);
#endif
JET_ERR JET_API JetUpdate(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvBookmark,
    uint32_t cbBookmark,
    uint32_t *pcbActual);
#if JET_VERSION >= 0x0502
JET_ERR JET_API JetUpdate2(
    JET_SESID sesid,
    JET_TABLEID tableid,
    void *pvBookmark,
    uint32_t cbBookmark,
    uint32_t *pcbActual,
    const JET_GRBIT grbit);
#endif

#if JET_VERSION >= 0x0600

/* Functions without suffix. */
#define JetGetErrorInfo JetGetErrorInfoW
#ifdef JET_UNICODE
#define JetAddColumn JetAddColumnW
#define JetAttachDatabase2 JetAttachDatabase2W
#define JetAttachDatabase JetAttachDatabaseW
#define JetBackupInstance JetBackupInstanceW
#define JetBackup JetBackupW
#define JetBeginSession JetBeginSessionW
#define JetCompact JetCompactW
#define JetCreateDatabase2 JetCreateDatabase2W
#define JetCreateDatabase JetCreateDatabaseW
#define JetCreateIndex2 JetCreateIndex2W
#define JetCreateIndex3 JetCreateIndex3W
#define JetCreateIndex4 JetCreateIndex4W
#define JetCreateIndex JetCreateIndexW
#define JetCreateInstance2 JetCreateInstance2W
#define JetCreateInstance JetCreateInstanceW
#define JetCreateTableColumnIndex2 JetCreateTableColumnIndex2W
#define JetCreateTableColumnIndex3 JetCreateTableColumnIndex3W
#define JetCreateTableColumnIndex4 JetCreateTableColumnIndex4W
#define JetCreateTableColumnIndex JetCreateTableColumnIndexW
#define JetCreateTable JetCreateTableW
#define JetDefragment2 JetDefragment2W
#define JetDefragment3 JetDefragment3W
#define JetDefragment JetDefragmentW
#define JetDeleteColumn2 JetDeleteColumn2W
#define JetDeleteColumn JetDeleteColumnW
#define JetDeleteIndex JetDeleteIndexW
#define JetDeleteTable JetDeleteTableW
#define JetDetachDatabase2 JetDetachDatabase2W
#define JetDetachDatabase JetDetachDatabaseW
#define JetEnableMultiInstance JetEnableMultiInstanceW
#define JetExternalRestore2 JetExternalRestore2W
#define JetExternalRestore JetExternalRestoreW
#define JetGetAttachInfoInstance JetGetAttachInfoInstanceW
#define JetGetAttachInfo JetGetAttachInfoW
#define JetGetColumnInfo JetGetColumnInfoW
#define JetGetCurrentIndex JetGetCurrentIndexW
#define JetGetDatabaseFileInfo JetGetDatabaseFileInfoW
#define JetGetDatabaseInfo JetGetDatabaseInfoW
#define JetGetIndexInfo JetGetIndexInfoW
#define JetGetInstanceInfo JetGetInstanceInfoW
#define JetGetLogInfoInstance2 JetGetLogInfoInstance2W
#define JetGetLogInfoInstance JetGetLogInfoInstanceW
#define JetGetLogInfo JetGetLogInfoW
#define JetGetObjectInfo JetGetObjectInfoW
#define JetGetSystemParameter JetGetSystemParameterW
#define JetGetTableColumnInfo JetGetTableColumnInfoW
#define JetGetTableIndexInfo JetGetTableIndexInfoW
#define JetGetTableInfo JetGetTableInfoW
#define JetGetTruncateLogInfoInstance JetGetTruncateLogInfoInstanceW
#define JetInit3 JetInit3W
#define JetOSSnapshotFreeze JetOSSnapshotFreezeW
#define JetOSSnapshotGetFreezeInfo JetOSSnapshotGetFreezeInfoW
#define JetOpenDatabase JetOpenDatabaseW
#define JetOpenFileInstance JetOpenFileInstanceW
#define JetOpenFile JetOpenFileW
#define JetOpenTable JetOpenTableW
#define JetRenameColumn JetRenameColumnW
#define JetRenameTable JetRenameTableW
#define JetRestore2 JetRestore2W
#define JetRestoreInstance JetRestoreInstanceW
#define JetRestore JetRestoreW
#define JetSetColumnDefaultValue JetSetColumnDefaultValueW
#define JetSetCurrentIndex2 JetSetCurrentIndex2W
#define JetSetCurrentIndex3 JetSetCurrentIndex3W
#define JetSetCurrentIndex4 JetSetCurrentIndex4W
#define JetSetCurrentIndex JetSetCurrentIndexW
#define JetSetDatabaseSize JetSetDatabaseSizeW
#define JetSetSystemParameter JetSetSystemParameterW
#else
#define JetCreateIndex3 JetCreateIndex3A
#define JetCreateIndex4 JetCreateIndex4A
#define JetCreateTableColumnIndex3 JetCreateTableColumnIndex3A
#define JetCreateTableColumnIndex4 JetCreateTableColumnIndex4A
#endif
#endif

#ifdef __cplusplus
}
#endif

#endif
