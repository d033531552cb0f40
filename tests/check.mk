includes: ## check who includes whom
	@tests/includes
.PHONY: includes
