# What `make install` puts where, and that bash can complete from there.
installed: $B/kiemchung ## install into an empty folder and look
	@MAKE='$(MAKE)' tests/install-check $B/kiemchung
.PHONY: installed
CHECKS += installed
