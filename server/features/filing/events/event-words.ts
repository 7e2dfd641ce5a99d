import type { EventState, EventView, Material } from '@/server/domain/filing/major-event';

/* Registers that leave the system name things in Chinese in every language of the screen. */
export const EVENT_WORDS: Readonly<Record<EventView['kind'], string>> = {
  decision: '重大决策',
  project: '重大项目',
  works: '重大工程',
  meeting: '重大会议',
  activity: '重大活动',
  documentation: '记录工程',
};
export const MATERIAL_WORDS: Readonly<Record<Material, string>> = {
  text: '文字',
  photo: '照片',
  audio_video: '音视频',
  oral_history: '口述史',
  object: '实物',
  data: '数据',
};
export const STATE_WORDS: Readonly<Record<EventState, string>> = {
  late: '逾期',
  missing: '缺档案',
  open: '待验收',
  accepted: '已验收',
};
