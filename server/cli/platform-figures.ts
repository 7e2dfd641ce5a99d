import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createPools, withSystemDb, withTenantDb } from '@/db/client';
import { listCustomFigures } from '@/db/queries/figures/custom-figure.queries';
import { findFigureOwner } from '@/db/queries/figures/owner.queries';
import {
  listAllPlatformFigures,
  type PlatformFigure,
  retirePlatformFigure,
  writePlatformFigure,
} from '@/db/queries/figures/platform-figure.queries';
import { createCustomInput, faultsOf } from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';
import { definedCode, readDefinedCode } from '@/server/domain/figure/defined-code';
import { namedOf } from '@/server/domain/figure/named-figure';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { openDatabase, Refusal, runCommand } from './lib/open-database.ts';

/*
 * 平台统一指标. What the operator defines once is counted by every office of a kind, each over its own records.
 * npm run figures:platform -- list
 * npm run figures:platform -- publish <workspace>:Z-3 <kind,kind> [P-2]    a figure that an office defined and tried
 * npm run figures:platform -- publish <file.json> <kind,kind> [P-2]        { name, unit, subject, spec }
 * npm run figures:platform -- retire P-2
 * With a number at the end it is another definition of that figure. Exit code 2: what was asked cannot be done.
 */
const USAGE = 'npm run figures:platform -- list | publish <workspace>:Z-3|<file.json> <kind,kind> [P-2] | retire P-2';

type Definition = Omit<PlatformFigure, 'tenantKinds'>;

const numberOf = (code: string): number => {
  const read = readDefinedCode(code);
  if (read?.origin !== 'platform') throw new Refusal(`不是平台指标的编号 / no number of a platform figure: ${code}`);
  return read.number;
};

const ofOffice = async (url: string, slug: string, code: string): Promise<Definition> => {
  const read = readDefinedCode(code);
  const pools = createPools(url, 2);
  try {
    const owner = await withSystemDb(pools, (sdb) => findFigureOwner(sdb, slug));
    const rows = owner
      ? await withTenantDb(pools, { tenantId: owner.tenantId, accountId: null }, (tdb) =>
          listCustomFigures(tdb, owner.tenantId),
        )
      : [];
    const row = read?.origin === 'office' ? rows.find(({ number }) => number === read.number) : undefined;
    if (!row) throw new Refusal(`没有这个自定义指标 / no such figure: ${slug}:${code}`);
    const { name, unit, subject, spec } = row;
    return createCustomInput.parse({ name, unit, subject, spec });
  } finally {
    await pools.close();
  }
};

const ofFile = (file: string): Definition => {
  try {
    return createCustomInput.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Refusal(`${file}: ${why}`);
  }
};

/**
 * What was asked, once every kind of office that is named keeps what it counts and has the fields that it asks for.
 * @throws Refusal naming the kind and what is wrong
 */
export const checkPlatformFigure = (figure: Definition, kinds: readonly string[]): PlatformFigure => {
  const read = tenantKind.array().min(1).safeParse(kinds);
  if (!read.success) throw new Refusal(`单位类型 / kinds: ${tenantKind.options.join(', ')}`);
  for (const kind of read.data) {
    const subject = findSubject(kind, figure.subject);
    if (!subject) throw new Refusal(`${kind}: 没有这个登记 / does not keep ${figure.subject}`);
    const faults = faultsOf(figure.spec, subject);
    if (faults.length > 0) throw new Refusal(`${kind}: ${faults.join(', ')}`);
  }
  return { ...figure, tenantKinds: [...new Set(read.data)] };
};

const publish = async (url: string, [source = '', kinds = '', code]: readonly string[]): Promise<string> => {
  const [, slug, own] = /^([a-z0-9-]+):(Z-\d+)$/.exec(source) ?? [];
  const definition = slug !== undefined && own !== undefined ? await ofOffice(url, slug, own) : ofFile(source);
  const figure = checkPlatformFigure(definition, kinds.split(','));
  const written = await writePlatformFigure(url, figure, code === undefined ? undefined : numberOf(code)).catch(
    (error: unknown) => {
      if ((error as { code?: string }).code !== '23505') throw error;
      throw new Refusal(`已有同名的平台指标 / a figure has this name: ${figure.name}`);
    },
  );
  if (!written) throw new Refusal(`没有这个平台指标 / no such figure: ${code}`);
  return `${definedCode({ origin: 'platform', number: written.number })} v${written.version}\t${figure.name}`;
};

const list = async (url: string): Promise<string> =>
  (await listAllPlatformFigures(url))
    .map((row) => {
      const code = definedCode({ origin: 'platform', number: row.number });
      const [kind] = row.tenantKinds;
      const subject = kind && findSubject(kind, row.subject);
      const said = subject ? namedOf({ ...row, code }, subject).definition.zh : row.subject;
      return [code, `v${row.version}`, row.state, row.name, row.unit, row.tenantKinds.join(','), said].join('\t');
    })
    .join('\n');

/** What the command answers in words. */
export const runPlatformFigures = async (url: string, [act, ...rest]: readonly string[]): Promise<string> => {
  if (act === 'list') return list(url);
  if (act === 'publish' && rest.length >= 2) return publish(url, rest);
  const [code] = rest;
  if (act !== 'retire' || code === undefined) throw new Refusal(USAGE);
  if (!(await retirePlatformFigure(url, numberOf(code))))
    throw new Refusal(`没有这个平台指标 / no such figure: ${code}`);
  return `${code} retired`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runCommand(async () => {
    const database = await openDatabase();
    try {
      console.log(await runPlatformFigures(database.url, process.argv.slice(2)));
    } finally {
      await database.stop();
    }
  });
}
