/* System parameters: each is read in both widths and set again to what it is; then the odd ones. */
#include "check.h"

#include <string.h>

enum
{
    PARAMS = 222,
    /* What a variable holds that no parameter was read into. */
    UNTOUCHED = 987654321
};

static JET_INSTANCE instance;
static JET_INSTANCE *const nobody = NULL;

static JET_ERR get(uint32_t id, JET_API_PTR *number, char *text, uint32_t size)
{
    return JetGetSystemParameterA(instance, JET_sesidNil, id, number, text, size);
}

static JET_ERR set(uint32_t id, JET_API_PTR number, const char *text)
{
    return JetSetSystemParameterA(&instance, JET_sesidNil, id, number, text);
}

/* Reads a parameter in both widths; both have to say the same. Whether it is there at all. */
static int read_both(uint32_t id, JET_API_PTR *number, char *text, uint32_t size)
{
    static JET_WCHAR wide[512];
    JET_API_PTR same = *number;
    JET_ERR narrow_err = get(id, number, text, size);
    JET_ERR wide_err =
        JetGetSystemParameterW(instance, JET_sesidNil, id, &same, wide, sizeof wide);
    CHECK(narrow_err == wide_err && *number == same);
    for (uint32_t i = 0; narrow_err == JET_errSuccess && i <= strlen(text); i++)
    {
        CHECK(wide[i] == (unsigned char)text[i]);
    }
    memset(wide, 0, sizeof wide);
    return narrow_err == JET_errSuccess;
}

static int every_parameter(void)
{
    int count = 0;
    for (uint32_t id = 0; id < PARAMS; id++)
    {
        char text[512] = "";
        JET_API_PTR number = id == JET_paramErrorToString ? (JET_API_PTR)JET_errInvalidSesid : UNTOUCHED;
        if (!read_both(id, &number, text, sizeof text))
        {
            continue;
        }
        count++;
        if (id == JET_paramErrorToString || id == JET_paramUnicodeIndexDefault)
        {
            continue;
        }
        JET_ERR err = set(id, number, text);
        /* A number that stays the same is always accepted, a text may come too late. */
        int is_late = err == JET_errAlreadyInitialized && number == UNTOUCHED;
        CHECK(err == JET_errSuccess || err == JET_errInvalidParameter || is_late);
        JET_API_PTR after = UNTOUCHED;
        char again[512] = "";
        CHECK(read_both(id, &after, again, sizeof again));
        CHECK(after == number);
    }
    return count;
}

static void errors_as_text(void)
{
    JET_API_PTR code = (JET_API_PTR)(int64_t)JET_errInvalidSesid;
    char text[128], cut[12];
    OK(get(JET_paramErrorToString, &code, text, sizeof text));
    CHECK(strncmp(text, "JET_errInvalidSesid, ", 21) == 0);
    GIVES(JET_errBufferTooSmall, get(JET_paramErrorToString, &code, cut, sizeof cut));
    CHECK(strcmp(cut, "JET_errInva") == 0);
    GIVES(JET_errInvalidParameter, get(JET_paramErrorToString, &code, NULL, 128));

    int32_t err = JET_errOutOfSessions;
    JET_ERRINFOBASIC_W info;
    memset(&info, 0xFF, sizeof info);
    info.cbStruct = sizeof info;
    OK(JetGetErrorInfo(&err, &info, sizeof info, JET_ErrorInfoSpecificErr, 0));
    CHECK(info.errValue == err && info.errcatMostSpecific == JET_errcatMemory);
    CHECK(info.rgCategoricalHierarchy[0] == JET_errcatError);
    CHECK(info.rgCategoricalHierarchy[3] == JET_errcatMemory);
    CHECK(info.rgCategoricalHierarchy[4] == 0 && info.rgszSourceFile[0] == 0);
    info.cbStruct = 4;
    GIVES(JET_errInvalidParameter,
          JetGetErrorInfo(&err, &info, sizeof info, JET_ErrorInfoSpecificErr, 0));
    GIVES(JET_errInvalidBufferSize, JetGetErrorInfo(&err, &info, 10, JET_ErrorInfoSpecificErr, 0));
    GIVES(JET_errInvalidParameter, JetGetErrorInfo(NULL, &info, sizeof info, 1, 0));
    GIVES(JET_errInvalidParameter, JetGetErrorInfo(&err, NULL, sizeof info, 1, 0));
}

static void collation(void)
{
    JET_UNICODEINDEX index = {0, 0};
    JET_UNICODEINDEX wanted = {1031, 0x30403};
    JET_API_PTR *place = (JET_API_PTR *)&index;
    GIVES(JET_errBufferTooSmall, get(JET_paramUnicodeIndexDefault, place, NULL, 7));
    OK(get(JET_paramUnicodeIndexDefault, place, NULL, sizeof index));
    CHECK(index.lcid == 1033);
    OK(set(JET_paramUnicodeIndexDefault, (JET_API_PTR)&wanted, NULL));
    OK(get(JET_paramUnicodeIndexDefault, place, NULL, sizeof index));
    CHECK(index.lcid == 1031 && index.dwMapFlags == 0x30403);
}

static void paths(void)
{
    char folder[260];
    JET_WCHAR wide[260];
    OK(JetSetSystemParameterW(&instance, JET_sesidNil, JET_paramSystemPath, 0,
                              JET_WTEXT("r\u00e4ume")));
    OK(get(JET_paramSystemPath, NULL, folder, sizeof folder));
    size_t len = strlen(folder);
    CHECK(folder[0] == '/' && len > 8 && strcmp(folder + len - 8, "/r\xc3\xa4ume/") == 0);
    OK(JetGetSystemParameterW(instance, 0, JET_paramSystemPath, NULL, wide, sizeof wide));
    CHECK(wide[len - 6] == 0xE4);
    GIVES(JET_errBufferTooSmall,
          JetGetSystemParameterW(instance, 0, JET_paramSystemPath, NULL, wide, 9));
    CHECK(wide[2] == (unsigned char)folder[2] && wide[3] == 0);
    GIVES(JET_errUnicodeTranslationFail, set(JET_paramSystemPath, 0, "\xff\xfe"));
    const JET_WCHAR half[] = {0xD800, 0};
    GIVES(JET_errUnicodeTranslationFail,
          JetSetSystemParameterW(&instance, 0, JET_paramSystemPath, 0, half));
}

static void many_instances(void)
{
    JET_SETSYSPARAM list[2];
    uint32_t done = 99;
    memset(list, 0, sizeof list);
    list[0].paramid = JET_paramDatabasePageSize;
    list[0].lParam = 8192;
    list[1].paramid = JET_paramDatabasePageSize;
    list[1].lParam = 8191;
    list[1].err = 77;
    GIVES(JET_errInvalidParameter, JetEnableMultiInstance(list, 2, &done));
    CHECK(done == 1 && list[0].err == 0 && list[1].err == JET_errInvalidParameter);
    GIVES(JET_errInvalidParameter, JetEnableMultiInstance(NULL, 2, &done));
    OK(JetEnableMultiInstance(list, 1, &done));
    GIVES(JET_errSystemParamsAlreadySet, JetEnableMultiInstance(list, 1, NULL));
    list[0].lParam = 4096;
    GIVES(JET_errSystemParameterConflict, JetEnableMultiInstance(list, 1, &done));
    GIVES(JET_errRunningInMultiInstanceMode, JetInit(NULL));
    GIVES(JET_errRunningInMultiInstanceMode, JetStopService());
}

int main(void)
{
    JET_API_PTR size = 0;
    many_instances();
    OK(JetCreateInstanceW(&instance, JET_WTEXT("params")));
    OK(get(JET_paramDatabasePageSize, &size, NULL, 0));
    CHECK(size == 8192);
    int before = every_parameter();
    errors_as_text();
    collation();
    paths();
    OK(set(JET_paramSystemPath, 0, "./"));
    OK(set(JET_paramRecovery, 0, "off"));
    OK(JetInit2(&instance, 0));
    CHECK(every_parameter() == before && before > 180);
    GIVES(JET_errAlreadyInitialized, set(JET_paramMaxSessions, 17, NULL));
    GIVES(JET_errInvalidParameter, set(PARAMS, 0, NULL));
    GIVES(JET_errInvalidParameter, get(JET_paramMaxSessions, NULL, NULL, 0));
    GIVES(JET_errInvalidParameter, JetCreateInstanceA(nobody, "none"));
    OK(JetTerm2(instance, JET_bitTermComplete));
    OK(JetFreeBuffer(NULL));
    return 0;
}
