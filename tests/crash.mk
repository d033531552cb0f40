# What bad files and sudden ends cost: the program with a parser that crashes, hangs
# and floods on demand, run over whole folders.
MOCK     := $B/tests/kiemchung-mock
MOCK_OBJ := $(filter-out $B/parse/formats.o $B/ingest/record/limits.o,$(OBJ)) \
            $B/tests/crash/formats_mock.o $B/tests/crash/limits_mock.o

$(MOCK): $(MOCK_OBJ)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $B/tests/crash/formats_mock.d $B/tests/crash/limits_mock.d

crash: $(MOCK) ## bad files and sudden ends cost one file, or nothing
	@tests/crash/run "$(MOCK)"
.PHONY: crash
CHECKS += crash
