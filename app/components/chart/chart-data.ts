/** What a chart shows, and the table behind it. */
export interface ChartData {
  kind: 'bar' | 'line';
  /** Along the axis: years, units. */
  categories: readonly string[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
}
