# Cupel: the two commands of the README are `make demo` and `make test`. Everything else is for its developers.
#
# Each build configuration has a scratch path of its own: SwiftPM would otherwise call a stale product complete.

SWIFT ?= swift
PREFIX ?= /usr/local
OUT ?= out
PACKAGES := libxml2-dev zlib1g-dev libyaml-dev libturbojpeg0-dev libspng-dev python3
TEST_PACKAGES := chromium poppler-utils libxml2-utils python3-venv git

DERIVE := python3 GoldenDatasets/derive.py
STATIC := --static-swift-stdlib --scratch-path .build-static
RELEASE := .build-static/release/cupel

.PHONY: demo test outside test-environment lint install install-documents uninstall embed sample golden derived prove bench clean packages static
.DEFAULT_GOAL := demo

# What is missing of the system packages is installed; where nothing is missing, nothing is asked of the network.
packages:
	@Scripts/packages.sh $(PACKAGES)

static: packages
	$(SWIFT) build -c release --product cupel $(STATIC)

# A clean dataset and a faulty one, checked for everybody who wants to see what comes out.
demo: static
	@$(DERIVE) --only labels-in-millimetres
	@RELEASE=$(RELEASE) OUT=$(OUT) Scripts/demo.sh

derived: packages
	@$(DERIVE)

test: packages test-environment derived lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	@$(MAKE) --no-print-directory outside

# The tests that look from outside: the page in a browser, reports through their readers, recipes for CI. They take the binary that was built for tests.
outside: test-environment derived
	CUPEL="$$($(SWIFT) build --show-bin-path)/cupel" .build-tests/venv/bin/python Tests/run.py

test-environment:
	@Scripts/packages.sh $(TEST_PACKAGES)
	@Scripts/test-environment.sh

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks
	@Scripts/conventions.sh

# One relocatable binary: rules and report assets inside, no toolchain needed to run it.
install: static
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 -s $(RELEASE) $(DESTDIR)$(PREFIX)/bin/cupel
	$(MAKE) --no-print-directory install-documents CUPEL=$(RELEASE)

# The manual page and the completions come out of the binary, each where its reader looks for it.
MANUAL = $(DESTDIR)$(PREFIX)/share/man/man1/cupel.1
BASH_COMPLETION = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/cupel
ZSH_COMPLETION = $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_cupel
FISH_COMPLETION = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/cupel.fish

install-documents:
	install -d $(dir $(MANUAL) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION))
	$(CUPEL) man > $(MANUAL)
	$(CUPEL) completions bash > $(BASH_COMPLETION)
	$(CUPEL) completions zsh > $(ZSH_COMPLETION)
	$(CUPEL) completions fish > $(FISH_COMPLETION)

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/cupel $(MANUAL) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

# Rules/ and Reports/ into the one generated file; a test fails while it is out of step.
embed:
	Scripts/embed.sh

# The published sample: what is said of one faulty golden dataset. A test holds it.
sample: derived test-environment
	$(SWIFT) build --product cupel
	CUPEL="$$($(SWIFT) build --show-bin-path)/cupel" Scripts/sample.sh
	python3 Tests/Browser/screenshot.py Reports/sample/report.html Reports/sample/page.png --width 1280 --height 1990

# What the golden datasets catch: dataset, expected, found, localised, false alarms.
prove: static derived
	$(RELEASE) prove

# Throughput and memory against a bare read and checksum; then false alarms over simulated clean datasets. Takes minutes.
bench: packages
	sh Benchmarks/throughput.sh
	$(SWIFT) build -c release --product cupel-simulate $(STATIC)
	.build-static/release/cupel-simulate

# Writes the clean bases anew with genuine tensorflow_datasets; only for changing them.
golden:
	python3 -m venv .build-golden/venv
	.build-golden/venv/bin/pip install --quiet --requirement GoldenDatasets/requirements.txt
	.build-golden/venv/bin/python GoldenDatasets/write_bases.py
	.build-golden/venv/bin/python GoldenDatasets/check_bases.py
	.build-golden/venv/bin/python GoldenDatasets/derive.py
	.build-golden/venv/bin/python GoldenDatasets/check_derived.py

clean:
	rm -rf .build .build-static .build-golden .build-tests $(OUT) GoldenDatasets/derived
