import type { Plot } from './story/cast';
import { holdTraining } from './story/hold-training';
import { importCatalogue } from './story/import-catalogue';
import { inspectUnit } from './story/inspect-unit';
import { openInspection } from './story/open-inspection';
import { readFigures } from './story/read-figures';
import { settleFinding } from './story/settle-finding';
import { type Actor, test } from './support/fixtures';

/*
 * The main job from end to end, on the demonstration district: a township files its catalogue, the bureau inspects
 * two units and sees the finding settled, trains them, and reads the year's figures.
 */
test('a year of the district', async ({ login }) => {
  test.setTimeout(2_400_000);
  const actors = new Map<string, Actor>();
  const plot: Plot = {
    mark: `第${Date.now() % 100_000}号`,
    telling: test.info().retry + test.info().repeatEachIndex,
    cast: async (as) => {
      const actor = actors.get(as) ?? (await login(as));
      actors.set(as, actor);
      return actor;
    },
    campaignPath: '',
    units: [],
    inspectionPath: '',
    record: { id: '', code: '' },
    fact: '',
  };
  await test.step('1 a township archivist imports a catalogue', () => importCatalogue(plot));
  await test.step('2 the bureau draws two units and sends the notice', () => openInspection(plot));
  await test.step('3 the inspector reads under the grant and issues a finding', () => inspectUnit(plot));
  await test.step('4 the finding is settled and the inspection closed', () => settleFinding(plot));
  await test.step('5 a training session is held', () => holdTraining(plot));
  await test.step('6 the figures count what happened', () => readFigures(plot));
});
