import type { Catalogue } from '../messages';
import { account } from './account';
import { act } from './act';
import { archive } from './archive';
import { cataloguing } from './cataloguing';
import { check } from './check';
import { checklist } from './checklist';
import { closure } from './closure';
import { common } from './common';
import { digital } from './digital';
import { digitisation } from './digitisation';
import { dispatch } from './dispatch';
import { disposition } from './disposition';
import { documents } from './documents';
import { figure } from './figure';
import { filing } from './filing';
import { fixity } from './fixity';
import { fonds } from './fonds';
import { form } from './form';
import { fourProperty } from './four-property';
import { grant } from './grant';
import { granted } from './granted';
import { guidance } from './guidance';
import { catalogueImport } from './import';
import { inspection } from './inspection';
import { inspectionPlan } from './inspection-plan';
import { job } from './job';
import { member } from './member';
import { onsite } from './onsite';
import { platform } from './platform';
import { print } from './print';
import { register } from './register';
import { search } from './search';
import { session } from './session';
import { shell } from './shell';
import { state } from './state';
import { storage } from './storage';
import { supervision } from './supervision';
import { table } from './table';
import { tenancy } from './tenancy';
import { training } from './training';
import { use } from './use';
import { workbench } from './workbench';

export const en: Catalogue = {
  digital,
  digitisation,
  dispatch,
  disposition,
  account,
  storage,
  supervision,
  member,
  job,
  grant,
  act,
  archive,
  catalogueImport,
  cataloguing,
  check,
  closure,
  checklist,
  common,
  documents,
  figure,
  fixity,
  fonds,
  fourProperty,
  filing,
  form,
  granted,
  guidance,
  register,
  inspection,
  inspectionPlan,
  onsite,
  platform,
  print,
  search,
  session,
  shell,
  state,
  table,
  tenancy,
  training,
  use,
  workbench,
};
