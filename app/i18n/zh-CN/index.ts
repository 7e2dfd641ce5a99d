import { account } from './account';
import { act } from './act';
import { archive } from './archive';
import { assessment } from './assessment';
import { audited } from './audited';
import { calendar } from './calendar';
import { cataloguing } from './cataloguing';
import { check } from './check';
import { checklist } from './checklist';
import { closure } from './closure';
import { common } from './common';
import { course } from './course';
import { creation } from './creation';
import { dashboard } from './dashboard';
import { department } from './department';
import { departure } from './departure';
import { digital } from './digital';
import { digitisation } from './digitisation';
import { dispatch } from './dispatch';
import { disposition } from './disposition';
import { district } from './district';
import { documents } from './documents';
import { event } from './event';
import { exam } from './exam';
import { exchange } from './exchange';
import { exhibition } from './exhibition';
import { figure } from './figure';
import { filing } from './filing';
import { fixity } from './fixity';
import { fonds } from './fonds';
import { form } from './form';
import { fourProperty } from './four-property';
import { grant } from './grant';
import { granted } from './granted';
import { guidance } from './guidance';
import { honour } from './honour';
import { hours } from './hours';
import { catalogueImport } from './import';
import { inspection } from './inspection';
import { inspectionPlan } from './inspection-plan';
import { job } from './job';
import { member } from './member';
import { onsite } from './onsite';
import { outsourcing } from './outsourcing';
import { platform } from './platform';
import { platformCheck } from './platform-check';
import { print } from './print';
import { project } from './project';
import { protection } from './protection';
import { questionnaire } from './questionnaire';
import { rating } from './rating';
import { register } from './register';
import { remedy } from './remedy';
import { report } from './report';
import { rule } from './rule';
import { safety } from './safety';
import { search } from './search';
import { secrecy } from './secrecy';
import { service } from './service';
import { session } from './session';
import { shell } from './shell';
import { staffing } from './staffing';
import { state } from './state';
import { statistics } from './statistics';
import { storage } from './storage';
import { supervision } from './supervision';
import { table } from './table';
import { talent } from './talent';
import { tenancy } from './tenancy';
import { timetable } from './timetable';
import { training } from './training';
import { use } from './use';
import { workState } from './work-state';
import { workbench } from './workbench';

/** One line for each area, here and in en/index.ts. The Chinese texts decide which keys there are. */
export const zhCN = {
  creation,
  department,
  digital,
  digitisation,
  dispatch,
  disposition,
  district,
  account,
  statistics,
  storage,
  supervision,
  member,
  job,
  grant,
  act,
  archive,
  assessment,
  audited,
  honour,
  hours,
  protection,
  questionnaire,
  rating,
  catalogueImport,
  cataloguing,
  check,
  closure,
  checklist,
  common,
  course,
  dashboard,
  departure,
  documents,
  event,
  exam,
  exchange,
  exhibition,
  figure,
  fixity,
  fonds,
  fourProperty,
  filing,
  form,
  granted,
  guidance,
  register,
  report,
  inspection,
  inspectionPlan,
  onsite,
  platform,
  print,
  project,
  outsourcing,
  remedy,
  rule,
  safety,
  search,
  secrecy,
  service,
  session,
  shell,
  staffing,
  state,
  table,
  calendar,
  platformCheck,
  workState,
  talent,
  tenancy,
  timetable,
  training,
  use,
  workbench,
};
