# Fuzz targets: tests/fuzz/fuzz_NAME.c, one for each place where strangers' bytes enter.
# make fuzz-docx FOR=60 runs one for so many seconds; a finding is left in build/fuzz.
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer \
              -DKC_SANITIZER -fPIE
LINK_fuzz  := -fsanitize=fuzzer,address,undefined -pie
FOR        ?= 60

build/fuzz/tests/fuzz/%: $B/tests/fuzz/%.o $(filter-out $(MAIN),$(OBJ))
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

fuzz-%: ## (fuzz-NAME) look for crashes in one target; FOR=seconds
	@$(MAKE) --no-print-directory need-clang
	@$(MAKE) --no-print-directory -j"$$(nproc)" CC=clang VARIANT=fuzz build/fuzz/tests/fuzz/fuzz_$*
	@mkdir -p build/fuzz/corpus/$*
	ASAN_OPTIONS=detect_leaks=0 build/fuzz/tests/fuzz/fuzz_$* -max_total_time=$(FOR) -rss_limit_mb=4096 -timeout=25 \
	    -artifact_prefix=build/fuzz/ build/fuzz/corpus/$* $(wildcard tests/fuzz/seeds/$*)
