import type { Catalogue } from '../messages';
import { common } from './common';
import { figure } from './figure';
import { form } from './form';
import { guidance } from './guidance';
import { platform } from './platform';
import { session } from './session';
import { shell } from './shell';
import { state } from './state';
import { table } from './table';
import { tenancy } from './tenancy';
import { training } from './training';
import { use } from './use';
import { workbench } from './workbench';

export const en: Catalogue = {
  common,
  figure,
  form,
  guidance,
  platform,
  session,
  shell,
  state,
  table,
  tenancy,
  training,
  use,
  workbench,
};
