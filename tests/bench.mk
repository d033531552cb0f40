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

-include $B/tests/bench/reference.d

bench: ## speed and memory on a synthetic corpus; DOCS=2000
	$(call need,$(PACKAGES_RUN),$(HAVE_RUN))
	$(call need,$(PACKAGES_BENCH),$(HAVE_BENCH))
	@$(MAKE) --no-print-directory -j"$$(nproc)" build
	@$(MAKE) --no-print-directory $(CORPUS)/manifest.tsv $(REFERENCE)
	@tests/bench/run $B/kiemchung $(REFERENCE) $(CORPUS) $(BENCH)/work
.PHONY: bench
