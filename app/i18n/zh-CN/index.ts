import { common } from './common';
import { form } from './form';
import { platform } from './platform';
import { session } from './session';
import { shell } from './shell';
import { state } from './state';
import { table } from './table';
import { tenancy } from './tenancy';
import { workbench } from './workbench';

/** One line for each area, here and in en/index.ts. The Chinese texts decide which keys there are. */
export const zhCN = { common, form, platform, session, shell, state, table, tenancy, workbench };
