import '../finding.css';
import { Button, Flex, type Input } from 'antd';
import { type ComponentRef, useEffect, useRef, useState } from 'react';
import type { District } from '#core/domain/place/towns.ts';
import { useSession } from '../../../app/session.ts';
import { RefusalAlert } from '../../../ui/refusal-alert.tsx';
import type { DraftField } from '../draft/finding-draft.ts';
import { keepEnter } from '../../../ui/keep-enter.ts';
import { formPart } from './form-part.ts';
import { MoreFields } from './more-fields.tsx';
import { NearPanel } from './near-panel.tsx';
import { PhotoTray } from './photo-tray.tsx';
import { PlaceFields } from './place-fields.tsx';
import { ProblemFields } from './problem-fields.tsx';
import { SavedLine } from './saved-line.tsx';
import type { FormState, KeptForm } from './use-kept-form.ts';
import { usePendingPhotos } from './use-pending-photos.ts';
import { useGraded, useNear } from './use-register.ts';
import { type Registered, useSaving } from './use-registration.ts';

interface RegisterFormProps {
  readonly district: District;
  readonly form: KeptForm;
  readonly state: FormState;
}

/** Fields in the order of typing; the first one at fault gets the focus. */
const ORDER: readonly DraftField[] = [
  'place',
  'town',
  'coordinates',
  'problemClass',
  'quantity',
  'description',
  'severity',
  'severityReason',
  'source',
  'foundOn',
  'foundTime',
];

/** The form, the records nearby, and what was registered since the page was opened. */
export function RegisterForm({ district, form, state }: RegisterFormProps) {
  const { today } = useSession();
  const { draft, distinct, mergeInto } = state;
  const reading = useGraded(draft, district, today);
  const { near, error: nearError } = useNear(reading.problem);
  const saving = useSaving();
  const photos = usePendingPhotos();
  const [tried, setTried] = useState(false);
  const [more, setMore] = useState(false);
  const [done, setDone] = useState<readonly Registered[]>([]);
  const first = useRef<ComponentRef<typeof Input>>(null);
  const panel = useRef<HTMLElement>(null);
  const part = formPart(draft, reading, tried, form.set, first);
  useEffect(() => first.current?.focus(), []);

  const save = async () => {
    setTried(true);
    const fault = ORDER.find((field) => reading.faults[field] !== undefined);
    if (fault !== undefined || reading.problem === null) {
      document.getElementById(fault ?? 'problemClass')?.focus();
      return;
    }
    const registered = await saving.save({ problem: reading.problem, photos: photos.photos, distinct, mergeInto });
    if (registered === null) {
      panel.current?.scrollIntoView({ block: 'nearest' });
      return;
    }
    setDone((before) => [registered, ...before]);
    setTried(false);
    photos.clear();
    form.next();
    first.current?.focus({ cursor: 'all' });
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void save();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return (
    <div className="register">
      <form
        aria-label="登记线索"
        onKeyDown={keepEnter}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="register-fields">
          <PlaceFields part={part} district={district} today={today} />
          <ProblemFields part={part} reading={reading} />
          <PhotoTray pending={photos} />
          <div style={{ gridColumn: 'span 12' }}>
            <Button type="link" aria-expanded={more} onClick={() => setMore(!more)} style={{ padding: 0 }}>
              {more ? '收起其他栏目' : '其他栏目：专项行动、责任单位、违法主体、河长、备注…'}
            </Button>
          </div>
          {more && <MoreFields part={part} />}
        </div>
        <Flex gap={12} align="center" wrap className="register-foot">
          <Button type="primary" htmlType="submit" loading={saving.busy}>
            {mergeInto === null ? '登记线索' : `登记并合并到 ${mergeInto.number}`}
          </Button>
          <span className="muted">Ctrl+Enter。登记后保留地点、来源和日期，接着登记下一条。</span>
        </Flex>
        <RefusalAlert error={saving.error} />
        <SavedLine done={done} />
      </form>
      <NearPanel
        panelRef={panel}
        near={near}
        error={nearError}
        distinct={distinct}
        mergeInto={mergeInto}
        warned={saving.warnedOf.length > 0}
        onDistinct={(id, is) =>
          form.decide({ distinct: is ? [...distinct, id] : distinct.filter((other) => other !== id) })
        }
        onMerge={(target) => form.decide({ mergeInto: target })}
      />
    </div>
  );
}
