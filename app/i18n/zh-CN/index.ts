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

/** One line for each area, here and in en/index.ts. The Chinese texts decide which keys there are. */
export const zhCN = {
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
