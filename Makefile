# kiemchung: `make run` and `make test` are all you need; `make help` lists the rest.
CC      ?= cc
VARIANT ?= release
B       := build/$(VARIANT)
VERSION := 0.1.0
PREFIX  ?= /usr/local

MODULES := libxml-2.0 libzip libdeflate libpcre2-8 icu-uc icu-i18n sqlite3 yaml-0.1 jansson libcrypto
PKG     := $(shell pkg-config --exists $(MODULES) 2>/dev/null && echo yes)
DIRS    := $(if $(PKG),$(shell pkg-config --cflags $(MODULES)))
LIBS    := $(if $(PKG),$(shell pkg-config --libs $(MODULES)))

# What a bare Debian lacks, and how we know that it is there.
PACKAGES_RUN := gcc libc6-dev pkg-config libxml2-dev libzip-dev libdeflate-dev libpcre2-dev \
                libicu-dev libsqlite3-dev libyaml-dev libjansson-dev libssl-dev
HAVE_RUN     := command -v $(CC) && pkg-config --exists $(MODULES)

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

# Any other VARIANT is a release build in a directory of its own: VARIANT=clang CC=clang.
CFLAGS  += -std=c11 -D_GNU_SOURCE -DKC_VERSION='"$(VERSION)"' $(WARN) \
           $(or $(FLAGS_$(VARIANT)),$(FLAGS_release)) -I. \
           -include ingest/record/banned.h $(DIRS)
LDFLAGS += $(or $(LINK_$(VARIANT)),$(LINK_release))

# make V=1 shows whole commands.
Q       := $(if $(V),,@)

STAGES  := ingest/record ingest/unpack parse rules index index/report ingest
SRC     := $(foreach d,$(STAGES),$(wildcard $(d)/*.c))
OBJ     := $(SRC:%.c=$B/%.o)
MAIN    := $B/ingest/main.o

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.SECONDARY:

build: $B/kiemchung ## build the program

$B/kiemchung: $(OBJ)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "$(CC) $<"
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# Files that the assembler puts into an object are unknown to -MMD.
$B/rules/shipped.o: $(wildcard rules/vi/*.yaml)
$B/index/schema.o: index/schema.sql

-include $(OBJ:.o=.d)

# $(call need,PACKAGES,COMMAND that succeeds when they are there)
define need
@{ $(2); } >/dev/null 2>&1 || { \
    as=; [ "$$(id -u)" = 0 ] || as=sudo; \
    get="apt-get install -y --no-install-recommends $(1)"; \
    if command -v apt-get $$as >/dev/null; then \
        echo "Installing what is missing: $(1)"; \
        $$as apt-get update && $$as env DEBIAN_FRONTEND=noninteractive $$get; \
    else \
        false; \
    fi || { echo "Some packages are missing and could not be installed. Run this as root, then try again:"; \
            echo "    apt-get update && $$get"; exit 1; }; }
endef

# Each in a make of its own: what pkg-config says has changed by then.
run: ## install what is missing, build, and show what a sample province still lacks
	$(call need,$(PACKAGES_RUN),$(HAVE_RUN))
	@$(MAKE) --no-print-directory -j"$$(nproc)" build
	@$(MAKE) --no-print-directory demo

DEMO := build/demo
demo: $B/kiemchung ## make a workspace in build/demo from samples/ and list its gaps
	@rm -rf $(DEMO)
	$B/kiemchung init $(DEMO) --year 2025 --criteria samples/tieu-chi-mau.yaml
	@mkdir -p $(DEMO)/nop && cp -R samples/nop/. $(DEMO)/nop/
	$B/kiemchung -C $(DEMO) ingest || [ $$? -eq 3 ]
	$B/kiemchung -C $(DEMO) gaps || [ $$? -eq 3 ]

install: $B/kiemchung ## install the program, its manual, completion and criteria sets below PREFIX
	install -D -m 755 $B/kiemchung $(DESTDIR)$(PREFIX)/bin/kiemchung
	install -D -m 644 ingest/kiemchung.bash-completion \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/kiemchung
	for m in $(wildcard $(STAGES:%=%/*.[157])); do \
	    install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man$${m##*.}/$${m##*/} || exit 1; done
	for c in $(wildcard index/criteria/*.yaml); do \
	    install -D -m 644 $$c $(DESTDIR)$(PREFIX)/share/kiemchung/criteria/$${c##*/} || exit 1; done

clean: ## remove everything that was built
	rm -rf build

help: ## list these sentences
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | LC_ALL=C sort | expand -t 12

.PHONY: build run demo install clean help

include $(wildcard tests/*.mk)
