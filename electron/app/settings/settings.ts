import type { Reader } from '#db/access.ts';
import { townsOn } from '#core/domain/place/towns.ts';
import { getSetting, putSetting } from '#db/repositories/settings.ts';
import { type Environment, today } from '../environment.ts';
import { currentPolicyBook, setPolicyBook } from './policies.ts';
import type { HandlersOf } from '../handlers.ts';
import { inLoggedTx } from '../log/log-writer.ts';
import { addSeverityRules, severityRulesFrom } from './severity-rules.ts';
import { inWriteTx } from '#db/access.ts';

/** What the bureau set for itself. */
export interface BureauSettings {
  /** 填报单位 */
  readonly bureau: string;
  /** Prefix of 线索/案件 numbers, capital letters. */
  readonly numberPrefix: string;
  /** 6-digit district code. */
  readonly district: string;
}

const DEFAULTS: BureauSettings = { bureau: '密云区河长制办公室', numberPrefix: 'MY', district: '110118' };

/** Settings as stored, defaults where nothing was set. */
export function readSettings(reader: Reader): BureauSettings {
  return {
    bureau: text(getSetting(reader, 'bureau'), DEFAULTS.bureau),
    numberPrefix: text(getSetting(reader, 'numberPrefix'), DEFAULTS.numberPrefix),
    district: text(getSetting(reader, 'district'), DEFAULTS.district),
  };
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** Use cases of the settings. */
export function settingsHandlers(env: Environment): HandlersOf<'settings'> {
  const { connection, ports } = env;
  return {
    'settings.get': () => readSettings(connection.reader),
    'settings.set': ({ bureau, numberPrefix }) => {
      inWriteTx(connection, (tx) => {
        putSetting(tx, 'bureau', bureau);
        putSetting(tx, 'numberPrefix', numberPrefix);
      });
      return null;
    },
    'settings.district': () => {
      const { code, name, city, edition, source } = ports.reference.district;
      const towns = townsOn(ports.reference.district, today(ports));
      return {
        code,
        name,
        city,
        edition,
        source,
        towns: towns.map((town) => ({ code: town.code, name: town.name, validFrom: town.validFrom })),
      };
    },
    'settings.rules': () => ({
      severity: env.severityRules.get(),
      severityFrom: severityRulesFrom(connection.reader),
      policies: currentPolicyBook(connection.reader, ports),
    }),
    'settings.setSeverityRules': ({ rules }, { actor }) => {
      const added = inLoggedTx(connection, ports, (log) => addSeverityRules(env, log, rules, actor));
      env.severityRules.forget();
      return added;
    },
    'settings.setPolicies': ({ policies }) => inWriteTx(connection, (tx) => setPolicyBook(tx, ports, policies)),
  };
}
