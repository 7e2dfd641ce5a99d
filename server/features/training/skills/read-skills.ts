import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countSkilledPeople,
  countSkillPairs,
  countSkills,
  countStraySkills,
  listSkilledPeople,
} from '@/db/queries/training-skill.queries';
import { type ChoiceField, fieldNamed } from '@/server/domain/register/register-definition';
import { staff } from '@/server/domain/register/registers/staff';
import { staffSkill } from '@/server/domain/register/registers/staff-skill';
import { titleWord } from '@/server/domain/register/title-word';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { ARCHIVES_SKILLS, SKILLS, TECHNICAL_SKILLS } from '@/server/domain/training/skill-vocabulary';
import {
  type ListSkilledPeopleInput,
  type SkilledPeopleFilter,
  type SkilledPersonView,
  type SkillMatrixView,
  skilledPersonView,
  skillMatrixView,
} from '@/server/domain/training/skills';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const nameKey = z.tuple([z.string().max(200), z.uuid()]);

/** 技能矩阵 over everybody in post: a pair with nobody is what the office lacks. */
export const readSkillMatrix = async (tdb: TenantDb, scope: TenantScope): Promise<SkillMatrixView> => {
  const { tenantId } = scope;
  return skillMatrixView.parse({
    people: await countSkilledPeople(tdb, tenantId, {}),
    unentered: await countSkilledPeople(tdb, tenantId, { unentered: true }),
    cells: await countSkillPairs(tdb, tenantId, { archives: ARCHIVES_SKILLS, technical: TECHNICAL_SKILLS }),
    skills: await countSkills(tdb, tenantId, SKILLS),
    strayEntries: await countStraySkills(tdb, tenantId),
  });
};

/** The people behind a figure of the matrix, by name. */
export const listPeopleBySkill = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSkilledPeopleInput,
): Promise<Page<SkilledPersonView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(nameKey, input.cursor);
  const rows = await listSkilledPeople(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSkilledPeople(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(skilledPersonView.array().parse(rows), options, (row) => encodeCursor([row.name, row.entryId]));
};

const wordsOf = (field: ChoiceField): Record<string, string> =>
  Object.fromEntries(field.choices.map(({ code, zh }) => [code, zh]));

/** 人员技能 as a workbook. */
export const exportPeopleBySkill = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: SkilledPeopleFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listSkilledPeople(tdb, scope.tenantId, filter, page);
  const [posts, degrees, skills] = [
    wordsOf(fieldNamed(staff, 'post') as ChoiceField),
    wordsOf(fieldNamed(staff, 'degree') as ChoiceField),
    wordsOf(fieldNamed(staffSkill, 'skill') as ChoiceField),
  ];
  const said = (codes: readonly string[]) => codes.map((code) => skills[code] ?? code).join('、');
  return exportTable(tdb, scope, objects, {
    action: 'skills.export',
    objectKind: 'register_entry',
    fileName: `人员技能_${scope.tenantName}.xlsx`,
    sheetName: '人员技能',
    columns: [
      { heading: '姓名', width: 14 },
      { heading: '岗位', width: 18 },
      { heading: '学历', width: 10 },
      { heading: '职称', width: 16 },
      { heading: '已掌握', width: 50 },
      { heading: '需要培训', width: 40 },
    ],
    rows: rows.map((row) => [
      row.name,
      posts[row.post] ?? row.post,
      row.degree === null ? null : (degrees[row.degree] ?? row.degree),
      row.title === null ? null : titleWord(row.title, 'zh'),
      said(row.has),
      said(row.wants),
    ]),
  });
};
