/**
 * `npm run verify -- <suite>`: proves one promise from outside. The last line of the output is the report as JSON;
 * the exit code is 1 when the promise is broken and 2 when it could not be tried.
 */
type ProofReport = Record<string, unknown>;
interface Suite {
  load(): Promise<{ run(args: readonly string[]): Promise<object> }>;
  isBroken(report: ProofReport): boolean;
}

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;

/** None of them is ever left out: what was not tried is not proved. */
const isCutShort = (report: ProofReport): boolean =>
  isPositive(report.failed) || isPositive(report.skipped) || !isPositive(report.passed);

const SUITES: Record<string, Suite> = {
  isolation: {
    load: () => import('./isolation.ts'),
    isBroken: (report) =>
      ['leaks', 'tellingAnswers', 'changedForeignRows', 'internalErrors'].some((figure) => isPositive(report[figure])),
  },
  jobs: {
    load: () => import('./jobs.ts'),
    isBroken: (report) => isPositive(report.lost) || isPositive(report.doubled),
  },
  audit: {
    load: () => import('./audit.ts'),
    isBroken: (report) => report.found !== report.tamperings || isPositive(report.falseAlarms),
  },
  figures: {
    load: () => import('./figures.ts'),
    isBroken: (report) =>
      report.computed !== report.figures ||
      report.drilled !== report.figures ||
      isPositive((report.wrong as []).length),
  },
  files: {
    load: () => import('./files.ts'),
    isBroken: (report) => report.found !== report.damages || isPositive(report.falseAlarms),
  },
  kills: {
    load: () => import('./kill-files.ts'),
    isBroken: (report) => ['lost', 'doubled', 'breaches'].some((figure) => isPositive(report[figure])),
  },
  grants: {
    load: () => import('./grants.ts'),
    isBroken: (report) => ['outside', 'unlogged', 'surplus', 'missing'].some((figure) => isPositive(report[figure])),
  },
  onsite: {
    load: () => import('./onsite.ts'),
    isBroken: (report) => isPositive(report.lost) || isPositive(report.doubled) || report.stored !== report.photos,
  },
  exam: {
    load: () => import('./exam.ts'),
    isBroken: (report) => isPositive(report.lost) || isPositive(report.doubled) || report.handedIn !== report.people,
  },
  reports: {
    load: () => import('./reports.ts'),
    isBroken: (report) =>
      report.converted !== report.outlines || isPositive(report.lost) || (report.slowestSeconds as number) > 10,
  },
  screens: {
    load: async () => ({ run: async () => (await import('./walks.ts')).walkAll(['screens.spec.ts']) }),
    isBroken: isCutShort,
  },
  edge: {
    load: async () => ({ run: async () => (await import('./walks.ts')).walkAll(['http.spec.ts', 'borders.spec.ts']) }),
    isBroken: isCutShort,
  },
  mutants: {
    load: () => import('./mutants.ts'),
    isBroken: (report) => report.killed !== report.mutants,
  },
};

const main = async (name: string | undefined, args: readonly string[]): Promise<number> => {
  const suite = name === undefined ? undefined : SUITES[name];
  if (!suite) {
    console.error(`npm run verify -- <${Object.keys(SUITES).join('|')}>`);
    return 2;
  }
  const report = (await (await suite.load()).run(args)) as ProofReport;
  console.log(JSON.stringify(report));
  return suite.isBroken(report) ? 1 : 0;
};

main(process.argv[2], process.argv.slice(3)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(2);
  },
);

export {};
