import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** What stands before the fuses (熔丝) in Electron's binary; version 1 and nine fuses with their states as shipped. */
const FUSES = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011', 'latin1');
const ENGLISH = { lang: 1033, codepage: 1200 };

/**
 * Makes `folder`, which packaging takes for an unpacked Electron for Windows: an executable without code that has version
 * information and fuses, and empty languages.
 */
export function makeStandInElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const language of ['de', 'en-US', 'zh-CN', 'zh-TW'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const strings = [{ ...ENGLISH, values: { FileDescription: 'Electron', ProductName: 'Electron' } }];
  Resource.VersionInfo.create(ENGLISH.lang, {}, strings).outputToResourceEntries(resources.entries);
  resources.entries.push({ type: 'FUSES', id: 1, ...ENGLISH, bin: new Uint8Array(FUSES).buffer });
  resources.outputResource(executable);
  writeFileSync(join(folder, 'electron.exe'), new Uint8Array(executable.generate()));
}
