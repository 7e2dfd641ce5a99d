import type { Catalogue } from '../messages';
import { common } from './common';
import { form } from './form';
import { platform } from './platform';
import { session } from './session';
import { shell } from './shell';
import { state } from './state';
import { table } from './table';
import { tenancy } from './tenancy';
import { workbench } from './workbench';

export const en: Catalogue = { common, form, platform, session, shell, state, table, tenancy, workbench };
