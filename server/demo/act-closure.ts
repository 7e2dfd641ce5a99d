import type { Stage } from './cast.ts';

/* What follows the findings of the year: an opinion on the spot, its service, more time, a published result. */

const inspectorOf = async (stage: Stage, planner: string, inspectionId: string): Promise<string> => {
  const { inspectors } = await stage.as(planner).inspection.byId({ inspectionId });
  const member = stage.cast.members.find((candidate) => candidate.accountId === inspectors[0]?.accountId);
  return member?.login ?? planner;
};

const giveFeedback = async (stage: Stage, planner: string): Promise<void> => {
  const { rows } = await stage.as(planner).inspection.listInspections({ state: 'inspecting' });
  const [running] = rows;
  if (!running) return;
  const inspector = await inspectorOf(stage, planner, running.id);
  const issued = await stage.as(inspector).documents.issue({
    inspectionId: running.id,
    code: 'FEEDBACK',
    text: '档案工作责任制已建立，目录著录和库房管理需要改进。',
    send: true,
  });
  await stage.as(inspector).documents.recordService({
    documentId: issued.id,
    servedOn: stage.today,
    method: 'direct',
    receiverName: '周某',
    receiverPost: '办公室主任',
  });
};

const publishOne = async (stage: Stage, planner: string): Promise<void> => {
  const { rows } = await stage.as(planner).closure.publications({ published: false });
  const [ended] = rows;
  if (!ended) return;
  const { inspectionId, suggestedResult: result } = ended;
  await stage.as(planner).closure.publish({ inspectionId, result, statement: '存在的问题已责令整改' });
};

/** For one bureau, by one of its planners. */
export const actClosure = async (stage: Stage, planner: string): Promise<void> => {
  await giveFeedback(stage, planner);
  await publishOne(stage, planner);
};
