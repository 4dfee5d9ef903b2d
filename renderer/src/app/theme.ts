import type { ThemeConfig } from 'antd';

/** Fonts in order: those of Windows, macOS and Linux, then the packaged fallback. */
export const FONT_FAMILY =
  '"Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif';

/** Deep water green on white paper; dense, calm, one level of shadow. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0F766E',
    colorPrimaryBg: '#E6F2F0',
    colorPrimaryBgHover: '#D5E9E6',
    colorInfo: '#0F766E',
    colorInfoBg: '#F0F7F6',
    colorInfoBorder: '#A7CFCA',
    colorLink: '#0F766E',
    colorText: '#0F172A',
    colorTextSecondary: '#475569',
    colorTextTertiary: '#475569',
    colorTextQuaternary: '#64748B',
    colorTextDescription: '#475569',
    colorTextPlaceholder: '#64748B',
    colorTextDisabled: '#64748B',
    colorBgLayout: '#F7F8F8',
    colorBorder: '#CBD5E1',
    colorBorderSecondary: '#E2E8F0',
    colorError: '#B91C1C',
    colorWarning: '#B45309',
    colorSuccess: '#15803D',
    // What antd derives from so dark a green is a murky grey.
    colorSuccessBg: '#F0F9F2',
    colorSuccessBorder: '#A3D3B0',
    fontFamily: FONT_FAMILY,
    fontSize: 14,
    borderRadius: 4,
    controlHeight: 30,
    motion: false,
  },
  components: {
    Table: { cellFontSize: 13, cellPaddingBlock: 6, cellPaddingInline: 8, headerBg: '#F1F5F9' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Menu: { itemSelectedBg: '#E6F2F0', itemSelectedColor: '#0B5B55', itemHeight: 36, itemBorderRadius: 4 },
    Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px' },
    Descriptions: { itemPaddingBottom: 6 },
  },
};
