# Sourced by ./demo and ./test: sets $python to an interpreter that is new enough, or ends with a sentence.
# The environment that is there already goes first: it answers fastest.
python=
for candidate in "${REGIETAFEL_VENV:-.venv}/bin/python" python3 python3.14 python3.13 python3.12 python3.11 python; do
    # Running it is the test: a name on the path may be a shim for a version that is not installed.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Regietafel needs Python 3.11 or newer and found none on the path; install it (Debian, Ubuntu: apt-get install python3 python3-venv) and run this again." >&2
    exit 1
fi
