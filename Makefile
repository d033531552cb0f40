# kiemchung: `make run` and `make test` are all you need; `make help` lists the rest.
CC      ?= cc
VARIANT ?= release
B       := build/$(VARIANT)
VERSION := 0.1.0
PREFIX  ?= /usr/local

MODULES := libxml-2.0 libzip libpcre2-8 icu-uc icu-i18n sqlite3 yaml-0.1 jansson libcrypto
PKG     := $(shell pkg-config --exists $(MODULES) 2>/dev/null && echo yes)

WARN  := -Wall -Wextra -Wpedantic -Wformat=2 -Wconversion -Wshadow -Wstrict-prototypes \
         -Wmissing-prototypes -Werror=implicit -Wno-sign-conversion $(if $(CI),-Werror)
HARD  := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection \
         -fcf-protection=full -fno-strict-overflow
FLAGS_release := -O2 -g $(HARD) -fPIE
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DKC_SANITIZER -fPIE
FLAGS_cover   := -O0 -g --coverage -fPIE
LINK_release  := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
LINK_san      := -fsanitize=address,undefined -pie
LINK_cover    := --coverage -pie

CFLAGS  += -std=c11 -D_GNU_SOURCE -DKC_VERSION='"$(VERSION)"' $(WARN) $(FLAGS_$(VARIANT)) -I. \
           -include ingest/record/banned.h $(if $(PKG),$(shell pkg-config --cflags $(MODULES)))
LDFLAGS += $(LINK_$(VARIANT))
LIBS    := $(if $(PKG),$(shell pkg-config --libs $(MODULES)))

STAGES  := ingest/record ingest/unpack parse rules index index/report ingest
SRC     := $(foreach d,$(STAGES),$(wildcard $(d)/*.c))
OBJ     := $(SRC:%.c=$B/%.o)
MAIN    := $B/ingest/main.o

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.SECONDARY:

build: $B/kiemchung ## build the program

$B/kiemchung: $(OBJ)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# Files that the assembler puts into an object are unknown to -MMD.
$B/rules/shipped.o: $(wildcard rules/vi/*.yaml)

-include $(OBJ:.o=.d)
include $(wildcard tests/*.mk)
