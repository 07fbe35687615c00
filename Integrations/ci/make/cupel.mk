# A line for a Makefile:
#
#     include cupel.mk
#     train: check-data
#
# `make check-data CUPEL_DATASET=data/bridge_v2/1.0.0 CUPEL_FLAGS="--target openvla"` checks, and whatever depends on it does not run unless the
# verdict is accept. (make itself exits with 2; the line "Error 1" or "Error 3" says which verdict it was: 1 reject, 3 incomplete.)
CUPEL ?= cupel
CUPEL_DATASET ?= data
CUPEL_FLAGS ?=
CUPEL_REPORTS ?= cupel-reports

.PHONY: check-data
check-data:
	@mkdir -p '$(CUPEL_REPORTS)'
	'$(CUPEL)' check $(CUPEL_FLAGS) --html '$(CUPEL_REPORTS)/report.html' --junit '$(CUPEL_REPORTS)/junit.xml' --rejects '$(CUPEL_REPORTS)/rejects.csv' -- $(CUPEL_DATASET)
