import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { ChartData } from './chart-data.ts';

/* The drawing of charts. Loaded by the screens that show one when they show it, and by nothing else. */

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Told apart by shape as well as by colour: each line has marks of its own. */
const COLOURS = ['#1f4e79', '#94480f', '#2f6b4f', '#85590a', '#5b86ae', '#6a6257'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'];
const INK = '#423c35';
const RULE = '#e4e0d9';
const MOST_UPRIGHT = 8;

export interface DrawnChart {
  resize(): void;
  /** The picture as a PNG on white, twice as fine as on the screen. */
  toPng(): string;
  remove(): void;
}

/** Draws into an element; the words and numbers stand in a table beside it. */
export const drawChart = (element: HTMLElement, { kind, categories, series }: ChartData): DrawnChart => {
  const chart = init(element, undefined, { renderer: 'canvas' });
  const fontSize = Number.parseFloat(getComputedStyle(element).fontSize) || 14;
  const text = { color: INK, fontFamily: getComputedStyle(element).fontFamily, fontSize };
  chart.setOption({
    animation: false,
    color: COLOURS,
    textStyle: text,
    grid: { left: 8, right: 24, top: series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    legend: series.length > 1 ? { top: 0, left: 0, textStyle: text } : undefined,
    tooltip: { trigger: 'axis', confine: true, textStyle: text },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK } },
      axisLabel: { ...text, interval: 0, rotate: categories.length > MOST_UPRIGHT ? 40 : 0 },
    },
    yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: RULE } } },
    series: series.map((one, at) => ({
      type: kind,
      name: one.name,
      data: one.values.map((value) => value ?? '-'),
      symbol: SYMBOLS[at % SYMBOLS.length],
      symbolSize: 8,
      barMaxWidth: 40,
    })),
  });
  return {
    resize: () => chart.resize(),
    toPng: () => chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' }),
    remove: () => chart.dispose(),
  };
};
