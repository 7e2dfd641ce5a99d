/* Words of the official forms: Chinese in every language of the screen. */
export const CHANNEL_WORDS = {
  onsite: '到馆',
  phone: '电话',
  letter: '来信',
  online: '网上',
  cross: '跨馆',
  agent: '代办',
} as const;
export const PURPOSE_WORDS = {
  proof: '出证',
  work: '工作查考',
  research: '学术研究',
  compilation: '编史修志',
  other: '其他',
} as const;
export const RESULT_WORDS = { found: '查到', partly: '部分查到', not_found: '未查到' } as const;
export const STATE_WORDS = { open: '办理中', served: '已办', void: '作废' } as const;
export const VISITOR_WORDS = { internal: '本单位', unit: '外单位', citizen: '个人' } as const;
export const AGE_WORDS = {
  under_18: '18岁以下',
  from_18: '18—34岁',
  from_35: '35—59岁',
  from_60: '60岁以上',
} as const;
export const SERVICE_WORDS = {
  reading: '阅览',
  lending: '外借',
  copying: '复制',
  certificate: '出具证明',
  answer: '答复',
} as const;
export const ID_WORDS = {
  id_card: '身份证',
  passport: '护照',
  permit: '通行证',
  work_card: '工作证',
  letter: '介绍信',
  other: '其他证件',
} as const;
export const UNIT_WORDS = { volume: '卷', piece: '件', material: '份（资料）' } as const;
export const BASIS_WORDS = {
  open_records: '已开放（档案法第28条）',
  own_work: '本单位工作利用',
  consent: '经同意（实施条例第34条）',
  listed_person: '在知悉范围内',
  not_catalogued: '目录外',
  closed_until: '未到开放日期，未提供',
  not_listed: '不在知悉范围，未提供',
} as const;
export const LOAN_WORDS = {
  requested: '待审批',
  approved: '已批准',
  refused: '未批准',
  lent: '借出',
  returned: '已还',
  lost: '遗失',
} as const;
export const RESERVATION_WORDS = {
  asked: '待确认',
  confirmed: '已确认',
  fetched: '已调卷',
  visited: '已到馆',
  declined: '不能提供',
  missed: '未到馆',
} as const;
export const CONDITION_WORDS = { good: '完好', damaged: '破损', incomplete: '缺页缺件', lost: '遗失' } as const;
export const EFFECT_WORDS = {
  evidence: '凭证作用',
  saving: '节约资金',
  decision: '决策参考',
  rights: '维护权益',
  research: '编研研究',
  social: '社会效益',
} as const;
export const SOUGHT_WORDS = { open: '待处理', collect: '列入征集', dismissed: '不征集' } as const;
