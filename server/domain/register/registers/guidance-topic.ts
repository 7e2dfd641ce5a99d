import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, SHOWN } from '../register-fields.ts';

/** Its topics are offered by the form of an act of guidance (`server/features/guidance/open-form.ts`). */
export const guidanceTopic: RegisterDefinition = {
  code: 'guidance_topic',
  name: { zh: '指导领域', en: 'Fields of guidance' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '本局（馆）自定的指导领域和事项，登记指导时可以直接点选；不再用的填停用日期。',
    en: 'Your own fields and topics of guidance, offered when an act is entered. What is no longer used gets an end.',
  },
  fields: [
    line('topic', '指导事项', 'Topic', 100, MUST),
    line('field', '所属领域', 'Field', 40, MUST),
    line('person', '负责人', 'Person', 30, SHOWN),
    day('usedFrom', '启用日期', 'From', MUST),
    day('usedUntil', '停用日期', 'Until', SHOWN),
  ],
  dayField: 'usedFrom',
  untilField: 'usedUntil',
  titleField: 'topic',
  identity: ['topic'],
};
