# make run: everything from nothing to the app. Each target installs what it needs first.
PREFIX ?= /usr/local
RARITY := .build/release/rarity

.PHONY: run build test install deb keys screenshot screens bench-preview bench-start bench-live bench-shots bench-loop bench-store bench-manifest bench-suspects bench-estimate bench-latency bench-head bench-train bench-trunk bench-jpeg bench-embed bench-precision bench-s3 check-onnx check-dataset clean

# With no review.db yet: the demo is drawn and imported first, a few seconds.
run: build
	@[ -e review.db ] || $(RARITY) demo
	@$(RARITY)

build:
	@scripts/bootstrap run
	@swift build -c release --product rarity

test:
	@scripts/bootstrap test
	@scripts/test

install: build
	@install -d $(DESTDIR)$(PREFIX)/bin
	@install -m 755 $(RARITY) $(DESTDIR)$(PREFIX)/bin/rarity
	@scripts/install-documents $(RARITY) $(DESTDIR)$(PREFIX)

# A Debian package that needs no Swift where it is installed.
deb:
	@scripts/bootstrap deb
	@scripts/deb

keys: build
	@$(RARITY) keys > docs/keys.md

screenshot: build
	@scripts/bootstrap bench
	@scripts/screenshot docs/main-screen.png / 3 8 5 Enter j k

# The pictures of docs/screens.md.
screens: build
	@scripts/bootstrap bench
	@scripts/screens docs/screens

bench-preview: build
	@scripts/bootstrap bench
	@Benchmarks/preview.sh

bench-start: build
	@scripts/bootstrap bench
	@mkdir -p .build/bench-start && cd .build/bench-start && { [ -e review.db ] || { ../../$(RARITY) demo && ../../$(RARITY) train; }; }
	@Benchmarks/start.py $(RARITY) .build/bench-start

bench-live:
	@scripts/bootstrap bench
	@Benchmarks/live.sh

bench-shots:
	@scripts/bootstrap run
	@Benchmarks/shots.sh

bench-loop:
	@scripts/bootstrap run
	@Benchmarks/loop.sh

bench-store:
	@scripts/bootstrap bench
	@Benchmarks/store.sh

check-dataset: build
	@scripts/bootstrap bench
	@Benchmarks/dataset.sh

bench-manifest:
	@scripts/bootstrap bench
	@Benchmarks/manifest.sh

bench-suspects: build
	@scripts/bootstrap bench
	@Benchmarks/suspects.py $(RARITY)

bench-s3:
	@scripts/bootstrap bench
	@Benchmarks/s3.sh

bench-estimate: build
	@scripts/bootstrap bench
	@Benchmarks/estimate.py $(RARITY)

bench-latency: build
	@scripts/bootstrap bench
	@Benchmarks/latency.sh

bench-trunk:
	@scripts/bootstrap bench
	@Benchmarks/trunk.sh

bench-jpeg:
	@scripts/bootstrap bench
	@Benchmarks/jpeg.sh

bench-embed:
	@scripts/bootstrap run
	@swift build -c release --product rarity-bench >&2
	@.build/release/rarity-bench embed .build/bench-embed

bench-precision:
	@scripts/bootstrap run
	@Benchmarks/precision.sh

bench-head:
	@scripts/bootstrap bench
	@Benchmarks/head.sh

check-onnx: build
	@scripts/bootstrap bench
	@Benchmarks/onnx.sh

bench-train:
	@scripts/bootstrap bench
	@Benchmarks/train.sh

clean:
	@swift package clean
