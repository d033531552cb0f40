# Web pages whose main text a reader has marked.
main-text: $B/kiemchung ## how well the main text of web pages is told from their chrome
	@tests/main-text $B/kiemchung
.PHONY: main-text
CHECKS += main-text
