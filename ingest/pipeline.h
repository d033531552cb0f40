#ifndef KC_PIPELINE_H
#define KC_PIPELINE_H

#include "ingest/record/format.h"
#include "rules/rules.h"

/* The three pure stages in order. One per worker. */
struct pipeline;

enum kc_status pipeline_new(const struct limits *lim, const struct format *const *formats,
                            const struct ruleset *rules, struct pipeline **ret_pipeline);
void           pipeline_free(struct pipeline *p);

/* One file in; `emit` gets each finished record: state and reason final, texts
 * gone where they must not be kept. False from emit stops. The record and all
 * it points to disappear after the call. */
typedef bool   record_fn(void *ctx, const struct document *doc);
enum kc_status pipeline_run(struct pipeline *p, int fd, struct str path, record_fn *emit,
                            void *ctx);

/* Version of rules, parsers and formats together: 16 hex digits. */
struct str pipeline_fingerprint(const struct ruleset *rules, char buf[17]);

#endif
