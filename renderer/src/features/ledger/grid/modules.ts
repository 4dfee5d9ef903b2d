import {
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  LargeTextEditorModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  TextEditorModule,
  TooltipModule,
} from 'ag-grid-community';

/** Makes the parts of the grid known that the ledger uses; more would only be carried along. */
export function registerGridModules(): void {
  ModuleRegistry.registerModules([
    InfiniteRowModelModule,
    LocaleModule,
    ColumnApiModule,
    EventApiModule,
    RowApiModule,
    ScrollApiModule,
    CellApiModule,
    RenderApiModule,
    CellStyleModule,
    TextEditorModule,
    TooltipModule,
    LargeTextEditorModule,
  ]);
}
