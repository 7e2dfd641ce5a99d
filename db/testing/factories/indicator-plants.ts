import { v7 as uuidv7 } from 'uuid';
import { INDICATOR_CODES, type IndicatorCode, indicatorOf } from '@/server/domain/statistics/indicators';
import { DIGITISATION_PLANTS } from './digitisation-plants.ts';
import {
  FIRST,
  type Fields,
  LAST,
  PLANT_YEAR,
  type Plant,
  type PlantOwner,
  plantFinding,
  plantGuidance,
  plantInspection,
  plantItem,
  plantItemIn,
  plantSession,
  plantVisit,
} from './figure-plant-rows.ts';
import { FIGURE_PLANTS } from './figure-plants.ts';
import { AFTER, BEFORE, type FigurePlants, inYear, offYear, type Variant, variants } from './figure-variants.ts';
import { OVERSIGHT_PLANTS } from './oversight-plants.ts';
import { plantsOfRule } from './register-plants.ts';
import { STORAGE_PLANTS } from './storage-plants.ts';
import { TRAINING_PLANTS } from './training-plants.ts';

/* Rows just inside and just outside the indicators of the statistical return that have a predicate of their own. */

const own = (plant: Plant, inside: readonly Variant[], outside: readonly Variant[], adds = 1): FigurePlants => ({
  ...{ plant, adds, inside, outside },
});
const variant = (what: string, fields: Fields): Variant => ({ what, fields });

const HELD_INSIDE: Variant[] = [
  ...variants('accessionedOn', BEFORE, LAST),
  ...variants('leftOn', AFTER),
  variant('filed and not taken in', { accessionedOn: null, archivedOn: LAST }),
];
const HELD_OUTSIDE: Variant[] = [
  ...variants('accessionedOn', AFTER, null),
  ...variants('leftOn', LAST),
  ...variants('state', 'void'),
];
/** What is held at the cut-off and is, besides, what the fields of `base` say. */
const held = (base: Fields, inside: readonly Variant[], outside: readonly Variant[]): FigurePlants =>
  own(plantItem({ accessionedOn: FIRST, ...base }), [...HELD_INSIDE, ...inside], [...HELD_OUTSIDE, ...outside]);

const NO_PIECE = [
  ...variants('level', 'volume', 'register'),
  ...variants('categoryCode', 'ZP', 'SW'),
  ...variants('parentId', 'volume'),
];
const NO_VOLUME = variants('level', 'piece', 'register');
const ofCategory = (category: string, ...also: string[]): FigurePlants =>
  held(
    { categoryCode: category },
    [...variants('categoryCode', ...also), ...variants('parentId', 'volume')],
    [...variants('categoryCode', 'WS'), ...variants('level', 'volume')],
  );
const kept = (code: string, other: string): FigurePlants =>
  held({ retentionCode: code }, [], [...NO_PIECE, ...variants('retentionCode', other)]);
const COUNTED_ONCE: Variant[] = [
  ...variants('level', 'volume', 'register'),
  variant('a photograph in a volume', { categoryCode: 'ZP', parentId: 'volume' }),
];
const opened = (flag: string, base: Fields, inside: readonly Variant[], outside: readonly Variant[]): FigurePlants =>
  held(
    { openFlag: flag, ...base },
    [...COUNTED_ONCE, ...inside],
    [...variants('openFlag', 'unreviewed'), ...variants('parentId', 'volume'), ...outside],
  );
const gone = (isDestroyed: boolean, level: 'piece' | 'volume'): FigurePlants => {
  const [how, other] = isDestroyed ? ['destroyed', 'returned'] : [null, 'destroyed'];
  return own(
    plantItem({ accessionedOn: BEFORE, leftOn: FIRST, leftHow: how, level }),
    [...inYear('leftOn'), ...(isDestroyed ? [] : variants('leftHow', 'moved'))],
    [
      ...offYear('leftOn'),
      variant('still here', { leftOn: null, leftHow: null }),
      ...variants('state', 'void'),
      ...variants('leftHow', other ?? null),
      ...(level === 'volume' ? NO_VOLUME : NO_PIECE),
    ],
  );
};
const filed = (column: 'archivedOn' | 'accessionedOn', level: 'piece' | 'volume'): FigurePlants =>
  own(plantItem({ [column]: FIRST, level }), inYear(column), [
    ...offYear(column),
    ...variants(column, null),
    ...variants('state', 'void'),
    ...(level === 'volume' ? NO_VOLUME : NO_PIECE),
  ]);

const visit = (base: Fields, outside: readonly Variant[]): FigurePlants =>
  own((tdb, owner, fields) => plantVisit(tdb, owner, { ...base, ...fields }), inYear('visitedOn'), [
    ...offYear('visitedOn'),
    ...variants('state', 'open', 'void'),
    ...outside,
  ]);

const insertAs = (owner: PlantOwner, table: string, row: Fields): Promise<void> => {
  const entries = Object.entries({ tenant_id: owner.tenantId, ...row }) as [string, string | number | null][];
  const places = entries.map((_, index) => `$${index + 1}`).join(', ');
  return owner.administer(
    `insert into ${table} (${entries.map(([name]) => name).join(', ')}) values (${places})`,
    entries.map(([, value]) => value),
  );
};
const plantFile: Plant = async (tdb, owner, fields) => {
  const { method, storedAt, role, fileState, ...item } = {
    ...{ method: 'digitised', storedAt: `${FIRST}T08:00:00+08:00`, role: 'master', fileState: 'stored' },
    ...fields,
  };
  const itemId = await plantItemIn(tdb, owner, { accessionedOn: FIRST, ...item });
  const id = uuidv7();
  await tdb
    .insertInto('digitalFile')
    .values({
      ...{ tenantId: owner.tenantId, id, itemId, role: String(role), creationMethod: String(method), sequence: 1 },
      ...{ fileName: '1.pdf', logicalPath: '1.pdf', mediaType: 'application/pdf', sizeBytes: 2 ** 30 },
      ...{ sha512: id, sha256: id, sm3: id, ocflVersion: 'v1', contentPath: '1.pdf' },
      ...{ state: String(fileState), storedAt: String(storedAt), createdBy: owner.accountId },
    })
    .execute();
};
const files = (method: string, also: readonly string[], other: string): FigurePlants =>
  own(
    (tdb, owner, fields) => plantFile(tdb, owner, { method, ...fields }),
    [
      ...variants('storedAt', `${BEFORE}T08:00:00+08:00`, `${LAST}T23:59:59+08:00`),
      ...variants('method', ...also),
      ...variants('leftOn', AFTER),
    ],
    [
      ...variants('storedAt', `${AFTER}T00:00:01+08:00`),
      ...variants('method', other),
      ...variants('role', 'access'),
      ...variants('fileState', 'withdrawn'),
      ...HELD_OUTSIDE,
    ],
    2 ** 30,
  );

const plantPaper: Plant = async (_tdb, owner, fields) => {
  const [id, objectId] = [uuidv7(), uuidv7()];
  const digest = id.replaceAll('-', '').repeat(2);
  await insertAs(owner, 'stored_object', {
    ...{ id: objectId, sha256: digest, sm3: digest, size_bytes: 1, media_type: 'application/pdf' },
    ...{ file_name: '1.pdf', created_by: owner.accountId },
  });
  await insertAs(owner, 'official_document', {
    ...{ id, code: 'RECTIFY', year: PLANT_YEAR, sequence: Number(`0x${id.slice(-6)}`) + 1, document_number: id },
    ...{ title: '责令整改通知书', subject_name: '某局', issuer_name: '某档案局', issued_on: FIRST, content: '{}' },
    ...{ digest, verify_code: digest.slice(0, 32), object_id: objectId, created_by: owner.accountId },
    ...{ created_by_name: '某人', ...fields },
  });
};
const papers = (code: string, also: readonly string[], other: string): FigurePlants =>
  own(
    (tdb, owner, fields) => plantPaper(tdb, owner, { code, ...fields }),
    [...inYear('issued_on'), ...variants('code', ...also)],
    [...offYear('issued_on'), ...variants('code', other)],
  );

const plantIncident: Plant = (_tdb, owner, fields) => {
  const { discovered, kind } = { discovered: `${FIRST}T08:00:00+08:00`, kind: 'water', ...fields };
  return insertAs(owner, 'safety_incident', {
    ...{ id: uuidv7(), title: '漏水', kind, level: 'IV', occurred_at: discovered, discovered_at: discovered },
    ...{ affected: '无', measures: '已处理', first_due_at: discovered, next_due_at: discovered },
    ...{ created_by: owner.accountId, created_by_name: '某人' },
  });
};
const DISCOVERED_INSIDE = variants('discovered', `${FIRST}T00:00:01+08:00`, `${LAST}T23:59:59+08:00`);
const DISCOVERED_OUTSIDE = variants('discovered', `${BEFORE}T23:59:59+08:00`, `${AFTER}T00:00:01+08:00`);

const plantFilingOfContract: Plant = async (_tdb, owner, fields) => {
  const { kind, on } = { kind: 'outsourcing_filing', on: FIRST, ...fields };
  const unit = owner.nextSubject();
  await owner.administer(
    "insert into supervision (supervisor_tenant_id, unit_tenant_id, valid_from) values ($1, $2, '2020-01-01')",
    [owner.tenantId, unit],
  );
  await owner.administer(
    `insert into dispatch (tenant_id, id, addressee_tenant_id, dispatched_at, kind, title, sender_name, addressee_name, created_by)
     values ($1, $2, $3, $4, $5, '备案', '某局', '某档案局', $6)`,
    [unit, uuidv7(), owner.tenantId, `${on}T08:00:00+08:00`, String(kind), owner.accountId],
  );
};

const SESSION_OUTSIDE = [...offYear('heldOn'), ...variants('state', 'planned', 'cancelled')];
const TRAINED = TRAINING_PLANTS['S3-42'];
const PAGES = DIGITISATION_PLANTS['S2-28'];
const PAGES_INSIDE = inYear('qcPassedOn');
const PAGES_OUTSIDE: Variant[] = [
  ...offYear('qcPassedOn'),
  ...variants('pagesCovered', 0),
  ...variants('item.state', 'void'),
  variant('failed', { linkState: 'open', linkedOn: null, qcState: 'failed', qcPassedOn: null }),
];
const DRILLS = OVERSIGHT_PLANTS['S4-46'];
const COMPILED = plantsOfRule({ register: 'compilation', where: {} });
const RACKS = STORAGE_PLANTS['S2-40'];
const SCANNED = DIGITISATION_PLANTS['S3-62'];

const OWN_PLANTS: Partial<Record<IndicatorCode, FigurePlants>> = {
  S011: own(
    (_tdb, owner, fields) => {
      const id = uuidv7();
      return insertAs(owner, 'fonds', { id, number: `N${id.slice(-10)}`, name: '全宗', started_on: FIRST, ...fields });
    },
    [...variants('started_on', BEFORE, LAST, null), ...variants('closed_on', AFTER)],
    [...variants('started_on', AFTER), ...variants('closed_on', LAST)],
  ),
  S012: held({ level: 'volume' }, variants('categoryCode', 'ZP'), NO_VOLUME),
  S013: held({}, [], NO_PIECE),
  S014: ofCategory('ZP'),
  S015: ofCategory('LY', 'LX'),
  S016: ofCategory('SW'),
  S017: files('born_digital', [], 'digitised'),
  S018: files('digitised', ['edited'], 'born_digital'),
  S019: filed('archivedOn', 'piece'),
  S020: filed('archivedOn', 'volume'),
  S021: filed('accessionedOn', 'volume'),
  S022: filed('accessionedOn', 'piece'),
  S023: kept('Y', 'D30'),
  S024: kept('D30', 'D10'),
  S025: kept('D10', 'Y'),
  S026: opened(
    'open',
    { filingYear: 1948 },
    [variant('dated before', { filingYear: 1950, documentDate: '19490930' })],
    [...variants('filingYear', 1949), ...variants('documentDate', '19491001')],
  ),
  S027: opened(
    'open',
    { filingYear: 1949 },
    [variant('dated after', { filingYear: 1948, documentDate: '19491001' })],
    [...variants('filingYear', 1948), ...variants('documentDate', '19490930')],
  ),
  S029: opened('delayed', {}, [], variants('openFlag', 'open')),
  S033: visit({ services: ['certificate'] }, variants('services', [])),
  S034: visit({ channel: 'online' }, variants('channel', 'onsite', 'phone')),
  S035: visit({ channel: 'cross' }, variants('channel', 'onsite', 'online')),
  S038: own(
    RACKS.plant,
    [
      ...variants('commissionedOn', BEFORE, LAST),
      ...variants('retiredOn', AFTER),
      ...variants('acquiredBy', 'replacement'),
    ],
    [...variants('commissionedOn', AFTER), ...variants('retiredOn', LAST), ...variants('kind', 'fixed', 'cabinet')],
    RACKS.adds,
  ),
  S043: plantsOfRule({ register: 'compilation', where: {}, filled: ['number'] }),
  S044: { ...COMPILED, outside: [...COMPILED.outside, ...variants('number', '第1号')] },
  S046: own(PAGES.plant, PAGES_INSIDE, PAGES_OUTSIDE, PAGES.adds),
  S047: own(PAGES.plant, PAGES_INSIDE, PAGES_OUTSIDE),
  S048: held(
    {},
    [...variants('parentId', 'volume'), ...variants('categoryCode', 'ZP')],
    variants('level', 'volume', 'register'),
  ),
  S049: {
    ...own(SCANNED.plant, variants('doneOn', BEFORE, LAST), SCANNED.outside),
    besides: variants('doneOn', AFTER, null),
  },
  S050: own(
    async (tdb, owner, fields) => void (await plantInspection(tdb, owner, fields)),
    [...inYear('inspectedOn'), ...variants('state', 'rectifying'), ...variants('kind', 'special')],
    [...offYear('inspectedOn'), ...variants('inspectedOn', null), ...variants('state', 'cancelled')],
  ),
  S051: own(
    plantFinding,
    [...inYear('issuedOn'), ...variants('state', 'answered', 'verified')],
    [...offYear('issuedOn'), ...variants('state', 'draft', 'withdrawn')],
  ),
  S052: papers('RECTIFY', ['CORRECT'], 'FILING'),
  S053: {
    ...own(
      (tdb, owner, fields) =>
        plantFinding(tdb, owner, { state: 'verified', dueOn: FIRST, verifiedOn: BEFORE, issuedOn: BEFORE, ...fields }),
      [...inYear('dueOn'), variant('on the day', { dueOn: LAST, verifiedOn: LAST })],
      [...offYear('dueOn'), ...variants('state', 'draft', 'withdrawn')],
    ),
    besides: [variant('late', { dueOn: FIRST, verifiedOn: LAST }), ...variants('verifiedOn', null)],
  },
  S054: papers('FILING', [], 'RECTIFY'),
  S055: own(plantSession, [...inYear('heldOn'), ...variants('mode', 'online')], SESSION_OUTSIDE),
  S056: own(TRAINED.plant, [...inYear('heldOn'), ...variants('programme', 'general')], SESSION_OUTSIDE),
  S057: own(
    plantGuidance,
    [...inYear('guidedOn'), ...variants('mode', 'phone')],
    [...offYear('guidedOn'), ...variants('state', 'void')],
  ),
  S058: own(plantFilingOfContract, inYear('on'), [...offYear('on'), ...variants('kind', 'question')]),
  S059: own(
    DRILLS.plant,
    [...inYear('heldOn'), ...variants('mode', 'tabletop')],
    [...offYear('heldOn'), ...variants('state', 'planned', 'cancelled')],
  ),
  S060: own(plantIncident, [...DISCOVERED_INSIDE, ...variants('kind', 'leak')], DISCOVERED_OUTSIDE),
  S061: own((tdb, owner, fields) => plantIncident(tdb, owner, { kind: 'leak', ...fields }), DISCOVERED_INSIDE, [
    ...DISCOVERED_OUTSIDE,
    ...variants('kind', 'water'),
  ]),
  'OUT-V': gone(false, 'volume'),
  'OUT-P': gone(false, 'piece'),
  'DES-V': gone(true, 'volume'),
  'DES-P': gone(true, 'piece'),
};

const plantsOf = (code: IndicatorCode): FigurePlants | undefined => {
  const { source } = indicatorOf(code);
  if (source.by === 'rule') return plantsOfRule(source.rule);
  return source.by === 'figure' ? FIGURE_PLANTS[source.figure] : OWN_PLANTS[code];
};

/** Of every indicator that rows stand behind; there are none of what a person enters and of what an office is itself. */
export const INDICATOR_PLANTS: ReadonlyMap<IndicatorCode, FigurePlants> = new Map(
  INDICATOR_CODES.flatMap((code) => {
    const plants = plantsOf(code);
    return plants ? [[code, plants] as const] : [];
  }),
);
