/* Which names a program sees. Compiled for an old version, for wide characters, and for neither. */
#include <esent.h>

#if JET_VERSION < 0x0600
#ifdef JET_paramEnablePersistedCallbacks
#error "a name newer than the version asked for"
#endif
#ifdef JET_bitCreateHintAppendSequential
#error "a name newer than the version asked for"
#endif
typedef JET_ERR (*init_type)(JET_INSTANCE *);
static const init_type init = JetInit;
#elif defined(JET_UNICODE)
typedef JET_ERR (*init_type)(JET_INSTANCE *, JET_RSTINFO_W *, JET_GRBIT);
static const init_type init = JetInit3;
typedef char is_wide[sizeof(((JET_COLUMNBASE *)0)->szBaseColumnName) == 512 ? 1 : -1];
#else
typedef JET_ERR (*init_type)(JET_INSTANCE *, JET_RSTINFO_A *, JET_GRBIT);
static const init_type init = JetInit3;
typedef char is_narrow[sizeof(((JET_COLUMNBASE *)0)->szBaseColumnName) == 256 ? 1 : -1];
typedef JET_ERR (*create_type)(JET_SESID, JET_TABLEID, JET_INDEXCREATE3_A *, uint32_t);
static const create_type create = JetCreateIndex4;
create_type created(void);
create_type created(void)
{
    return create;
}
#endif

init_type initialise(void);
init_type initialise(void)
{
    return init;
}
