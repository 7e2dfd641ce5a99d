import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/** 展陈文稿 of an archives: one approved and begun anew, one returned, one that waits to be checked. */
export const actExhibition = async (stage: Stage, people: { writer: string; director: string }): Promise<void> => {
  const { writer, director } = people;
  const { entryId: exhibitionId } = await stage.as(director).register.enter({
    code: 'exhibition',
    values: { title: '清河记忆', openedOn: plusDays(stage.today, 20), occasion: 'other', place: '档案馆一楼展厅' },
  });
  const draft = async (by: string, title: string, words: string) =>
    (await stage.as(by).exhibition.draft({ title, place: '序厅', exhibitionId, words })).textId;
  const preface = await draft(writer, '前言', '清河因河得名。馆藏档案记下了它百年来的变化。');
  await stage.as(writer).exhibition.submit({ textId: preface, rowVersion: 1 });
  await stage.as(director).exhibition.check({ textId: preface, rowVersion: 2, isTaken: true });
  await stage.as(director).exhibition.approve({ textId: preface, rowVersion: 3, isTaken: true, opinion: '可以上墙' });
  const first = await draft(writer, '第一单元 水利', '一九五八年动工修建水库，三年建成。');
  await stage.as(writer).exhibition.submit({ textId: first, rowVersion: 1 });
  await stage.as(director).exhibition.check({
    textId: first,
    rowVersion: 2,
    isTaken: false,
    opinion: '动工年份与工程档案不一致，请核',
  });
  const second = await draft(director, '第二单元 交通', '第一条公路通车，两岸往来不再靠渡船。');
  await stage.as(director).exhibition.submit({ textId: second, rowVersion: 1 });
};
