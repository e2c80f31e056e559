# Every command does its own set-up. `make demo` runs the whole product, `make test` proves it.
# pip would compile what it unpacks on one core; it is done on all of them, and tests of libraries are left out. A file
# that is meant for another Python is no fault.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# On all cores, four at the most (each loads the models); the tests of one file on one, for what they make once is shared.
PYTEST = $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile
PIP = $(BIN)/pip install --quiet --no-compile
# What a lock holds and nothing else: it is whole, so nothing is resolved again (.ci/run asks `pip check`). The
# pip of Debian 12, asked to resolve, takes a newer release than the locked one for whatever somebody needs with an extra.
LOCKED = $(PIP) --no-deps --require-hashes --only-binary :all: -r
COMPILE = $(BIN)/python -m compileall -qq -j 0 -x '/tests?/' $(VENV)/lib || true
# Our own code, too: whoever runs the watch may not write where it is installed, and every command, page and worker would
# compile it anew, a fifth of what a short command takes. What has not changed is left as it is.
OURS = $(BIN)/python -m compileall -qq -j 0 $(dir $(wildcard */__init__.py)) scheduler.py || true
STARTED := $(shell date +%s)
# What is installed belongs to one Python: a newer Debian puts another under the same link, which finds nothing of it.
WITH := $(shell $(if $(wildcard $(BIN)/python),$(BIN)/python,$(PYTHON)) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
INSTALLED = $(VENV)/.installed-$(WITH)

.PHONY: install dev demo test fuzz shots check eval bench train messages lock bare serve

install: $(INSTALLED)
	@$(OURS)
dev: $(INSTALLED)-dev
	@$(OURS)

demo: install
	ALMENARA_DEMO_STARTED=$(STARTED) $(BIN)/almenara demo --nights 2

test: dev
	$(PYTEST)

# New examples for every property, more of each than `make test` tries: its own are the same every time.
fuzz: dev
	ALMENARA_FUZZ=1 $(PYTEST) -q $$(grep -rl hypothesis tests --include=test_*.py)

# For people to look at: build/screenshots/index.html.
shots: dev
	ALMENARA_SCREENSHOTS=$(CURDIR)/build/screenshots $(BIN)/pytest -q tests/web/test_gallery.py tests/web/accounts/test_gallery.py

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST)

# Data of others, where it is: DATA as ../shared/data, ARTICLES a checkout of scrapinghub/article-extraction-benchmark.
DATA ?= ../shared/data
ARTICLES ?= ../article-extraction-benchmark
eval: dev
	$(BIN)/python -m benchmarks.extraction --latam $(DATA)/pages/latam_news --articles $(ARTICLES)
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.likeness --pairs $(DATA)/alias/ofac_company_pairs.csv
	$(BIN)/python -m models.agreement
	$(BIN)/python -m models.evaluate --data $(DATA) --report models/REPORT.md

# Hostile rows in step with their length, what triage promises, pages a second side by side, and the crawl beside bare
# Scrapy; on a machine with nothing else to do.
bench: dev
	$(BIN)/python -m benchmarks.long_rows
	$(BIN)/python -m benchmarks.long_pages
	$(BIN)/python -m benchmarks.triage --data $(DATA)
	$(BIN)/python -m benchmarks.glance --data $(DATA)
	$(BIN)/python -m benchmarks.throughput --data $(DATA)
	$(BIN)/python -m benchmarks.throughput --data $(DATA) --two
	$(BIN)/python -m benchmarks.crawl

# A network from the beginning, on the CPU: the second opinion's, or, with READER=models/reader, the reader's own. Cut off and
# begun again, training goes on where it stood. torch comes as a range, for its builds differ by machine. pip takes no
# range beside hashes, so the locked versions are given without: constraints.txt.
READER ?= models/reader/second
train: dev
	$(BIN)/pip install --quiet -c constraints.txt -e '.[train]'
	$(BIN)/python -m models.base.build build/base
	$(BIN)/python -m models.train --base build/base --out build/reader --epochs 7
	$(BIN)/python -m models.export build/reader $(READER)
	$(BIN)/python -m models.train_ways $(READER)
	$(BIN)/python -m models.calibrate $(READER) --data $(DATA)
	$(BIN)/python -m models.train_triage --data $(DATA) --unread

# New texts of the pages into the catalogues; translate what is empty. Nothing is compiled: the pages read the .po files.
messages: dev
	mkdir -p build
	$(BIN)/pybabel -q extract -F core/locale/babel.cfg -k count:2,3 -k N_ --no-location --sort-output -o build/almenara.pot .
	for code in es pt; do $(BIN)/pybabel -q update -N --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		-i build/almenara.pot -l $$code -o core/locale/$$code/LC_MESSAGES/almenara.po; done

serve: install
	$(BIN)/almenara serve

# Proves demo and tests in bare Debian systems (needs root and debootstrap).
bare:
	scripts/bare.sh trixie
	scripts/bare.sh bookworm

# constraints.txt: the same versions without hashes, for the extras that are not locked (core.errors.install). It leaves
# python-dateutil open: botocore, of the extra s3, takes none from 3 on, and no other extra moves it.
lock:
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  pyproject.toml -o requirements.txt
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	sed -nE 's/ \\$$//; /^[a-zA-Z0-9._-]+(\[[^]]*\])?==/p' requirements-dev.txt | grep -v '^python-dateutil==' > constraints.txt

$(INSTALLED): requirements.txt pyproject.toml
	test -d $(VENV)/lib/python$(WITH) || $(PYTHON) -m venv --clear $(VENV)
	$(LOCKED) requirements.txt
	$(PIP) --no-deps -e .
	$(COMPILE)
	touch $@

$(INSTALLED)-dev: requirements-dev.txt $(INSTALLED)
	$(LOCKED) requirements-dev.txt
	$(COMPILE)
	touch $@
