import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { define } from './figure-definition.ts';

/* Figures of the reading room: readers by persons, what was brought out by lines, copies by copies and by pages. */
const ARCHIVES: readonly TenantKind[] = ['repository'];
const OF_BUREAU = { seenBy: ['bureau'] as const };
const PERSON_TIMES = { zh: '人次', en: 'person-times' };

const READERS_ZH =
  '本年度内到馆（室）办结的接待登记中人数之和，各类利用者都计；一次到访不论利用多少卷件只计一次，电话、来信、网上、跨馆、代办的另列。';
const READERS_EN =
  'Persons on all served visits in the reading room in the year, of every kind of reader. One arrival counts once however many records are used; telephone, letters, online and other channels are shown apart.';

export const DESK_FIGURES = {
  'S1-07': define(
    {
      code: 'S1-07',
      name: { zh: '接待各类查档人员人次', en: 'Archive users received (person-times)' },
      definition: { zh: `${READERS_ZH}从1月1日到截止日。`, en: `${READERS_EN} From 1 January to the cut-off.` },
      unit: PERSON_TIMES,
      tenantKinds: ARCHIVES,
      period: 'year_to_date',
      source: 'reading_visit',
      aggregate: 'sum',
    },
    OF_BUREAU,
  ),
  'S1-08': define(
    {
      code: 'S1-08',
      name: { zh: '提供档案卷次', en: 'Archive volumes provided (volume-times)' },
      definition: {
        zh: '从1月1日到截止日提供给利用者的案卷，一次利用中的一卷计一卷次，同一卷提供两次计两次；按件提供的计入件次，不计入卷次。提供数字图像与提供原件同样计。',
        en: 'Volumes given to readers from 1 January to the cut-off: one volume for one visit is one, the same volume twice is two. Pieces are counted elsewhere. Images count like originals.',
      },
      unit: { zh: '卷次', en: 'volume-times' },
      tenantKinds: ARCHIVES,
      period: 'year_to_date',
      source: 'retrieval',
      aggregate: 'count',
    },
    OF_BUREAU,
  ),
  'S2-03': define(
    {
      code: 'S2-03',
      name: { zh: '接待社会各界档案利用者人次', en: 'Users received from all walks of society (person-times)' },
      definition: { zh: READERS_ZH, en: READERS_EN },
      unit: PERSON_TIMES,
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'reading_visit',
      aggregate: 'sum',
    },
    OF_BUREAU,
  ),
  'S2-04': define(
    {
      code: 'S2-04',
      name: { zh: '提卷卷件数', en: 'Volumes and pieces brought out for users' },
      definition: {
        zh: '本年度内提供给利用者的案卷和件，卷次与件次相加；一卷中看了几件仍计一卷，资料不计。',
        en: 'Volumes and pieces given to readers in the year, added together. A volume is one however many of its pieces are read; library material is left out.',
      },
      unit: { zh: '卷件', en: 'volumes and pieces' },
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'retrieval',
      aggregate: 'count',
    },
    OF_BUREAU,
  ),
  'S2-05': define(
    {
      code: 'S2-05',
      name: { zh: '复印档案资料页数', en: 'Pages of archives copied' },
      definition: {
        zh: '本年度内交给利用者的复制件，页数乘以份数合计；未批准的不计。',
        en: 'Pages of the copies handed over in the year, times the number of copies. Refused ones are left out.',
      },
      unit: { zh: '页', en: 'pages' },
      tenantKinds: ARCHIVES,
      period: 'year',
      source: 'copy_request',
      aggregate: 'sum',
    },
    OF_BUREAU,
  ),
  'S2-09': define({
    code: 'S2-09',
    name: { zh: '收集档案法治情况调查问卷份数', en: 'Questionnaires on rule of law in archives returned' },
    definition: {
      zh: '名称中有“档案法治情况调查”的网上问卷，本年度内收回的有效答卷；草稿不能提交，一个单位只答一次。',
      en: 'Answers received in the year to online questionnaires whose title holds 档案法治情况调查. Drafts cannot be handed in, and a unit answers once.',
    },
    unit: { zh: '份', en: 'answers' },
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'questionnaire_return',
    aggregate: 'count',
  }),
  'S3-47': define({
    code: 'S3-47',
    name: { zh: '接待群众来访人（次）', en: 'Members of the public received, persons (person-times)' },
    definition: { zh: `${READERS_ZH}从1月1日到截止日。`, en: `${READERS_EN} From 1 January to the cut-off.` },
    unit: { zh: '人（次）', en: 'person-times' },
    tenantKinds: ARCHIVES,
    period: 'year_to_date',
    source: 'reading_visit',
    aggregate: 'sum',
  }),
  'S3-48': define({
    code: 'S3-48',
    name: { zh: '提供档案利用（件）次', en: 'Archives provided for use (item-times)' },
    definition: {
      zh: '从1月1日到截止日提供给利用者的卷、件和资料，一次利用中的一卷、一件或一份计一次。',
      en: 'Volumes, pieces and material given to readers from 1 January to the cut-off, each once for a visit.',
    },
    unit: { zh: '件次', en: 'item-times' },
    tenantKinds: ARCHIVES,
    period: 'year_to_date',
    source: 'retrieval',
    aggregate: 'count',
  }),
  'S3-49': define({
    code: 'S3-49',
    name: { zh: '复印档案份（件）数', en: 'Archives copied (copies of items)' },
    definition: {
      zh: '从1月1日到截止日交给利用者的复制件份数，一件复印两份计二；页数另计。',
      en: 'Copies handed over from 1 January to the cut-off: one item copied twice is two. Pages are another figure.',
    },
    unit: { zh: '份（件）', en: 'copies' },
    tenantKinds: ARCHIVES,
    period: 'year_to_date',
    source: 'copy_request',
    aggregate: 'sum',
  }),
} as const;
