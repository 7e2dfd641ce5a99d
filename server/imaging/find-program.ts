import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/** Where the first of these programs is that the machine has; null when it has none of them. */
export const findProgram = async (
  names: readonly string[],
  searchPath = process.env.PATH ?? '',
): Promise<string | null> => {
  for (const folder of searchPath.split(path.delimiter).filter(Boolean))
    for (const name of names) {
      const program = path.join(folder, name);
      const isThere = await access(program, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return program;
    }
  return null;
};
