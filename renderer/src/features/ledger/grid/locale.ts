/** The texts of the grid that the ledger can show or read out, in Chinese. */
export const GRID_LOCALE: Record<string, string> = {
  thousandSeparator: ',',
  decimalSeparator: '.',
  ariaSortableColumn: '按 Enter 键排序',
  ariaSkeletonCellLoading: '正在读取',
  ariaSkeletonCellLoadingFailed: '没有读出',
  ariaDeferSkeletonCellLoading: '正在读取',
  ariaInputEditor: '修改内容',
  loadingError: '没有读出',
  loadingOoo: '正在读取…',
  noRowsToShow: '没有案件',
};
