#ifndef KC_WORKER_H
#define KC_WORKER_H

#include "ingest/pipeline.h"

/* The child's whole life: takes requests (a header, the path, one descriptor by
 * SCM_RIGHTS) from `sock`, answers each with frames of wire images and an end
 * frame, until the socket closes. Sets its own limits first. Does not return. */
_Noreturn void worker_main(int sock, struct pipeline *p, const struct limits *lim);

#endif
