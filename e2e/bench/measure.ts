/** Milliseconds of each run, `a` and `b` in turn, so that a machine whose speed drifts drifts for both. */
export const inTurn = async (
  runs: number,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
): Promise<{ a: number[]; b: number[] }> => {
  const times = { a: [] as number[], b: [] as number[] };
  for (let index = -2; index < runs; index += 1) {
    for (const [name, run] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const started = performance.now();
      await run();
      if (index >= 0) times[name].push(performance.now() - started);
    }
  }
  return times;
};

export const quantile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** One JSON object a line: the contract of `npm run bench`. */
export const report = (line: { name: string; value: number; unit: string; ratio?: number; against?: string }): void => {
  console.log(
    JSON.stringify({
      ...line,
      value: rounded(line.value),
      ...(line.ratio === undefined ? {} : { ratio: rounded(line.ratio) }),
    }),
  );
};

/** p50 and p95 of ours, each with the ratio to the same quantile of the other in the same run. */
export const reportTimes = (name: string, times: { a: number[]; b: number[] }, against: string): void => {
  for (const [label, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const [ours, theirs] = [quantile(times.a, share), quantile(times.b, share)];
    report({
      name: `${name} ${label}`,
      value: ours,
      unit: 'ms',
      ratio: ours / theirs,
      against: `${against} ${rounded(theirs)} ms`,
    });
  }
};
