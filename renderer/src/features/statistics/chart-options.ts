import type { EChartsCoreOption } from 'echarts/core';

/** One series of a bar chart; told apart by pattern and name as well as colour. */
export interface BarSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  readonly pattern: 'solid' | 'stripes' | 'dots';
}

/** Colours of the charts: 4.5:1 against each other's neighbours and the paper. */
export const COLOURS = { done: '#0F766E', open: '#94A3B8', late: '#B91C1C' } as const;

const DECALS = {
  solid: { symbol: 'none' },
  stripes: {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
    color: 'rgba(255,255,255,0.7)',
  },
  dots: {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.5,
    color: 'rgba(255,255,255,0.8)',
  },
} as const;

const TEXT = { color: '#334155', fontFamily: 'inherit', fontSize: 12 };

/** Bars over categories, one series beside or on top of the other, each with its number. */
export function barOption(
  categories: readonly string[],
  series: readonly BarSeries[],
  { stacked = false, labels = true }: { readonly stacked?: boolean; readonly labels?: boolean } = {},
): EChartsCoreOption {
  return {
    animation: false,
    textStyle: TEXT,
    // The chart has a label of its own, in Chinese; the library would put another over it.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    legend: series.length > 1 ? { top: 0, right: 0, textStyle: TEXT } : undefined,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, textStyle: TEXT },
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLabel: { ...TEXT, interval: categories.length > 24 ? 'auto' : 0, hideOverlap: true },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: TEXT, splitLine: { lineStyle: { color: '#E2E8F0' } } },
    series: series.map(({ name, values, colour, pattern }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 28,
      ...(stacked ? { stack: 'all' } : {}),
      itemStyle: { color: colour, decal: DECALS[pattern] },
      label: {
        show: labels,
        position: stacked ? 'inside' : 'top',
        formatter: ({ value }: { readonly value: unknown }) => (Number(value) > 0 ? String(value) : ''),
        color: stacked ? '#0F172A' : '#334155',
        backgroundColor: stacked ? 'rgba(255,255,255,0.85)' : undefined,
        padding: stacked ? [0, 2] : undefined,
        fontSize: 11,
      },
    })),
  };
}
