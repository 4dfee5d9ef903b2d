import { themeQuartz } from 'ag-grid-community';

/** The grid as `ui.md` has it: rows of 32 px, header of 36 px, calm lines, cells told apart by outlines and not by colour alone. */
export const GRID_THEME = themeQuartz.withParams({
  accentColor: '#0F766E',
  backgroundColor: '#FFFFFF',
  foregroundColor: '#0F172A',
  borderColor: '#E2E8F0',
  headerBackgroundColor: '#F1F5F9',
  headerTextColor: '#0F172A',
  headerFontWeight: 600,
  headerFontSize: 13,
  headerHeight: 36,
  rowHeight: 32,
  fontFamily: 'inherit',
  fontSize: 13,
  cellHorizontalPadding: 8,
  columnBorder: { color: '#EEF2F6' },
  rowHoverColor: '#F7F8F8',
  oddRowBackgroundColor: '#FFFFFF',
  wrapperBorder: true,
  wrapperBorderRadius: 4,
  spacing: 6,
  iconSize: 14,
});
