/*
 * What the managed layer does when it starts: an instance with hardly anything allowed, one session,
 * the version. From the version's build number it takes which calls it may use.
 */
#include "check.h"

static void set(JET_INSTANCE *instance, uint32_t param, JET_API_PTR number, const char *text)
{
    OK(JetSetSystemParameter(instance, JET_sesidNil, param, number, text));
}

int main(void)
{
    JET_INSTANCE instance = JET_instanceNil;
    JET_SESID sesid = JET_sesidNil;
    uint32_t version = 0;

    OK(JetCreateInstance(&instance, "probe"));
    set(&instance, JET_paramRecovery, 0, "off");
    set(&instance, JET_paramNoInformationEvent, 1, NULL);
    set(&instance, JET_paramMaxTemporaryTables, 0, NULL);
    set(&instance, JET_paramMaxCursors, 16, NULL);
    set(&instance, JET_paramMaxOpenTables, 16, NULL);
    set(&instance, JET_paramMaxVerPages, 4, NULL);
    set(&instance, JET_paramMaxSessions, 1, NULL);
    OK(JetInit(&instance));
    OK(JetBeginSession(instance, &sesid, "", ""));
    OK(JetGetVersion(sesid, &version));
    OK(JetEndSession(sesid, 0));
    OK(JetTerm(instance));

    uint32_t build = (version >> 8) & 0xFFFF;
    CHECK(build >= 9900);
    CHECK(version >> 28 == 10);
    return 0;
}
