# Fuzz targets: tests/fuzz/fuzz_NAME.c, one for each place where strangers' bytes enter.
# make fuzz-docx FOR=60 runs one for so many seconds; a finding is left in build/fuzz.
# Seeds are made from the samples and from edge cases by tests/fuzz/make-seeds.py.
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
              -fno-omit-frame-pointer -DKC_SANITIZER -fPIE
LINK_fuzz  := -fsanitize=fuzzer,address,undefined -pie
FOR        ?= 60

FUZZ      := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_DICT  = $(patsubst tests/fuzz/%,-dict=build/fuzz/seeds/%,$(wildcard tests/fuzz/$(1).dict))
FUZZ_RUN   = build/fuzz/tests/fuzz/fuzz_$(1) -rss_limit_mb=4096 -timeout=25 $(FUZZ_DICT) \
             $(FUZZ_$(1)) -max_total_time=$(2) -artifact_prefix=build/fuzz/$(1)- \
             build/fuzz/corpus/$(1) build/fuzz/seeds/$(1)
# It tells mistakes on standard error; there are many.
FUZZ_settings := -close_fd_mask=2

# With an arena that lets the sanitizer see every allocation.
FUZZ_OBJ := $B/tests/fuzz/arena.o $(filter-out $(MAIN) $B/ingest/record/arena.o,$(OBJ))
build/fuzz/tests/fuzz/%: $B/tests/fuzz/%.o $(FUZZ_OBJ)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $(FUZZ:%=build/fuzz/tests/fuzz/fuzz_%.d)

fuzz-build: $B/kiemchung
	@$(MAKE) --no-print-directory need-clang
	@$(MAKE) --no-print-directory -j"$$(nproc)" CC=clang VARIANT=fuzz $(FUZZ:%=build/fuzz/tests/fuzz/fuzz_%)
	@tests/fuzz/make-seeds.py $B/kiemchung build/fuzz/seeds
	@mkdir -p $(FUZZ:%=build/fuzz/corpus/%)

fuzz-%: fuzz-build ## (fuzz-NAME) look for crashes in one target; FOR=seconds
	$(call FUZZ_RUN,$*,$(FOR))

fuzz-short: fuzz-build ## each of them for five seconds
	$(foreach t,$(FUZZ),$(call FUZZ_RUN,$(t),5) &&) true
.PHONY: fuzz-build fuzz-short
