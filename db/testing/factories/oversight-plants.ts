import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { OversightFigureCode } from '@/server/domain/figure/oversight-figure-codes';
import { LARGE_ROOM_ITEMS } from '@/server/domain/figure/oversight-figures';
import type { TenantDb } from '../../client.ts';
import { plantDelivery } from './figure-plant-deliveries.ts';
import {
  FIRST,
  type Fields,
  LAST,
  PLANT_YEAR,
  type Plant,
  type PlantOwner,
  plantCampaign,
  plantFonds,
  plantInspection,
} from './figure-plant-rows.ts';
import {
  AFTER,
  BEFORE,
  type FigurePlants,
  inYear,
  offYear,
  onlyOne,
  type Variant,
  variants,
} from './figure-variants.ts';
import { STORAGE_PLANTS } from './storage-plants.ts';

/* Rows just inside and just outside the figures of rounds of inspection, ratings, model cases and drills. */

const inspected =
  (base: Fields): Plant =>
  async (tdb, owner, fields) =>
    void (await plantInspection(tdb, owner, { ...base, ...fields }));
const campaign =
  (base: Fields): Plant =>
  async (tdb, owner, fields) =>
    void (await plantCampaign(tdb, owner, { ...base, ...fields }));

const visits = (base: Fields, inside: Variant[], outside: Variant[]): FigurePlants => ({
  plant: inspected(base),
  adds: 1,
  inside: [...inYear('inspectedOn'), ...inside],
  outside: [...offYear('inspectedOn'), ...variants('inspectedOn', null), ...variants('state', 'cancelled'), ...outside],
});

const plantRating =
  (base: Fields): Plant =>
  async (tdb, owner, { state = 'valid', ...fields }) => {
    const who = { subjectTenantId: owner.nextSubject(), subjectName: '某馆', awarderName: '省档案局' };
    const taken = state === 'valid' ? {} : { withdrawnReason: '复核不合格' };
    const row = {
      subjectKind: 'repository',
      ratingKind: 'business',
      level: 'model',
      awardedOn: FIRST,
      ...base,
      ...fields,
    };
    await tdb
      .insertInto('rating')
      .values({
        tenantId: owner.tenantId,
        id: uuidv7(),
        createdBy: owner.accountId,
        createdByName: '某人',
        ...who,
        ...row,
        ...taken,
        state: String(state),
      })
      .execute();
  };

const ratings = (base: Fields, inside: Variant[], outside: Variant[]): FigurePlants => ({
  plant: plantRating(base),
  adds: 1,
  inside: [...variants('awardedOn', BEFORE, LAST), ...variants('validUntil', LAST), ...inside],
  outside: [
    ...variants('awardedOn', AFTER),
    ...variants('validUntil', `${PLANT_YEAR}-12-30`),
    ...variants('state', 'withdrawn'),
    ...variants('ratingKind', 'enterprise'),
    ...outside,
  ],
});

const ALL_LEVELS = ['national_model', 'national', 'provincial_5a', 'provincial_4a', 'provincial_3a'];
const digital = (level: string): FigurePlants =>
  ratings(
    { ratingKind: 'digital_archive', level },
    [],
    [
      ...variants('level', ...ALL_LEVELS.filter((one) => one !== level)),
      ...variants('subjectKind', 'department', 'enterprise'),
    ],
  );

const plantTarget: Plant = async (tdb, owner, fields) => {
  const row = { year: PLANT_YEAR + 1, ratingKind: 'room_grade', level: 'grade_3', units: 3, setByName: '某人' };
  await tdb
    .insertInto('ratingTarget')
    .values({ tenantId: owner.tenantId, ...row, ...fields })
    .execute();
};

const plantCase: Plant = async (tdb, owner, { isTakenDown, ...fields }) => {
  const id = uuidv7();
  const what = {
    topic: 'informatisation',
    title: '案例',
    summary: '做法',
    year: PLANT_YEAR,
    points: 90,
    opinion: '好',
  };
  const judged = { result: 'excellent', decidedOn: FIRST, decidedBy: owner.accountId, decidedByName: '某人' };
  const at = `${FIRST}T00:00:00Z`;
  const down = isTakenDown ? { publishedAt: at, publishedByName: '某人', withdrawnAt: at } : {};
  await tdb
    .insertInto('modelCase')
    .values({
      tenantId: owner.tenantId,
      id,
      dispatchId: id,
      subjectTenantId: owner.nextSubject(),
      subjectName: '某局',
      ...what,
      ...judged,
      ...fields,
      ...down,
    })
    .execute();
};

const plantDrill: Plant = async (tdb, owner, { state = 'reviewed', ...fields }) => {
  const what = { title: '演练', planVersion: '1', scenario: 'fire', mode: 'field', plannedOn: FIRST, place: '库房' };
  const reviewed = { heldOn: FIRST, issues: '无', improvement: '无' };
  const cancelled = { heldOn: null, cancelReason: '改期' };
  const of = { reviewed, cancelled, planned: { heldOn: null } }[String(state)] ?? {};
  await tdb
    .insertInto('emergencyDrill')
    .values({
      tenantId: owner.tenantId,
      id: uuidv7(),
      createdBy: owner.accountId,
      script: '1 报警',
      people: '[]',
      ...what,
      ...of,
      ...fields,
      state: String(state),
    })
    .execute();
};

/** Fills the room up to so many pieces that it holds since before the year. */
const fillRoom = async (tdb: TenantDb, owner: PlantOwner, pieces: number): Promise<void> => {
  const { held } = await tdb
    .selectFrom('archiveItem')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('tenantId', '=', owner.tenantId)
    .executeTakeFirstOrThrow();
  if (Number(held) >= pieces) return;
  const fondsId = await plantFonds(tdb, owner);
  await sql`
    insert into archive_item (tenant_id, id, fonds_id, created_by, reference_code, code_sort, code_template, title, search_text, search_tokens,
      level, category_code, filing_year, retention_code, archived_on)
    select ${owner.tenantId}::int, gen_random_uuid(), ${fondsId}::uuid, ${owner.accountId}::uuid, 'L-' || n, 'L-' || n, 'DAT22_2015', '室藏', '', '',
      'piece', 'WS', ${PLANT_YEAR}::int, 'Y', ${BEFORE}::date
    from generate_series(${Number(held)}::int + 1, ${pieces}::int) n`.execute(tdb);
};
const plantLargeDrill: Plant = async (tdb, owner, { pieces = LARGE_ROOM_ITEMS, ...fields }) => {
  await fillRoom(tdb, owner, Number(pieces));
  await plantDrill(tdb, owner, fields);
};

const drills = (plant: Plant): FigurePlants => ({
  plant,
  adds: 1,
  inside: inYear('heldOn'),
  outside: [...offYear('heldOn'), ...variants('mode', 'tabletop'), ...variants('state', 'planned', 'cancelled')],
  after: onlyOne(1),
});

const SURVEY = { kind: 'enforcement', jointPartners: ['某区人大教科文卫工委'], startOn: FIRST, endOn: FIRST };
/** Each day of its own, so that none is covered twice. */
const survey = (startOn: string, endOn: string): Variant => ({
  what: `${startOn}..${endOn}`,
  fields: { startOn, endOn },
});

export const OVERSIGHT_PLANTS: Readonly<Record<OversightFigureCode, FigurePlants>> = {
  'S1-02': {
    plant: campaign(SURVEY),
    adds: 2,
    inside: [
      survey(FIRST, `${PLANT_YEAR}-01-02`),
      survey(LAST, AFTER),
      {
        what: 'by its full name',
        fields: {
          startOn: `${PLANT_YEAR}-03-01`,
          endOn: `${PLANT_YEAR}-03-02`,
          jointPartners: ['某区人民代表大会常务委员会'],
        },
      },
    ],
    outside: [
      survey(BEFORE, FIRST),
      survey(AFTER, AFTER),
      ...variants('endOn', null),
      ...variants('kind', 'administrative', 'revisit'),
      ...variants('jointPartners', [], ['某区国家保密局']),
      ...variants('campaignState', 'inspecting', 'cancelled'),
    ],
  },
  'S1-14': {
    plant: plantTarget,
    adds: 3,
    inside: variants('units', 3),
    outside: [
      ...variants('year', PLANT_YEAR, PLANT_YEAR + 2),
      ...variants('level', 'grade_1', 'grade_2'),
      ...variants('ratingKind', 'enterprise'),
    ],
  },
  'S2-38': {
    ...STORAGE_PLANTS['S2-38P'],
    inside: [...STORAGE_PLANTS['S2-38P'].inside, ...variants('roomKind', 'special', 'library')],
    outside: [...offYear('validFrom'), ...variants('validTo', LAST), ...variants('roomKind', 'other')],
  },
  'S3-57': {
    plant: campaign({ kind: 'provider' }),
    adds: 1,
    inside: [...inYear('endOn'), { what: 'as a theme', fields: { kind: 'special', theme: 'vendor' } }],
    outside: [
      ...offYear('endOn'),
      ...variants('endOn', null),
      ...variants('campaignState', 'planned', 'inspecting', 'cancelled'),
      ...variants('kind', 'administrative', 'enforcement'),
      { what: 'another theme', fields: { kind: 'special', theme: 'safety' } },
    ],
  },
  'S4-10': {
    plant: plantDelivery({ topics: ['疫情防控', '脱贫攻坚'] }),
    adds: 1,
    inside: [...variants('acceptedOn', BEFORE, LAST), ...variants('topics', ['YQFK'], ['精准扶贫'])],
    outside: [
      ...variants('topics', ['疫情防控'], ['红色']),
      ...variants('acceptedOn', AFTER),
      ...variants('state', 'void'),
      ...variants('isDigitalCopy', 'yes'),
    ],
    after: onlyOne(1),
  },
  'S4-32': visits({ kind: 'special', theme: 'filing' }, variants('state', 'rectifying'), [
    ...variants('theme', 'safety', 'vendor'),
    ...variants('subjectKind', 'township'),
    { what: 'no theme', fields: { kind: 'administrative', theme: null } },
  ]),
  'S4-34': ratings({}, [], [...variants('level', 'standard'), ...variants('subjectKind', 'department')]),
  'S4-35': ratings(
    { subjectKind: 'department' },
    [...variants('level', 'standard'), ...variants('subjectKind', 'township', 'enterprise')],
    variants('subjectKind', 'repository'),
  ),
  'S4-36': {
    plant: inspected({ selectedBy: 'all', subjectKind: 'township', inspectedOn: BEFORE }),
    adds: 1,
    inside: [...variants('inspectedOn', `${PLANT_YEAR - 1}-01-01`, BEFORE), ...variants('kind', 'enforcement')],
    outside: [
      ...variants('inspectedOn', `${PLANT_YEAR - 2}-12-31`, FIRST, null),
      ...variants('selectedBy', 'random', 'named'),
      ...variants('subjectKind', 'village', 'department'),
      ...variants('state', 'cancelled'),
    ],
  },
  'S4-38': digital('national'),
  'S4-40': digital('provincial_5a'),
  'S4-42': digital('provincial_4a'),
  'S4-43': {
    plant: plantCase,
    adds: 1,
    inside: variants('decidedOn', BEFORE, LAST),
    outside: [
      ...variants('decidedOn', AFTER),
      ...variants('result', 'good', 'none'),
      ...variants('topic', 'use', 'resources'),
      ...variants('isTakenDown', 'yes'),
    ],
  },
  'S4-44': visits({ kind: 'special', theme: 'safety', subjectKind: 'repository' }, variants('state', 'rectifying'), [
    ...variants('state', 'inspecting', 'noticed'),
    ...variants('theme', 'filing'),
    ...variants('subjectKind', 'department'),
  ]),
  'S4-46': drills(plantDrill),
  'S4-47': drills(plantLargeDrill),
};
