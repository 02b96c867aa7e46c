/*
 * Calls with arguments nobody meant, in an order nobody meant: null pointers, sizes that are too
 * small, handles that are closed, foreign or made up. No call may crash or meet a broken invariant;
 * what it answers is its own affair. Arguments: the path of a database, a seed, a number of chunks.
 *
 * Pointers are what a C program may pass: null, or memory as large as the sizes say.
 */
#define _POSIX_C_SOURCE 200809L
#include "check.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum
{
    HANDLES = 64,
    LEN_MAX = 512,
    ROUNDS = 200,
    MEMORY = 1 << 16
};

static uint64_t state;
static const char database[] = "work.edb";
static JET_API_PTR handles[HANDLES];
static JET_DBID dbids[4];

static uint32_t any(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % below);
}

static JET_API_PTR any_handle(void)
{
    const JET_API_PTR odd[] = {0, ~(JET_API_PTR)0, 1, (JET_API_PTR)&state, state};
    JET_API_PTR handle = handles[any(HANDLES)];
    if (any(8) == 0)
    {
        return odd[any(5)];
    }
    return any(16) == 0 ? handle ^ ((JET_API_PTR)1 << any(64)) : handle;
}

static JET_API_PTR *any_handle_place(void)
{
    return any(8) == 0 ? NULL : &handles[any(HANDLES)];
}

static JET_DBID any_dbid(void)
{
    return any(4) == 0 ? (JET_DBID)state : dbids[any(4)];
}

static JET_DBID *any_dbid_place(void)
{
    return any(8) == 0 ? NULL : &dbids[any(4)];
}

static JET_API_PTR any_word(void)
{
    return any(2) == 0 ? any(16) : (JET_API_PTR)state;
}

static uint32_t any_len(void)
{
    return any(4) == 0 ? any(4) : any(LEN_MAX);
}

static uint32_t any_number(void)
{
    switch (any(4))
    {
    case 0:
        return any(8);
    case 1:
        return any(300);
    case 2:
        return (uint32_t)1 << any(32);
    default:
        return (uint32_t)state;
    }
}

static const char *any_text(void)
{
    const char *const texts[] = {NULL, "", "MSysObjects", "Name", "kv", "Id", "+Name\0\0", "\xff\xfe",
                                 "a.b", "elsewhere.edb", "x", database, database};
    return texts[any(13)];
}

static const JET_WCHAR *any_wide_text(void)
{
    static const JET_WCHAR half[] = {0xD800, 0};
    const JET_WCHAR *const texts[] = {NULL, JET_WTEXT(""), JET_WTEXT("MSysObjects"),
                                      JET_WTEXT("Name"), JET_WTEXT("+Name\0\0"), half};
    return texts[any(6)];
}

/*
 * Memory that may be written: zeros, or with a structure's size at its start, or another size. Each
 * call gets memory of its own for each argument.
 */
static uint64_t memory[12][MEMORY / 8];
static int used;

static void *any_memory(size_t structure)
{
    if (any(8) == 0 || used == 12)
    {
        return NULL;
    }
    uint64_t *block = memory[used++];
    memset(block, 0, MEMORY);
    if (structure >= 12)
    {
        uint32_t size = (uint32_t)(any(4) == 0 ? any(64) : structure);
        memcpy(block, &size, sizeof size);
    }
    return block;
}

/* A place for a pointer, or an array of null pointers. */
static void *any_places(void)
{
    return any_memory(0);
}

static JET_ERR JET_API status(JET_SESID sesid, JET_SNP snp, JET_SNT snt, void *pv)
{
    (void)sesid, (void)snp, (void)snt, (void)pv;
    return JET_errSuccess;
}

static JET_PFNSTATUS any_status(void)
{
    return any(2) == 0 ? NULL : status;
}

static JET_ERR JET_API callback(JET_SESID sesid, JET_DBID dbid, JET_TABLEID tableid, JET_CBTYP cbtyp,
                                void *one, void *two, void *context, JET_API_PTR unused)
{
    (void)sesid, (void)dbid, (void)tableid, (void)cbtyp;
    (void)one, (void)two, (void)context, (void)unused;
    return JET_errSuccess;
}

static JET_CALLBACK any_callback(void)
{
    return any(2) == 0 ? NULL : callback;
}

/* Memory for columns is never given back by this program: a pool that starts again with each call. */
static char pool[1 << 20];
static size_t pool_used;

static void *JET_API give(void *context, void *block, uint32_t size)
{
    (void)context, (void)block;
    if (size == 0 || size > sizeof pool - pool_used - 16)
    {
        return NULL;
    }
    void *given = pool + pool_used;
    pool_used += (size + 15u) & ~15u;
    return given;
}

static JET_PFNREALLOC any_realloc(void)
{
    return any(4) == 0 ? NULL : give;
}

#include "hostile_calls.h"

/* An instance with a database, and handles of each kind. */
static void start(void)
{
    JET_INSTANCE instance;
    JET_SESID sesid;
    JET_TABLEID tableid, rows;
    OK(JetSetSystemParameterA(NULL, 0, JET_paramDatabasePageSize, 4096, NULL));
    OK(JetCreateInstanceA(&instance, NULL));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramRecovery, 0, "off"));
    OK(JetSetSystemParameterA(&instance, 0, JET_paramMaxSessions, 8, NULL));
    OK(JetInit(&instance));
    OK(JetBeginSessionA(instance, &sesid, NULL, NULL));
    OK(JetAttachDatabaseA(sesid, database, any(2) == 0 ? JET_bitDbReadOnly : 0));
    CHECK(JetOpenDatabaseA(sesid, database, NULL, &dbids[0], 0) >= JET_errSuccess);
    OK(JetOpenTableA(sesid, dbids[0], "MSysObjects", NULL, 0, 0, &tableid));
    OK(JetOpenTableA(sesid, dbids[0], "kv", NULL, 0, 0, &rows));
    for (int i = 0; i < HANDLES; i++)
    {
        handles[i] = i % 8 == 0 ? instance : i % 2 == 0 ? sesid : i % 4 == 1 ? rows : tableid;
    }
}

/* A copy of the database, as calls may do anything to it. */
static void copy(const char *from)
{
    FILE *in = fopen(from, "rb"), *out = fopen(database, "wb");
    static char block[1 << 16];
    size_t len;
    CHECK(in != NULL && out != NULL);
    while ((len = fread(block, 1, sizeof block, in)) > 0)
    {
        CHECK(fwrite(block, 1, len, out) == len);
    }
    CHECK(fclose(in) == 0 && fclose(out) == 0);
}

static JET_ERR set_parameter(void)
{
    JET_INSTANCE *place = any_handle_place();
    uint32_t id = any(230);
    if (id == JET_paramUnicodeIndexDefault || id == JET_paramMaxInstances)
    {
        id = JET_paramMaxSessions;
    }
    JET_API_PTR number = any_word();
    if (any(2) == 0)
    {
        return JetSetSystemParameterA(place, any_handle(), id, number, any_text());
    }
    return JetSetSystemParameterW(place, any_handle(), id, number, any_wide_text());
}

/* The engine's memory goes back: of the two places one has a count, the other an address. */
static void free_infos(void)
{
    for (int i = 0; i < used; i++)
    {
        char *block;
        memcpy(&block, memory[i], sizeof block);
        if ((uintptr_t)block > 1000)
        {
            OK(JetFreeBuffer(block));
        }
    }
}

/* Some calls on an engine of their own; how many succeeded. */
static int play(const char *seed, long chunk)
{
    int successes = 0;
    state = (strtoull(seed, NULL, 10) << 20) + (uint64_t)chunk + 1;
    for (int i = 0; i < 8; i++)
    {
        any(2);
    }
    start();
    for (int round = 0; round < ROUNDS; round++)
    {
        const char *name = "JetSetSystemParameter";
        used = 0;
        pool_used = 0;
        uint32_t which = any(CALLS + CALLS / 20);
        JET_ERR err = which < CALLS ? call(which, &name) : set_parameter();
        if (err == JET_errInternalError)
        {
            fprintf(stderr, "%s met a broken invariant in round %d\n", name, round);
            exit(1);
        }
        successes += err == JET_errSuccess;
        if (err == JET_errSuccess && strncmp(name, "JetGetInstanceInfo", 18) == 0)
        {
            free_infos();
        }
    }
    return successes;
}

/* Each chunk has a process of its own: what crashes is told, and nothing is left over. */
int main(int argc, char **argv)
{
    CHECK(argc == 4);
    long chunks = strtol(argv[3], NULL, 10);
    int with_success = 0;
    for (long chunk = 0; chunk < chunks; chunk++)
    {
        int status = 0;
        copy(argv[1]);
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0)
        {
            exit(play(argv[2], chunk) > 0 ? 0 : 2);
        }
        CHECK(waitpid(child, &status, 0) == child);
        if (!WIFEXITED(status) || WEXITSTATUS(status) == 1)
        {
            fprintf(stderr, "seed %s, chunk %ld: status %x\n", argv[2], chunk, status);
            return 1;
        }
        with_success += WEXITSTATUS(status) == 0;
    }
    printf("%d\n", with_success);
    return 0;
}
