# For cases about reading, as `. "$(dirname "$KIEMCHUNG")/../../tests/cases/reading.sh"`.
cases=$(dirname "$KIEMCHUNG")/../../tests/cases

# make: runs the python on stdin, with all of reading.py at hand.
make() {
    { echo 'from reading import *'; cat; } | PYTHONPATH=$cases python3 -B -
}

# blocks FILE...: a line for each block with its marks, "cell 1.2.3|text".
# look EXPRESSION FILE...: what the expression makes of the record `d`.
# A headline before each of several files.
blocks() { each 'show(d)' "$@"; }
look() { expression=$1; shift; each "put($expression)" "$@"; }
each() {
    what=$1; shift; several=$#
    for file; do
        [ $several -eq 1 ] || echo "-- $file"
        kiemchung text --ndjson "$file" | PYTHONPATH=$cases python3 -B -c "
from reading import *
for d in records(): $what"
    done
}

# try COMMAND...: its exit code in a line of its own.
try() {
    "$@"
    echo "-> $?"
}
