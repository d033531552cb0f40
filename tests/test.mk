# Everything that gates. Each tests/*.mk names its checks: CHECKS += name, a target
# whose last line is "name: N passed, N failed".
PACKAGES_TEST := libcmocka-dev mandoc python3
HAVE_TEST     := pkg-config --exists cmocka && command -v mandoc && command -v python3
CHECKS        += includes unit cases

test: ## install what tests need, build, and run everything that gates
	$(call need,$(PACKAGES_RUN),$(HAVE_RUN))
	$(call need,$(PACKAGES_TEST),$(HAVE_TEST))
	@$(MAKE) --no-print-directory check

check: ## the same tests without installing anything
	@$(MAKE) --no-print-directory -j"$$(nproc)" build
	@MAKE='$(MAKE)' tests/run-checks $(sort $(CHECKS))

san: ## the same tests under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory check VARIANT=san

cases: $B/kiemchung ## run golden cases; T=group/name for some
	@tests/run-cases run $B/kiemchung $(if $(T),'$(T)')

golden: $B/kiemchung ## rewrite what the cases in T=group/name expect
	@tests/run-cases rewrite $B/kiemchung $(if $(T),'$(T)')

format: ## clang-format all sources
	clang-format -i $$(find ingest parse rules index tests -name '*.[ch]')

.PHONY: test check san cases golden format

need-clang:
	$(call need,clang,command -v clang)
.PHONY: need-clang
