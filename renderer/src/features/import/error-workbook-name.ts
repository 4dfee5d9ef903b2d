/** Name that an error workbook is saved under unless told otherwise: that of the file, and what it is. Never said twice. */
export function errorWorkbookName(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/u, '').replace(/(?:-问题反馈表)+$/u, '');
  return `${stem.slice(0, 150)}-问题反馈表.xlsx`;
}
