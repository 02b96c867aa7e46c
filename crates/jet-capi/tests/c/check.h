/* Checks of the test programs: the first that fails ends the program and says where. */
#ifndef CHECK_H
#define CHECK_H

#include <esent.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(what)                                                            \
    do                                                                         \
    {                                                                          \
        if (!(what))                                                           \
        {                                                                      \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);         \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

/* A call that has to answer with a certain code. */
#define GIVES(code, call)                                                      \
    do                                                                         \
    {                                                                          \
        JET_ERR err_ = (call);                                                 \
        if (err_ != (code))                                                    \
        {                                                                      \
            fprintf(stderr, "%s:%d: %s: %d, not %d\n", __FILE__, __LINE__,     \
                    #call, (int)err_, (int)(code));                            \
            exit(1);                                                           \
        }                                                                      \
    } while (0)

#define OK(call) GIVES(JET_errSuccess, call)

#endif
