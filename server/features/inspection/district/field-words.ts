/** 领域 in workbooks. */
export const FIELD_WORDS = {
  hospital: '医疗机构',
  soe: '国有企业',
  research: '科研单位',
  school: '中小学校',
  township: '乡镇街道',
  village: '村（社区）',
  agency: '机关',
  other: '其他',
} as const;
