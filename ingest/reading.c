#include "ingest/reading.h"

#include <sched.h>
#include <signal.h>

#include "ingest/log.h"
#include "ingest/nursery.h"
#include "ingest/rulefiles.h"
#include "parse/parse.h"

static void on_signal(int number)
{
    supervisor_stop = number;
}

/* Once: a second signal ends the program at once, which the store survives. */
static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction act       = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)sigaction(numbers[i], &act, NULL); /* fails only for wrong numbers */
}

uint64_t reading_default_workers(void)
{
    cpu_set_t set;
    uint64_t  n = sched_getaffinity(0, sizeof set, &set) == 0 ? (uint64_t)CPU_COUNT(&set) : 1;

    return n < NURSERY_SLOTS ? n : NURSERY_SLOTS;
}

int reading_workers(uint64_t given, uint32_t setting, uint64_t *ret_workers)
{
    if (given != WORKERS_NOT_GIVEN && (given == 0 || given > NURSERY_SLOTS)) {
        say(MSG_READ_WORKERS_ZERO, NULL, 0);
        return EXIT_USAGE;
    }
    *ret_workers = given == WORKERS_NOT_GIVEN ? setting : given;
    return EXIT_DONE;
}

int reading_start(struct shell *sh, const struct workspace *ws, uint64_t workers,
                  struct reading *ret_reading)
{
    struct reading *r = ret_reading;
    enum kc_status  s;
    int             code;

    *r   = (struct reading){0};
    code = rulefiles_load_tested(sh, ws, &r->rules);
    if (code != EXIT_DONE)
        return code;
    r->fingerprint = pipeline_fingerprint(r->rules, r->buf);
    if (!workers)
        workers = reading_default_workers();
    /* Nobody's half-written line may leave twice. */
    (void)fflush(stdout);
    s = supervisor_new(&limits_default, parse_formats, r->rules, (unsigned)workers, &r->supervisor);
    if (s != KC_OK) {
        ruleset_free(r->rules);
        *r = (struct reading){0};
        return reading_outcome(s);
    }
    catch_signals();
    return EXIT_DONE;
}

void reading_end(struct reading *r)
{
    supervisor_free(r->supervisor);
    ruleset_free(r->rules);
    *r = (struct reading){0};
}

int reading_outcome(enum kc_status s)
{
    if (supervisor_stop) {
        say(MSG_READ_INTERRUPTED, NULL, 0);
        return supervisor_stop == SIGTERM ? EXIT_TERMINATED : EXIT_INTERRUPTED;
    }
    switch (s) {
    case KC_OK:
        return EXIT_DONE;
    case KC_NO_MEMORY:
    case KC_LIMIT:
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    default:
        say(MSG_READ_FAILED, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
}
