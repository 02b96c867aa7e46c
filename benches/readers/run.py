#!/usr/bin/env python3
"""Whole exports by `jet` and by other readers, side by side.

    benches/readers/run.py [--rounds N] [--jet PATH] FILE...

Peers are taken as they are found: `esedbexport` from PATH, `pyesedb` and `dissect.esedb` from this
Python. What is missing is left out; nothing here is needed by the project. All take turns, N rounds
of each, a peer that took long fewer; each writes to a pipe or a folder in memory that is thrown away.
CPU seconds (user and system) of the whole process are counted, medians told.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

PYESEDB = """
import sys, json, pyesedb
file = pyesedb.file(); file.open(sys.argv[1]); out = sys.stdout
for number in range(file.get_number_of_tables()):
    table = file.get_table(number)
    count = table.get_number_of_columns()
    names = [table.get_column(column).name for column in range(count)]
    for index in range(table.get_number_of_records()):
        record = table.get_record(index); row = {}
        for column in range(count):
            value = record.get_value_data(column)
            if value is not None:
                row[names[column]] = value.hex()
        out.write(json.dumps(row)); out.write("\\n")
"""

DISSECT = """
import sys, json
from dissect.esedb import EseDB
out = sys.stdout
with open(sys.argv[1], "rb") as file:
    for table in EseDB(file).tables():
        for record in table.records():
            out.write(json.dumps(record.as_dict(), default=lambda v: v.hex() if isinstance(v, bytes) else str(v)))
            out.write("\\n")
"""

LONG = 5.0
PATIENCE = 60


def readers(jet):
    found = {"jet": [jet, "dump", "--format", "jsonl", "{file}"]}
    if shutil.which("esedbexport"):
        found["esedbexport"] = ["esedbexport", "-t", "{out}", "{file}"]
    for name, module, program in [("pyesedb", "pyesedb", PYESEDB), ("dissect.esedb", "dissect.esedb", DISSECT)]:
        probe = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True)
        if probe.returncode == 0:
            found[name] = [sys.executable, "-c", program, "{file}"]
    return found


def once(command, file):
    """CPU seconds and the exit code of one run."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        words = [word.format(file=file, out=os.path.join(folder, "out")) if "{" in word and len(word) < 9 else word
                 for word in command]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:
            code = subprocess.run(words, timeout=PATIENCE, **silent).returncode
        except subprocess.TimeoutExpired:
            code = f"a timeout of {PATIENCE} s"
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, code


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jet", default=shutil.which("jet") or "target/release/jet")
    args = parser.parse_args()
    commands = readers(args.jet)
    for file in args.files:
        times = {name: [] for name in commands}
        codes = {}
        for _ in range(args.rounds):
            for name, command in commands.items():
                if sum(times[name]) > LONG:
                    continue
                seconds, codes[name] = once(command, file)
                times[name].append(seconds)
        ours = statistics.median(times["jet"])
        print(f"{os.path.basename(file)} ({os.path.getsize(file) / 1e6:.1f} MB)")
        for name, seconds in times.items():
            median = statistics.median(seconds)
            ended = "" if codes[name] == 0 else f", ended with {codes[name]}"
            print(f"  {name:14} {median:9.4f} s  {median / ours:8.1f} x  ({len(seconds)} runs{ended})")


main()
