# Unit tests: tests/unit/<stage>/test_*.c, each a cmocka program that is linked
# only with the stage it tests and what that stage may include.
TEST_LIBS := $(if $(PKG),$(shell pkg-config --libs cmocka 2>/dev/null || echo -lcmocka))

objs = $(patsubst %.c,$B/%.o,$(wildcard $(1)/*.c))
USES_record := $(call objs,ingest/record)
USES_unpack := $(USES_record) $(call objs,ingest/unpack)
USES_parse  := $(USES_record) $(call objs,parse)
USES_rules  := $(USES_record) $(call objs,parse) $(filter-out %/cmd_rules.o,$(call objs,rules))
USES_index  := $(USES_record) $(filter-out $B/index/cmd_%.o,$(call objs,index))
USES_ingest := $(filter-out $(MAIN),$(OBJ))

UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT     := $(UNIT_SRC:%.c=$B/%)

define unit_rule
$B/tests/unit/$(1)/%: $B/tests/unit/$(1)/%.o $$(USES_$(1))
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(LIBS) $$(TEST_LIBS)
endef
$(foreach s,record unpack parse rules index ingest,$(eval $(call unit_rule,$(s))))

-include $(UNIT:%=%.d)

# One at a time: make unit T=record/test_arena, or T='parse/test_normalise decomposed*'
unit: ## run unit tests; T='stage/test_name pattern' for some
	@MAKE='$(MAKE)' tests/run-unit "$B" $(if $(T),'$(T)',$(UNIT_SRC:tests/unit/%.c=%))
.PHONY: unit
