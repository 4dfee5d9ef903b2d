"""Reads with openpyxl what of a ledger may be filled in, and prints it as JSON."""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
guard = sheet.protection
print(
    json.dumps(
        {
            "states": {one.title: one.sheet_state for one in book.worksheets},
            "protected": guard.sheet,
            "password": guard.password,
            # openpyxl says what is locked: False is free to do.
            "free": [name for name in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows", "deleteRows", "formatCells") if not getattr(guard, name)],
            "unlocked": [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked],
            "checks": sorted(
                (str(check.sqref), check.type, check.formula1, check.showErrorMessage, check.promptTitle)
                for check in sheet.data_validations.dataValidation
            ),
            "values": [[None if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()],
            "keys": [[cell.value for cell in row] for row in book["heqing"].iter_rows()],
            "options": [[cell.value for cell in row] for row in book["heqing-options"].iter_rows()] if "heqing-options" in book else None,
        },
        default=str,
    )
)
