"""Reads a ledger with openpyxl, a reader that is not ours, and prints what it holds as JSON."""
import datetime
import json
import sys

import openpyxl


def shown(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return {"t": "date", "v": value.strftime("%Y-%m-%dT%H:%M:%S"), "f": cell.number_format}
    return {"t": cell.data_type, "v": value, "f": cell.number_format}


sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
setup = sheet.page_setup
print(
    json.dumps(
        {
            "name": sheet.title,
            "cells": [[shown(cell) for cell in row] for row in sheet.iter_rows(max_col=49)],
            "merges": sorted(str(part) for part in sheet.merged_cells.ranges),
            "freeze": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "paper": int(setup.paperSize),
            "orientation": setup.orientation,
            "pageOrder": setup.pageOrder,
            "fitToPage": sheet.sheet_properties.pageSetUpPr.fitToPage,
            "fitToWidth": int(setup.fitToWidth),
            "fitToHeight": int(setup.fitToHeight),
            "titleRows": sheet.print_title_rows,
            "titleColumns": sheet.print_title_cols,
            "oddFooter": sheet.oddFooter.center.text,
            "firstFooter": sheet.firstFooter.center.text,
            "oddHeader": sheet.oddHeader.center.text,
            "heights": {str(number): row.height for number, row in sheet.row_dimensions.items() if row.height},
        }
    )
)
