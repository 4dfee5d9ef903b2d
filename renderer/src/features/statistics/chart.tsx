import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface ChartProps {
  /** What the chart shows; its figures are in the table beside it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** A bar was clicked: which of which series. */
  readonly onPick?: (series: number, at: number) => void;
}

/** A chart, as wide as its place. */
export function Chart({ label, option, height, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = init(element, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ seriesIndex, dataIndex }) => pick.current?.(seriesIndex ?? 0, dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, true), [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
