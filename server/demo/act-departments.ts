import { plusDays } from '@/db/demo/calendar';
import { DEPARTMENT_ITEMS } from '@/server/domain/assessment/department-words';
import type { Stage } from './cast.ts';

/** What each department was given for every ten points. */
const SHARES = [1, 0.9, 0.8];

const answersOf = (share: number) =>
  DEPARTMENT_ITEMS.map(({ score }, at) => ({
    itemCode: `K${at + 1}`,
    points: Math.round(score * share * 10) / 10,
    note: at === 0 ? '已列入年度计划' : '',
  }));

/** 科室考核: last year's is announced; of this year one department has scored itself and one is being reviewed. */
export const actDepartmentAssessment = async (stage: Stage, slug: string): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  const archivist = () => stage.as(`${slug}.arch`);
  const department = () => stage.as(`${slug}.dept`).departmentAssessment;
  const departments = await archivist().filing.departments();
  const departmentIds = departments.filter((one) => one.state === 'active').map((one) => one.id);
  const open = (ofYear: number) =>
    archivist().departmentAssessment.open({
      year: ofYear,
      title: `${ofYear}年度科室档案工作考核`,
      words: '对照各项如实打分，有依据的写在说明里。',
      dueOn: plusDays(stage.today, 20),
      items: [...DEPARTMENT_ITEMS],
      departmentIds,
    });
  const past = await open(year - 1);
  const { sheets } = await archivist().departmentAssessment.roundById({ assessmentId: past.id });
  for (const [at, { id: sheetId }] of sheets.entries()) {
    const answers = answersOf(SHARES[at % SHARES.length] ?? 1);
    const review = { sheetId, rowVersion: 1, answers, opinion: '移交再早一些。', isDone: true };
    await archivist().departmentAssessment.review(review);
  }
  await archivist().departmentAssessment.close({ assessmentId: past.id });
  await open(year);
  const { rows } = await department().sheets({});
  const own = rows.find((row) => row.year === year);
  if (!own) return;
  const evidence = await stage.photograph(`${slug}.dept`, '科室年度计划.png');
  const answers = answersOf(0.95).map((answer, at) => (at === 0 ? { ...answer, objectIds: [evidence] } : answer));
  await department().saveSelf({ sheetId: own.id, rowVersion: 1, answers, isDone: true });
};
