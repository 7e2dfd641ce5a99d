import { define, TIMES } from './figure-definition.ts';

/** Figures of guidance. Each event has one programme, so that none is counted under two. */
export const GUIDANCE_FIGURES = {
  'S2-20': define({
    code: 'S2-20',
    name: { zh: '开展业务指导的区直单位家数', en: 'District departments given guidance' },
    definition: {
      zh: '本年度内至少接受过一次业务指导（不论方式）的区直单位，同一单位只计一次；草稿和作废的不计。',
      en: 'District departments that were guided at least once in the year, in any way; each department once. Drafts and void events are left out.',
    },
    unit: { zh: '家', en: 'units' },
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-20': define({
    code: 'S3-20',
    name: { zh: '档案规范化建设现场观摩点个数', en: 'Observation sites formed' },
    definition: {
      zh: '形成日期在本年度内、现在仍有效的现场观摩点；申报中和已摘牌的不计，示范村不计。明细列出所在乡镇（街道）。',
      en: 'Observation sites formed in the year that still stand. Applied-for and revoked ones and model villages are left out. The rows name the township.',
    },
    unit: { zh: '个', en: 'sites' },
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'demonstration_site',
    aggregate: 'count',
  }),
  'S3-35': define({
    code: 'S3-35',
    name: { zh: '上门指导次数', en: 'On-site guidance events' },
    definition: {
      zh: '本年度内完成的上门业务指导，只计一般工作（档案管理、规范化、外包服务等）；专项工作的指导记在各自专项，不重复计。',
      en: 'Guidance given on site in the year in the general programme (records management, standardisation, outsourcing). Events of special programmes belong to those and are not counted again.',
    },
    unit: TIMES,
    tenantKinds: ['repository'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-40': define({
    code: 'S3-40',
    name: { zh: '示范村创建业务指导次数', en: 'Guidance for model villages' },
    definition: {
      zh: '本年度内完成的、属于示范村创建专项的对乡镇（街道）、村（居）的业务指导，不论方式；一次到两个村按两次计。',
      en: 'Guidance of townships and villages in the year under the programme of model villages, in any way. One trip to two villages is two events.',
    },
    unit: TIMES,
    tenantKinds: ['repository', 'bureau'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-43': define({
    code: 'S3-43',
    name: { zh: '企业来馆咨询次数', en: 'Consultations by enterprises at the archives' },
    definition: {
      zh: '本年度内完成的、属于国企退休人员档案专项的来馆咨询。',
      en: 'Consultations at the archives in the year under the programme of retired employees’ files.',
    },
    unit: TIMES,
    tenantKinds: ['repository'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-44': define({
    code: 'S3-44',
    name: { zh: '指导企业开展退休人员人事档案工作次数', en: 'Guidance on retired employees’ files' },
    definition: {
      zh: '本年度内完成的、属于国企退休人员档案专项的业务指导，来馆咨询除外。',
      en: 'Guidance in the year under the programme of retired employees’ files, in every way but a consultation at the archives.',
    },
    unit: TIMES,
    tenantKinds: ['repository'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
  'S3-58': define({
    code: 'S3-58',
    name: { zh: '针对检查问题上门指导次数', en: 'On-site guidance on findings' },
    definition: {
      zh: '本年度内完成的、针对检查发现问题的上门业务指导；没有关联检查问题的不计。',
      en: 'On-site guidance in the year that was about a finding of an inspection. Events tied to no finding are left out.',
    },
    unit: TIMES,
    tenantKinds: ['bureau', 'repository'],
    period: 'year',
    source: 'guidance_event',
    aggregate: 'count',
  }),
};
