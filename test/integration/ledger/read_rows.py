"""Reads the rows of a ledger with openpyxl: every nth and the last as JSON, one a line, and their number at the end."""
import datetime
import json
import sys

import openpyxl

path, step, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def shown(value):
    if isinstance(value, datetime.datetime):
        # Serial numbers are binary fractions of a day: the nearest second is meant.
        value = (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return value.strftime("%Y-%m-%dT%H:%M")
    return value


def line(row):
    return json.dumps([shown(value) for value in row[:width]], ensure_ascii=False, separators=(",", ":"))


sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
count = 0
last = None
for row in sheet.iter_rows(min_row=5, values_only=True):
    # A row without cells comes as nothing at all.
    if not row or not isinstance(row[0], int):
        break
    if count % step == 0:
        print(line(row))
        last = None
    else:
        last = row
    count += 1
if last is not None:
    print(line(last))
print(count)
