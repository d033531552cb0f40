# The manual pages and the README: their examples run, their words are the program's.
manual: $B/kiemchung ## check the manual pages and run their examples
	@tests/manual $B/kiemchung
.PHONY: manual
CHECKS += manual
