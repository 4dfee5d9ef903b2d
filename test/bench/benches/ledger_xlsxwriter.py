"""The same cells and styles by XlsxWriter, constant_memory: ledger_xlsxwriter.py <cells.json> <out.xlsx>. Prints ms and MB."""
import json
import resource
import sys
import time

import xlsxwriter

source, out = sys.argv[1], sys.argv[2]


def column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def rows():
    with open(source, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read():
    start = time.perf_counter()
    for _ in rows():
        pass
    return time.perf_counter() - start


reading = read()
start = time.perf_counter()
book = xlsxwriter.Workbook(out, {"constant_memory": True})
sheet = book.add_worksheet()
looks = {}
for number, height, cells in rows():
    at = int(number) - 1
    sheet.set_row(at, float(height))
    for letters, style, text, value in cells:
        if style not in looks:
            looks[style] = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 9})
        look = looks[style]
        if text is not None:
            sheet.write_string(at, column(letters), text, look)
        elif value is not None:
            sheet.write_number(at, column(letters), float(value), look)
        else:
            sheet.write_blank(at, column(letters), None, look)
book.close()
# Reading the cells is no part of writing them.
spent = time.perf_counter() - start - reading
print(json.dumps({"ms": spent * 1000, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
