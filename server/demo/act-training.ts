import { plusDays } from '@/db/demo/calendar';
import { renderRecordPdf } from '@/server/documents/pdf';
import type { Stage } from './cast.ts';

/* 培训: a course with materials, an enrolment with a line, certificates, hours, and a lesson that a demand assigned. */

const COURSEWARE = [
  ['归档文件整理十步法', 'courseware', 30, 2],
  ['档案库房日常管理操作手册', 'handbook', 20, 1],
] as const;

const actCourse = async (stage: Stage, organiser: string): Promise<void> => {
  const { id: courseId } = await stage.as(organiser).courses.save({
    title: '基层档案员实务',
    series: '档案讲坛',
    summary: '面向乡镇、村居和部门兼职档案员，讲清楚从收集到归档的每一步。',
    kind: 'lecture',
    mode: 'online',
    rowVersion: 0,
  });
  const units = (await stage.as(organiser).courses.units()).slice(0, 8).map((unit) => unit.tenantId);
  for (const [title, kind, neededMinutes, hours] of COURSEWARE) {
    const pdf = await renderRecordPdf({
      title,
      documentNumber: '档案讲坛',
      unitName: '业务培训课件',
      sections: [
        { kind: 'text', paragraphs: ['一、收集齐全。', '二、分类排列。', '三、编目装盒。', '四、核对移交。'] },
      ],
    });
    const objectId = await stage.file(organiser, `${title}.pdf`, pdf);
    const draft = { courseId, title, kind, neededMinutes, hours, objectId, rowVersion: 0 };
    const { id: materialId } = await stage.as(organiser).courses.saveMaterial(draft);
    await stage.as(organiser).courses.issueMaterial({ materialId, rowVersion: 1, unitTenantIds: units });
  }
  await stage.as(organiser).hours.setRule({
    post: 'part_time',
    fromYear: Number(stage.today.slice(0, 4)),
    totalHours: 24,
    professionalHours: 16,
    basis: '年度培训工作安排',
  });
};

/** Certificates for the session that was held first, and a lesson for a demand that stands. */
const actAfterwards = async (stage: Stage, organiser: string): Promise<void> => {
  const { rows: held } = await stage.as(organiser).training.sessions({ state: 'held' });
  const attended = held.filter((session) => session.attendanceCount > 0).at(-1);
  if (attended) {
    const validUntil = plusDays(stage.today, 3 * 365);
    await stage.as(organiser).certificates.issue({ sessionId: attended.id, validUntil });
  }
  const { rows: findings } = await stage.as(organiser).closure.findings({});
  const [choice] = await stage.as(organiser).courses.lessonChoices();
  const finding = findings.find((one) => one.state !== 'draft');
  if (finding && choice) {
    const lesson = { findingId: finding.id, materialId: choice.materialId, dueOn: plusDays(stage.today, 14) };
    await stage.as(organiser).courses.assignLesson(lesson);
  }
};

export const actTrainingWork = async (stage: Stage, organiser: string): Promise<void> => {
  await actCourse(stage, organiser);
  await actAfterwards(stage, organiser);
};

/** What one unit does: people on a list, one on leave, a material begun, training outside. */
export const actLearning = async (stage: Stage, archivist: string): Promise<void> => {
  const invitation = (await stage.as(archivist).training.invitations({})).rows.find((one) => one.canEnrol);
  if (invitation) {
    const people = [
      { personName: '方某', post: 'full_time' as const },
      { personName: '袁某', post: 'part_time' as const },
      { personName: '邓某', post: 'part_time' as const },
    ];
    await stage.as(archivist).enrolment.enrol({ invitationId: invitation.id, people });
    const own = await stage.as(archivist).enrolment.own({ invitationId: invitation.id });
    const last = own.find((one) => one.personName === '邓某' && one.turnout !== 'leave');
    if (last)
      await stage
        .as(archivist)
        .enrolment.askLeave({ enrolmentId: last.id, rowVersion: last.rowVersion, reason: '当日值守防汛' });
  }
  const { rows } = await stage.as(archivist).courses.learning({});
  for (const { dispatchId } of rows.slice(0, 2))
    await stage.as(archivist).courses.report({ dispatchId, seconds: 30, placeSeconds: 0 });
  await stage.as(archivist).hours.addCredit({
    people: ['方某'],
    title: '全省档案人员在线培训会',
    hostLevel: 'province',
    hostName: '省档案局',
    mode: 'online',
    hours: 8,
    heldOn: plusDays(stage.today, -40),
    approvedBy: '分管领导',
    result: '合格',
  });
};
