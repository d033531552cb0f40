# What ingest costs on documents of an invented province, beside the least that reading
# them can cost. The corpus is made once for each DOCS; it is made again when its makers
# change.
DOCS           ?= 2000
BENCH          := build/bench
CORPUS         := $(BENCH)/corpus-$(DOCS)
REFERENCE      := $B/tests/bench/reference
PACKAGES_BENCH := python3
HAVE_BENCH     := command -v python3

$(CORPUS)/manifest.tsv: $(wildcard tests/bench/*.py)
	rm -rf $(CORPUS)
	python3 tests/bench/make-corpus.py $(CORPUS) $(DOCS)

$(REFERENCE): $B/tests/bench/reference.o
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/tests/bench/stages: $B/tests/bench/stages.o $(filter-out $(MAIN),$(OBJ))
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $B/tests/bench/reference.d $B/tests/bench/stages.d

# One stage after another in one process.
stages: $(CORPUS)/manifest.tsv $B/tests/bench/stages ## CPU ms per document, stage by stage
	@rm -rf $(BENCH)/stages.db*
	@$B/tests/bench/stages $(CORPUS)/nop $(BENCH)/stages.db
.PHONY: stages

bench: ## speed and memory on a synthetic corpus; DOCS=2000
	$(call need,$(PACKAGES_RUN),$(HAVE_RUN))
	$(call need,$(PACKAGES_BENCH),$(HAVE_BENCH))
	@$(MAKE) --no-print-directory -j"$$(nproc)" build
	@$(MAKE) --no-print-directory $(CORPUS)/manifest.tsv $(REFERENCE)
	@$(MAKE) --no-print-directory stages
	@tests/bench/run $B/kiemchung $(REFERENCE) $(CORPUS) $(BENCH)/work
.PHONY: bench
