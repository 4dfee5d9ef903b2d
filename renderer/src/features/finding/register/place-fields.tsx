import { Input, Select } from 'antd';
import type { PlaceSuggestion, RiverView } from '#core/contract/views-place.ts';
import { BANKS, DATUM_LABELS } from '#core/domain/finding/vocabulary.ts';
import { type District, townsOn } from '#core/domain/place/towns.ts';
import { useAsk } from '../../../api/ask.ts';
import { Combo } from '../../../ui/combo.tsx';
import type { ComboOption } from '../../../ui/combo-option.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';
import type { FindingDraft } from '../draft/finding-draft.ts';
import { Field } from './field.tsx';
import type { FormPart } from './form-part.ts';

const MOMENT_MS = 120;

/** Where it is: place, river and reach, bank, town and village, coordinates in any spelling. */
export function PlaceFields({ part, district, today }: PlaceFieldsProps) {
  const { draft, set, shown } = part;
  const rivers = useAsk('place.rivers', {}).data ?? [];
  const typed = useDebounced(draft.place, MOMENT_MS);
  const suggestions = useAsk('place.suggest', { text: typed }, { enabled: typed.trim() !== '', keep: true });
  const text = (field: TextField) => (event: { target: { value: string } }) => set({ [field]: event.target.value });
  const read = shown('coordinates').notes;
  return (
    <>
      <Field {...shown('place')} label="详细位置" span={6}>
        <Combo
          {...part.combo('place')}
          inputRef={part.first}
          value={draft.place}
          options={draft.place.trim() === '' ? [] : (suggestions.data ?? []).map(placeOption)}
          placeholder="地名、河段或拼音首字母"
          onText={(place) => set({ place })}
          onPick={({ suggestion }) => set(filledFrom(suggestion))}
        />
      </Field>
      <Field {...shown('river')} label="河湖名称" span={3}>
        <Combo
          {...part.combo('river')}
          value={draft.river}
          options={fitting(
            draft.river,
            rivers.map(({ name }) => name),
          )}
          onText={(river) => set({ river })}
          onPick={({ text: river }) => set({ river })}
        />
      </Field>
      <Field {...shown('reach')} label="河段" span={3}>
        <Combo
          {...part.combo('reach')}
          value={draft.reach}
          options={reachOptions(draft, rivers)}
          onText={(reach) => set({ reach })}
          onPick={({ text: reach }) => set({ reach, ...reachFill(draft, rivers, reach) })}
        />
      </Field>
      <Field {...shown('bank')} label="岸别" span={2}>
        <Combo
          {...part.combo('bank')}
          value={draft.bank}
          options={fitting(draft.bank, BANKS)}
          onText={(bank) => set({ bank })}
          onPick={({ text: bank }) => set({ bank })}
        />
      </Field>
      <Field {...shown('town')} label="镇街" span={3}>
        <Combo
          {...part.combo('town')}
          strict
          value={draft.town}
          options={townOptions(draft.town, district, today)}
          onText={(town) => set({ town })}
          onPick={({ text: town }) => set({ town })}
        />
      </Field>
      <Field {...shown('village')} label="村（社区）" span={2}>
        <Input {...part.input('village')} value={draft.village} onChange={text('village')} />
      </Field>
      <Field {...shown('coordinates')} notes={read?.slice(0, 1)} label="坐标" span={3}>
        <Input
          {...part.input('coordinates')}
          value={draft.coordinates}
          placeholder="117.2084, 40.5033"
          onChange={text('coordinates')}
        />
      </Field>
      <Field {...shown('datum')} label="坐标系" span={2}>
        <Select
          id="datum"
          value={draft.datum}
          style={{ width: '100%' }}
          options={Object.entries(DATUM_LABELS).map(([value, label]) => ({ value, label }))}
          onChange={(datum) => set({ datum })}
        />
      </Field>
      {read !== undefined && read.length > 1 && (
        <div className="muted" role="status" style={{ gridColumn: 'span 12', fontSize: 12, lineHeight: '18px' }}>
          坐标：{read.slice(1).join(' ')}
        </div>
      )}
    </>
  );
}

interface PlaceFieldsProps {
  readonly part: FormPart;
  readonly district: District;
  readonly today: string;
}

type TextField = 'village' | 'coordinates';

interface PlaceOption extends ComboOption {
  readonly suggestion: PlaceSuggestion;
}

/** The place with what it brings, and where that is known from. */
function placeOption(suggestion: PlaceSuggestion): PlaceOption {
  const { place, river, reach, town, village, from } = suggestion;
  const parts = [place, river, reach, town, village].filter((part) => part !== null);
  return {
    key: JSON.stringify(suggestion),
    text: parts.join(' '),
    suggestion,
    row: (
      <>
        {parts.join(' · ')} <span className="muted">{from}</span>
      </>
    ),
  };
}

/** What choosing a place fills in; what it does not know stays. */
function filledFrom({ place, river, reach, bank, town, village, chiefs }: PlaceSuggestion): Partial<FindingDraft> {
  const known = Object.entries({ place, river, reach, bank, town, village }).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), ...(chiefs === null ? {} : { chiefs }) };
}

function fitting(typed: string, words: readonly string[]): readonly ComboOption[] {
  const wanted = typed.trim();
  return words
    .filter((word) => wanted === '' || (word.includes(wanted) && word !== wanted))
    .map((text) => ({ key: text, text }));
}

function reachOptions({ river, reach }: FindingDraft, rivers: readonly RiverView[]): readonly ComboOption[] {
  const own = rivers.filter(({ name }) => river.trim() === '' || name === river.trim());
  return fitting(
    reach,
    own.flatMap(({ reaches }) => reaches.map(({ name }) => name)),
  );
}

function reachFill(draft: FindingDraft, rivers: readonly RiverView[], reach: string): Partial<FindingDraft> {
  for (const { name: river, reaches } of rivers) {
    if (draft.river.trim() !== '' && draft.river.trim() !== river) continue;
    const found = reaches.find(({ name }) => name === reach);
    if (found === undefined) continue;
    const { town, village, chiefs } = found;
    return { river, ...(town === null ? {} : { town }), ...(village === null ? {} : { village }), chiefs };
  }
  return {};
}

function townOptions(typed: string, district: District, today: string): readonly ComboOption[] {
  const wanted = typed.trim();
  return townsOn(district, today)
    .filter(({ name, code }) => wanted === '' || name.includes(wanted) || code.endsWith(wanted))
    .map(({ name, code }) => ({
      key: code,
      text: name,
      row: (
        <>
          {name} <span className="muted">{code}</span>
        </>
      ),
    }));
}
