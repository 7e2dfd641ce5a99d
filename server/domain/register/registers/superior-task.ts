import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, due, line, MUST, SHOWN } from '../register-fields.ts';

export const superiorTask: RegisterDefinition = {
  code: 'superior_task',
  name: { zh: '上级交办', en: 'Tasks from above' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '上级会议、文件交办的事项：出处、责任人、期限、结果。',
    en: 'What meetings and documents of superiors ask: source, owner, deadline, result.',
  },
  fields: [
    line('task', '事项', 'Task', 200, MUST),
    line('source', '出处', 'Source', 100, MUST),
    day('receivedOn', '交办日期', 'Received on', MUST),
    line('owner', '责任人', 'Owner', 30, MUST),
    day('dueOn', '期限', 'Due on', due(7, 'doneOn')),
    day('doneOn', '办结日期', 'Done on', SHOWN),
    line('result', '办理结果', 'Result', 200),
  ],
  dayField: 'receivedOn',
  untilField: 'doneOn',
  titleField: 'task',
};
