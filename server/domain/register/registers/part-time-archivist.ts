import { EVERYBODY, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const partTimeArchivist: RegisterDefinition = {
  code: 'part_time_archivist',
  name: { zh: '专兼职档案员', en: 'Archivists of departments' },
  group: 'people',
  tenantKinds: EVERYBODY,
  purpose: {
    zh: '各科室、站所或村里由谁管档案，从哪天起，换人时与谁交接。没有卸任日期的还在任。',
    en: 'Who looks after records in each department, station or village, since when, and to whom they were handed over. Without an end the person is still in office.',
  },
  fields: [
    line('name', '姓名', 'Name', 30, MUST),
    line('department', '科室（村组）', 'Department', 60, MUST),
    pick(
      'kind',
      '专职或兼职',
      'Full or part time',
      [
        ['full', '专职', 'full time'],
        ['part', '兼职', 'part time'],
      ],
      MUST,
    ),
    day('appointedOn', '任职日期', 'Since', MUST),
    day('endedOn', '卸任日期', 'Until', SHOWN),
    flag('isTrained', '参加过上岗培训', 'Trained', SHOWN),
    line('handedTo', '交接给', 'Handed over to', 30),
    line('handover', '交接清点情况', 'What was counted', 200),
  ],
  dayField: 'appointedOn',
  untilField: 'endedOn',
  titleField: 'name',
};
