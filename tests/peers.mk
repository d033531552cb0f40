# Our text beside that of other programs, on documents you have: make peers IN='folder file.docx'
PACKAGES_PEERS := pandoc docx2txt libreoffice-writer-nogui w3m lynx diffutils python3
HAVE_PEERS     := command -v pandoc && command -v docx2txt && command -v soffice && command -v w3m && command -v lynx

peers: build ## compare with pandoc, docx2txt, LibreOffice, w3m and lynx; IN='folders and files'
	@$(if $(IN),,echo "make peers IN='folder ...' says which documents" >&2; exit 2)
	$(call need,$(PACKAGES_PEERS),$(HAVE_PEERS))
	@tests/peers $B/kiemchung $(LIST:%=--list) $(IN)
.PHONY: peers
