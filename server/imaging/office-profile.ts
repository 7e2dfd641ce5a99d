import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What LibreOffice may do with a document of a stranger: nothing but show it. A linked picture or a reference to another
 * document would tell its owner who reads where, and could bring in what nobody has checked.
 */
type Setting = readonly [group: string, name: string, value: string];

/** Nobody listens on port 1 of the machine itself: a request that is made all the same ends there. */
const NOWHERE = { host: '127.0.0.1', port: '1' } as const;

const INET = 'Inet/Settings';
const SCRIPTING = 'Office.Common/Security/Scripting';
const SETTINGS: readonly Setting[] = [
  [SCRIPTING, 'BlockUntrustedRefererLinks', 'true'],
  [SCRIPTING, 'DisableMacrosExecution', 'true'],
  [SCRIPTING, 'MacroSecurityLevel', '3'],
  [INET, 'ooInetProxyType', '2'],
  ...['HTTP', 'HTTPS', 'FTP'].flatMap((kind): Setting[] => [
    [INET, `ooInet${kind}ProxyName`, NOWHERE.host],
    [INET, `ooInet${kind}ProxyPort`, NOWHERE.port],
  ]),
  [INET, 'ooInetNoProxy', ''],
  // 2: links are never brought up to date.
  ['Office.Writer/Content/Update', 'Link', '2'],
  ['Office.Calc/Content/Update', 'Link', '2'],
];

const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${SETTINGS.map(
  ([group, name, value]) =>
    `<item oor:path="/org.openoffice.${group}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
).join('\n')}
</oor:items>
`;

/** A profile folder for one run, in which nothing outside the document may be fetched and no macro runs. */
export const writeOfficeProfile = async (folder: string): Promise<void> => {
  await mkdir(path.join(folder, 'user'), { recursive: true });
  await writeFile(path.join(folder, 'user', 'registrymodifications.xcu'), profile);
};

/** For programs that ask the environment instead of the profile. */
export const PROXY_TO_NOWHERE: Readonly<Record<string, string>> = {
  http_proxy: `http://${NOWHERE.host}:${NOWHERE.port}`,
  https_proxy: `http://${NOWHERE.host}:${NOWHERE.port}`,
  ftp_proxy: `http://${NOWHERE.host}:${NOWHERE.port}`,
  no_proxy: '',
};
