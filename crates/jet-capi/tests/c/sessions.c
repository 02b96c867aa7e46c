/* Sessions: JetDupSession from several threads up to the limit, handles that are gone, contexts. */
#include "check.h"

#include <pthread.h>

enum
{
    THREADS = 4,
    LIMIT = 60,
    ROUNDS = 200
};

static JET_INSTANCE instance;
static JET_SESID first;

/* Takes and gives back; the limit may be met, but nothing else. */
static void *churn(void *unused)
{
    (void)unused;
    for (int round = 0; round < ROUNDS; round++)
    {
        JET_SESID sessions[LIMIT];
        int count = 0;
        for (; count < LIMIT / 2; count++)
        {
            JET_ERR err = JetDupSession(first, &sessions[count]);
            if (err == JET_errOutOfSessions || err == JET_errSessionSharingViolation)
            {
                break;
            }
            CHECK(err == JET_errSuccess && sessions[count] != first);
        }
        while (count > 0)
        {
            count--;
            OK(JetEndSession(sessions[count], 0));
            GIVES(JET_errInvalidSesid, JetEndSession(sessions[count], 0));
        }
    }
    return NULL;
}

/* Another thread is not the one that set the context. */
static void *reset_elsewhere(void *unused)
{
    (void)unused;
    GIVES(JET_errSessionContextNotSetByThisThread, JetResetSessionContext(first));
    return NULL;
}

static void fill_up(void)
{
    JET_SESID sessions[LIMIT + 1];
    int count = 1;
    JET_SESID untouched = 42;
    JET_ERR err;
    while ((err = JetDupSession(first, &untouched)) == JET_errSuccess)
    {
        CHECK(count <= LIMIT);
        sessions[count++] = untouched;
        untouched = 42;
    }
    CHECK(untouched == 42);
    printf("%d sessions, then %d\n", count, (int)err);
    GIVES(JET_errOutOfSessions, JetBeginSessionA(instance, &untouched, NULL, NULL));
    OK(JetEndSession(sessions[1], 0));
    OK(JetBeginSessionW(instance, &sessions[1], NULL, NULL));
    while (count > 1)
    {
        OK(JetEndSession(sessions[--count], 0));
    }
}

static void transactions(void)
{
    JET_SESID copy;
    uint32_t level = 0, actual = 0;
    OK(JetBeginTransaction(first));
    OK(JetBeginTransaction2(first, JET_bitTransactionReadOnly));
    OK(JetGetSessionParameter(first, JET_sesparamTransactionLevel, &level, sizeof level, &actual));
    CHECK(level == 2 && actual == 4);
    OK(JetDupSession(first, &copy));
    OK(JetGetSessionParameter(copy, JET_sesparamTransactionLevel, &level, sizeof level, NULL));
    CHECK(level == 0);
    GIVES(JET_errNotInTransaction, JetCommitTransaction(copy, 0));
    OK(JetCommitTransaction2(first, JET_bitCommitLazyFlush, 0, NULL));
    OK(JetRollback(first, 0));
    GIVES(JET_errNotInTransaction, JetRollback(first, 0));
    for (int i = 0; i < 7; i++)
    {
        OK(JetBeginTransaction3(first, 1, 0));
    }
    GIVES(JET_errTransTooDeep, JetBeginTransaction(first));
    OK(JetRollback(first, JET_bitRollbackAll));
    OK(JetEndSession(copy, 0));
}

static void contexts(void)
{
    pthread_t other;
    GIVES(JET_errInvalidParameter, JetSetSessionContext(first, 0));
    OK(JetSetSessionContext(first, 7));
    GIVES(JET_errSessionContextAlreadySet, JetSetSessionContext(first, 8));
    GIVES(JET_errSessionInUse, JetEndSession(first, 0));
    CHECK(pthread_create(&other, NULL, reset_elsewhere, NULL) == 0);
    CHECK(pthread_join(other, NULL) == 0);
    OK(JetResetSessionContext(first));
}

/* Handles that never were, or are no more. */
static void strangers(void)
{
    JET_SESID sesid = 1;
    const JET_SESID wrong[] = {0, JET_sesidNil, 1, (JET_SESID)(uintptr_t)&sesid, instance, first + 1};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    {
        GIVES(JET_errInvalidSesid, JetDupSession(wrong[i], &sesid));
        GIVES(JET_errInvalidSesid, JetBeginTransaction(wrong[i]));
        GIVES(JET_errInvalidSesid, JetEndSession(wrong[i], 0));
    }
    CHECK(sesid == 1);
    GIVES(JET_errInvalidParameter, JetDupSession(first, NULL));
    GIVES(JET_errInvalidParameter, JetBeginSessionA(instance, NULL, NULL, NULL));
    GIVES(JET_errInvalidInstance, JetBeginSessionA(first, &sesid, NULL, NULL));
}

int main(void)
{
    pthread_t threads[THREADS];
    OK(JetCreateInstance2A(&instance, "sessions", "Sessions", 0));
    OK(JetSetSystemParameterA(&instance, JET_sesidNil, JET_paramMaxSessions, LIMIT, NULL));
    OK(JetInit(&instance));
    OK(JetBeginSessionA(instance, &first, "user", "password"));
    fill_up();
    for (int i = 0; i < THREADS; i++)
    {
        CHECK(pthread_create(&threads[i], NULL, churn, NULL) == 0);
    }
    for (int i = 0; i < THREADS; i++)
    {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    fill_up();
    transactions();
    contexts();
    strangers();

    OK(JetStopServiceInstance(instance));
    GIVES(JET_errClientRequestToStopJetService, JetBeginTransaction(first));
    OK(JetTerm(instance));
    GIVES(JET_errInvalidInstance, JetTerm(instance));
    GIVES(JET_errInvalidSesid, JetEndSession(first, 0));
    return 0;
}
