#include "index/schema.h"

/* The assembler reads the file, so the compiler must run in the root of the
 * repository; the Makefile says that this object depends on the .sql. */
__asm__(".pushsection .rodata\n"
        ".global kc_schema_sql\n"
        "kc_schema_sql:\n"
        ".incbin \"index/schema.sql\"\n"
        ".byte 0\n"
        ".popsection\n");
