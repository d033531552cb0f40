#ifndef KC_RECORD_BANNED_H
#define KC_RECORD_BANNED_H

/* Functions that never belong in this program, as compile errors that say what
 * to use. Given to every file of ours by -include. The system headers that
 * declare them come first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* clang's fortified headers define these as macros. */
#undef sprintf
#undef vsprintf
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat

#pragma GCC poison strcpy strcat strncpy strncat strtok   /* struct str, arena_copy, text_add */
#pragma GCC poison sprintf                       vsprintf /* snprintf, arena_printf */
#pragma GCC poison atoi atol atoll               atof     /* str_to_u64 */
#pragma GCC poison                               gets
#pragma GCC poison gmtime localtime ctime        asctime /* gmtime_r */

#endif
