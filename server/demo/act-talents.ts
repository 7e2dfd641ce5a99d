import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/** Units put people forward; the office appoints an expert, turns one down, leaves one open, and draws a reviewer. */
export const actTalents = async (stage: Stage, organiser: string): Promise<void> => {
  const nominate = async (
    login: string,
    person: {
      scheme: 'expert' | 'craftsman' | 'youth' | 'model';
      personName: string;
      jobTitle?: string;
      merits: string;
    },
  ) => (await stage.as(login).talent.nominate({ post: '档案员', objectIds: [], ...person })).dispatchId;
  const expert = await nominate('liuxi.arch', {
    scheme: 'expert',
    personName: '梁若谷',
    jobTitle: '副研究馆员',
    merits: '主持全镇村级档案规范化整理，编写《村级归档二十问》，近三年为六个村现场授课。',
  });
  const young = await nominate('songling.arch', {
    scheme: 'youth',
    personName: '葛闻笛',
    jobTitle: '助理馆员',
    merits: '两年完成本镇1983年以来文书档案目录建库，差错率低于千分之三。',
  });
  await nominate('meiwu.arch', {
    scheme: 'model',
    personName: '阮守拙',
    jobTitle: '馆员',
    merits: '从事档案工作二十六年，库房三次搬迁无一件遗失，接待群众查档六百余人次。',
  });
  await stage.as(organiser).talent.decide({
    dispatchId: expert,
    result: 'selected',
    reason: '业务扎实，授课受基层欢迎，同意聘入本级专家库。',
    expertField: 'management',
    termEnd: plusDays(stage.today, 1095),
  });
  await stage.as(organiser).talent.decide({
    dispatchId: young,
    result: 'declined',
    reason: '从事档案工作未满三年，条件成熟后再推荐。',
  });
  const { id: drawId } = await stage.as(organiser).talent.drawExperts({
    purpose: '档案规范化建设示范村验收',
    unitName: '松岭乡人民政府',
    wanted: 1,
    recusals: [],
  });
  await stage.as(organiser).talent.inviteExperts({
    drawId,
    meetsOn: plusDays(stage.today, 12),
    replyBy: plusDays(stage.today, 5),
    place: '松岭乡便民服务中心',
    words: '上午九点集合，请带验收表。',
  });
  for (const login of ['liuxi.arch', 'meiwu.arch']) {
    const { rows } = await stage.as(login).talent.expertInvitations({});
    for (const { dispatchId, answer } of rows)
      if (answer === null) await stage.as(login).talent.answerExpertInvitation({ dispatchId, answer: 'accepted' });
  }
};
