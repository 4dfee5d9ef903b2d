import type { Environment } from '../environment.ts';
import type { HandlersOf } from '../handlers.ts';
import { deny } from '../ports.ts';

type TemplateRoutes =
  | 'document.templates'
  | 'document.templateFields'
  | 'document.addTemplate'
  | 'document.removeTemplate';

/** Use cases of the bureau's own templates (文书模板). */
export function templateHandlers(_env: Environment): Pick<HandlersOf<'document'>, TemplateRoutes> {
  return {
    'document.templates': () => [],
    'document.templateFields': () => [],
    'document.addTemplate': () => deny('X', 'x'),
    'document.removeTemplate': () => deny('X', 'x'),
  };
}
