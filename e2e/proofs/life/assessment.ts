import type { Stage } from '@/server/demo/cast';

/** What a unit sends up of its own will: a model case, and an application with its newest self-check. */
export const addAssessmentLife = async (stage: Stage, slug: string): Promise<void> => {
  const login = `${slug}.arch`;
  if (!stage.cast.members.some((member) => member.login === login)) return;
  const as = () => stage.as(login);
  await as().commendation.submitCase({
    topic: 'grassroots',
    title: '村级档案进镇',
    summary: '十五个村的档案集中保管。',
  });
  const { rows } = await as().selfCheck.list({ state: 'submitted' });
  const own = rows.find((row) => row.askerName === null)?.id;
  if (own) await as().rating.applyFor({ selfCheckId: own, ratingKind: 'room_grade', level: 'grade_3' });
};
