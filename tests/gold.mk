# A measure, not a gate: sentences that the rules are not to be fitted to.
gold: $B/kiemchung ## score the rules on the gold sentences
	@tests/gold/score $B/kiemchung
.PHONY: gold
