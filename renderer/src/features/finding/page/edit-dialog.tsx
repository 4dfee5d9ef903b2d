import { App } from 'antd';
import { type ComponentRef, useEffect, useRef, useState } from 'react';
import type { Input } from 'antd';
import type { FindingRecord } from '#core/domain/finding/finding-record.ts';
import type { District } from '#core/domain/place/towns.ts';
import { useAsk, useCommand } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import { useDraft } from '../../../ui/draft.ts';
import { ChangedMeanwhile, useOpenedRev } from '../dialogs/changed-meanwhile.tsx';
import { DialogForm } from '../dialogs/dialog-form.tsx';
import { changesOf } from '../draft/changes.ts';
import { type FindingDraft, restoreDraft } from '../draft/finding-draft.ts';
import { classText } from '../draft/problem-classes.ts';
import { draftOf } from '../draft/read-draft.ts';
import { formPart } from '../register/form-part.ts';
import { MoreFields } from '../register/more-fields.tsx';
import { PlaceFields } from '../register/place-fields.tsx';
import { ProblemFields } from '../register/problem-fields.tsx';
import { useGraded } from '../register/use-register.ts';

interface EditDialogProps {
  readonly finding: FindingRecord;
  readonly onClose: () => void;
}

/** 修改线索信息: the form of the registration, filled in; only what was really changed is written. */
export function EditDialog({ finding, onClose }: EditDialogProps) {
  const { today } = useSession();
  const district = useAsk('place.towns', {});
  const draft = useDraft<FindingDraft>(`finding-edit:${finding.id}`);
  if (district.data === undefined || draft.kept === undefined) return null;
  return (
    <EditForm
      finding={finding}
      district={district.data}
      kept={restoreDraft(draft.kept, today)}
      onKeep={draft.keep}
      onDrop={draft.drop}
      onClose={onClose}
    />
  );
}

interface EditFormProps extends EditDialogProps {
  readonly district: District;
  readonly kept: FindingDraft | null;
  readonly onKeep: (draft: FindingDraft) => void;
  readonly onDrop: () => void;
}

function EditForm({ finding, district, kept, onKeep, onDrop, onClose }: EditFormProps) {
  const { today } = useSession();
  const { message } = App.useApp();
  const [before] = useState(() => draftOf(finding, classText(finding.category, finding.item)));
  const [draft, setDraft] = useState(kept ?? before);
  const [tried, setTried] = useState(false);
  const opened = useOpenedRev(finding);
  const save = useCommand('finding.editDetails');
  const reading = useGraded(draft, district, today);
  const first = useRef<ComponentRef<typeof Input>>(null);
  useEffect(() => first.current?.focus(), []);
  const set = (change: Partial<FindingDraft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    onKeep(next);
  };
  const changes = changesOf(before, draft, reading.problem);
  // What came with an import and was not touched may stay as odd as it is.
  const faults = Object.fromEntries(
    Object.entries(reading.faults).filter(
      ([field]) => field === 'severityReason' || Reflect.get(before, field) !== Reflect.get(draft, field),
    ),
  );
  const part = formPart(draft, { ...reading, faults }, tried, set, first);
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0 || changes === null) return;
    save.mutate(
      { id: finding.id, rev: opened.rev, changes },
      {
        onSuccess: () => {
          onDrop();
          void message.success(`${finding.number} 已修改`);
          onClose();
        },
      },
    );
  };
  return (
    <DialogForm
      title={`修改线索信息　${finding.number}`}
      verb="保存修改"
      busy={save.isPending}
      error={save.error}
      ready={changes !== null}
      width={960}
      onSubmit={submit}
      onClose={() => {
        if (changes === null) onDrop();
        onClose();
      }}
    >
      <ChangedMeanwhile changed={opened.changed && !save.isPending} accept={opened.accept} />
      <div className="register-fields">
        <PlaceFields part={part} district={district} today={today} />
        <ProblemFields part={part} reading={reading} />
        <MoreFields part={part} />
      </div>
    </DialogForm>
  );
}
