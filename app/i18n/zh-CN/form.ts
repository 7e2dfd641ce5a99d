/** Drawers with fields, and the question before what cannot be undone. */
export const form = {
  optionalLabel: '{label}（选填）',
  notSaved: '没有保存：{what}',
  unknownOutcome: '没有收到答复，不知道是否已经保存',
  unknownOutcomeNext: '网络恢复后再提交一次，不会重复登记',
  number: '编号 {id}',
  leaveTitle: '放弃填写的内容？',
  leaveText: '填写的内容还没有保存。',
  leaveDiscard: '放弃',
  leaveStay: '继续填写',
  fixFields: '有 {n} 处需要改正',
  typeCount: '输入 {count} 以确认',
  fieldRequired: '请填写{label}',
  fieldInvalid: '{label}不合要求',
} as const;
