# The sample province: made again byte for byte, and no criterion of its set is met by a
# document about something else.
samples: ## make the samples again and compare
	@tests/samples-check

other-subject: $B/kiemchung ## right type, issuer and date on another subject cover nothing
	@tests/other-subject $B/kiemchung
.PHONY: samples other-subject
CHECKS += samples other-subject
